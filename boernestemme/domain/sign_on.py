"""Sign-on through a municipality's own provider: who it is, and what its claims make of a person.

A right is a *jobfunktionsrolle* (what one may do) with its *dataafgrænsning* (for whom): a role of
ours, in the one municipality the provider belongs to, perhaps in one team.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.roles import Role

LONGEST_SUBJECT = 255
LONGEST_EMAIL = 254
LONGEST_NAME = 60


@dataclass(frozen=True)
class Provider:
    """A municipality's provider, as the settings name it; its secret stands in no text.

    ``roles`` turns values of ``roles_claim`` into roles of ours, the first that fits counts.
    Where ``municipality_claim`` is named it must hold one of ``municipality_values``; where
    ``team_claim`` is, ``teams`` turns its value into a team's name. Where ``assurance`` is not
    empty, ``assurance_claim`` must hold one of its values.
    """

    municipality: str
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    name: str
    roles: Mapping[str, Role]
    roles_claim: str = "roles"
    municipality_claim: str = ""
    municipality_values: tuple[str, ...] = ()
    team_claim: str = ""
    teams: Mapping[str, str] = field(default_factory=dict)
    email_claim: str = "email"
    name_claim: str = "given_name"
    assurance_claim: str = "acr"
    assurance: tuple[str, ...] = ()
    scope: str = "openid profile email"


@dataclass(frozen=True)
class SignOn:
    """How staff sign in: whose providers, whether also by password, and with what besides."""

    second_factor_required: bool = True
    local_accounts: bool = True
    providers: tuple[Provider, ...] = ()

    def of(self, municipality: str) -> Provider | None:
        """The provider of a municipality, or of the board."""
        return next((one for one in self.providers if one.municipality == municipality), None)

    def by_issuer(self, issuer: object) -> Provider | None:
        """The provider that signs with this name."""
        return next((one for one in self.providers if one.issuer == issuer), None)


@dataclass(frozen=True)
class Ticket:
    """What ties an answer of the provider to the browser that was sent there; used once."""

    state: str
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)


class AsksProviders(Protocol):
    """Speaks with providers over the network; each call raises SignOnRefused when it fails."""

    def way_in(self, provider: Provider, ticket: Ticket, back_to: str) -> str:
        """Where the browser goes to sign in."""

    def assertion(
        self, provider: Provider, ticket: Ticket, code: str, back_to: str, now: datetime
    ) -> Mapping[str, Any]:
        """The checked claims of whoever came back with this code."""

    def signed_out(self, provider: Provider, token: str, now: datetime) -> Mapping[str, Any]:
        """The checked claims of a provider's message that somebody signed out there."""

    def way_out(self, provider: Provider, back_to: str) -> str | None:
        """Where the browser goes to sign out there too; None where that is not offered."""


@dataclass(frozen=True)
class Claimed:
    """What an assertion says of a person. ``subject`` is who it is; the e-mail is for notices.

    ``team`` is None where the provider says nothing of teams, and empty for none of them.
    """

    subject: str
    email: str
    first_name: str
    role: Role
    team: str | None


def claimed_by(provider: Provider, claims: Mapping[str, Any]) -> Claimed:
    """What checked claims make of a person here. Raises SignOnRefused."""
    subject = subject_of(claims)
    if provider.assurance and not _holds(
        claims, provider.assurance_claim, frozenset(provider.assurance)
    ):
        raise SignOnRefused("assurance")
    if provider.municipality_claim and not _holds(
        claims, provider.municipality_claim, frozenset(provider.municipality_values)
    ):
        raise SignOnRefused("municipality")
    return Claimed(
        subject,
        _email(provider, claims),
        _first_name(provider, claims),
        _role(provider, claims),
        _team(provider, claims),
    )


def subject_of(claims: Mapping[str, Any]) -> str:
    """Who it is at the provider, for ever. Raises SignOnRefused."""
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST_SUBJECT:
        raise SignOnRefused("assertion", "no usable sub")
    if not subject.isprintable():
        raise SignOnRefused("assertion", "no database takes this sub")
    return subject


def values_of(claims: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """A claim's texts, whether it holds one or a list."""
    value = claims.get(name)
    listed = value if isinstance(value, list) else [value]
    return tuple(one for one in listed if isinstance(one, str))


def _holds(claims: Mapping[str, Any], name: str, wanted: frozenset[str]) -> bool:
    """True when all the claim says is wanted, and it says something."""
    said = values_of(claims, name)
    return bool(said) and set(said) <= wanted


def _role(provider: Provider, claims: Mapping[str, Any]) -> Role:
    said = frozenset(values_of(claims, provider.roles_claim))
    found = next((role for value, role in provider.roles.items() if value in said), None)
    if found is None:
        raise SignOnRefused("no_role")
    return found


def _team(provider: Provider, claims: Mapping[str, Any]) -> str | None:
    if not provider.team_claim:
        return None
    said = values_of(claims, provider.team_claim)
    return next((provider.teams[value] for value in said if value in provider.teams), "")


def _email(provider: Provider, claims: Mapping[str, Any]) -> str:
    email = next(iter(values_of(claims, provider.email_claim)), "").strip()
    if "@" not in email or len(email) > LONGEST_EMAIL or not email.isprintable():
        raise SignOnRefused("no_email")
    return email


def _first_name(provider: Provider, claims: Mapping[str, Any]) -> str:
    """The name colleagues know; children are told it too, so it is never an e-mail address."""
    name = next(iter(values_of(claims, provider.name_claim)), "").strip()
    if not name or len(name) > LONGEST_NAME or "@" in name or not name.isprintable():
        raise SignOnRefused("no_name")
    return name
