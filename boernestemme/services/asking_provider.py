"""Speaks with a municipality's provider: OpenID Connect's code flow with PKCE, by Authlib."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.requests_client import OAuth2Session

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.sign_on import Provider, Ticket
from boernestemme.services.assertions import checked_assertion, checked_signing_out
from boernestemme.services.provider_metadata import PATIENCE, Metadata, bounded


class ProviderDesk:
    """Asks providers, and keeps what they publish for a while. It opens no transaction."""

    def __init__(self, metadata: Metadata | None = None) -> None:
        self._metadata = metadata or Metadata()

    def way_in(self, provider: Provider, ticket: Ticket, back_to: str) -> str:
        """Where the browser goes to sign in. Raises SignOnRefused."""
        wanted = {"acr_values": " ".join(provider.assurance)} if provider.assurance else {}
        with self._session(provider, back_to) as session:
            address, _ = session.create_authorization_url(
                self._metadata.needed(provider, "authorization_endpoint"),
                state=ticket.state,
                nonce=ticket.nonce,
                code_verifier=ticket.verifier,
                **wanted,
            )
        return str(address)

    def assertion(
        self, provider: Provider, ticket: Ticket, code: str, back_to: str, now: datetime
    ) -> Mapping[str, Any]:
        """The checked claims of whoever came back with this code. Raises SignOnRefused."""
        endpoint = self._metadata.needed(provider, "token_endpoint")
        try:
            with self._session(provider, back_to) as session:
                found = session.fetch_token(
                    endpoint,
                    grant_type="authorization_code",
                    code=code,
                    code_verifier=ticket.verifier,
                    timeout=PATIENCE,
                    allow_redirects=False,
                )
        except (requests.RequestException, AuthlibBaseError, OSError, ValueError) as problem:
            raise SignOnRefused("provider", f"{type(problem).__name__} at the token") from problem
        return checked_assertion(
            found.get("id_token"),
            lambda kid: self._metadata.keys(provider, kid),
            provider,
            ticket.nonce,
            now,
        )

    def signed_out(self, provider: Provider, token: str, now: datetime) -> Mapping[str, Any]:
        """The checked claims of a message that somebody signed out. Raises SignOnRefused."""
        return checked_signing_out(
            token, lambda kid: self._metadata.keys(provider, kid), provider, now
        )

    def way_out(self, provider: Provider, back_to: str) -> str | None:
        """Where the browser goes to sign out there too; None where that is not offered."""
        address = self._metadata.address(provider, "end_session_endpoint")
        if address is None:
            return None
        asked = {"client_id": provider.client_id, "post_logout_redirect_uri": back_to}
        return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"

    def _session(self, provider: Provider, back_to: str) -> OAuth2Session:
        in_header = self._metadata.takes_secret_in_header(provider)
        session = OAuth2Session(
            provider.client_id,
            provider.client_secret,
            token_endpoint_auth_method="client_secret_basic" if in_header else "client_secret_post",
            scope=provider.scope,
            redirect_uri=back_to,
            code_challenge_method="S256",
        )
        session.hooks["response"].append(bounded)
        return session
