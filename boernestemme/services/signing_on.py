"""Signing on through a municipality's own provider: out to it, back from it, and out of it again.

Every word with the provider is spoken between transactions, never inside one.
"""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from boernestemme.domain.errors import SignOnRefused, TooManyTries
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import BOARD_CODE
from boernestemme.domain.sign_on import (
    LONGEST_SUBJECT,
    AsksProviders,
    Claimed,
    Provider,
    SignOn,
    Ticket,
    claimed_by,
    subject_of,
)
from boernestemme.services.assertions import issuer_said
from boernestemme.services.signing_in import WINDOW, Door, begin_session, spend_leave
from boernestemme.storage import (
    access_log,
    accounts,
    foreign_identities,
    foreign_sessions,
    sign_in_steps,
    staff_sessions,
    teams,
    tries,
)
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.sign_in_steps import Kind

AWAY = timedelta(minutes=10)
SECRET_BYTES = 32
NO_PASSWORD = ""


@dataclass(frozen=True)
class Desk:
    """Who may be asked, by whom, and the address of ours that they send people back to.

    Each has one of its own below it: what one provider makes another answer never passes for its
    own (RFC 9700, *mix-up*).
    """

    sign_on: SignOn
    asks: AsksProviders
    back_to: str

    def back_from(self, provider: Provider) -> str:
        """Where this provider sends people back to."""
        return f"{self.back_to}/{provider.municipality}"


@dataclass(frozen=True)
class Departure:
    """The browser's new cookie, and where it is sent."""

    cookie: str
    address: str


def begin(municipality: str, desk: Desk, door: Door, now: datetime) -> Departure:
    """Send a browser to its municipality's provider. Raises SignOnRefused or TooManyTries.

    Each leaves a row until it comes back or is swept, so an address may leave so often and no more.
    """
    provider = desk.sign_on.of(municipality)
    if provider is None:
        raise SignOnRefused("state")
    if not spend_leave(door, now):
        raise TooManyTries
    ticket = Ticket(*(secrets.token_urlsafe(SECRET_BYTES) for _ in range(3)))
    address = desk.asks.way_in(provider, ticket, desk.back_from(provider))
    with transaction():
        cookie = sign_in_steps.begin_at(
            provider.municipality, ticket.state, ticket.nonce, ticket.verifier, now
        )
    return Departure(cookie, address)


def come_back(
    cookie: str | None, municipality: str, answer: Mapping[str, str], desk: Desk, now: datetime
) -> str:
    """A new session for whoever the provider vouches for; its cookie. Raises SignOnRefused.

    ``municipality`` is whose address it came back to, ``answer`` what the provider put into it. It
    counts once, in the browser that was sent there, for ten minutes.
    """
    provider, ticket = _used_ticket(cookie, answer.get("state", ""), desk.sign_on, now)
    if provider.municipality != municipality:
        raise SignOnRefused("assertion", "another provider answered")
    if answer.get("iss", provider.issuer) != provider.issuer:
        raise SignOnRefused("assertion", "another issuer answered")
    if "code" not in answer:
        raise SignOnRefused("said_no", _word(answer.get("error", "")))
    claims = desk.asks.assertion(provider, ticket, answer["code"], desk.back_from(provider), now)
    try:
        claimed = claimed_by(provider, claims)
    except SignOnRefused:
        _end_sessions(provider, subject_of(claims))
        raise
    with transaction():
        account = _account(provider, claimed, now)
        session_cookie = begin_session(account, now)
        sid = claims.get("sid")
        is_usable = isinstance(sid, str) and 0 < len(sid) <= LONGEST_SUBJECT
        foreign_sessions.note(
            session_cookie, account.id, provider.issuer, sid if is_usable else None
        )
    return session_cookie


def _word(error: str) -> str:
    """An error's name for the log; it came by an address that anybody can write."""
    bare = error.replace("_", "")
    return error[:40] if bare.isascii() and bare.isalnum() else "no code"


def _used_ticket(
    cookie: str | None, state: str, sign_on: SignOn, now: datetime
) -> tuple[Provider, Ticket]:
    step = sign_in_steps.find(cookie, Kind.PROVIDER, now - AWAY)
    provider = sign_on.of(step.municipality) if step else None
    if step is None or provider is None:
        raise SignOnRefused("state", "no such way was begun in this browser")
    ticket = Ticket(step.state or "", step.nonce or "", step.verifier or "")
    if not ticket.state or not hmac.compare_digest(
        ticket.state.encode(), state.encode("utf-8", "replace")
    ):
        raise SignOnRefused("state", "the answer is to another question")
    with transaction():
        used = sign_in_steps.end(cookie)
    if not used:
        raise SignOnRefused("state", "the answer was used already")
    return provider, ticket


def _account(provider: Provider, claimed: Claimed, now: datetime) -> AccountRow:
    """The account with today's role and team, made the first time, in the open transaction."""
    found = foreign_identities.account_of(provider.issuer, claimed.subject)
    account = found or _new_account(provider, claimed, now)
    if account.disabled_on is not None:
        raise SignOnRefused("disabled")
    if account.municipality != provider.municipality:
        raise SignOnRefused("municipality")
    if account.confirmed_on is None:  # the directory vouches for it, and no administrator here
        accounts.confirm(account.id, danish_day(now))
    if account.role != claimed.role:
        staff_sessions.end_all_of(account.id)
        accounts.give_role(account.id, claimed.role)
        access_log.append(account.municipality, account.id, "role_claimed", account.id, now)
    if claimed.team is not None and provider.municipality != BOARD_CODE:
        team_id = _team(provider.municipality, claimed.team)
        if team_id != account.team_id:
            accounts.move_to_team(account.id, team_id)
    return account


def _new_account(provider: Provider, claimed: Claimed, now: datetime) -> AccountRow:
    """An e-mail that somebody has here is never taken over: whose it is, nobody vouched for."""
    if not access_log.has_chain(provider.municipality):
        raise SignOnRefused("not_ready", "the municipality is not added yet")
    account_id = accounts.add(
        claimed.email,
        claimed.role,
        provider.municipality,
        claimed.first_name,
        NO_PASSWORD,
        danish_day(now),
    )
    if account_id is None:
        raise SignOnRefused("local_account")
    if not foreign_identities.add(provider.issuer, claimed.subject, account_id):
        raise SignOnRefused("state", "another sign-in made the account just now")
    access_log.append(provider.municipality, account_id, "account_claimed", account_id, now)
    account = accounts.by_id(account_id)
    if account is None:
        raise SignOnRefused("not_ready")
    return account


def _team(municipality: str, name: str) -> str | None:
    if not name:
        return None
    there = {team.name: team.id for team in teams.of_municipality(municipality)}
    return there.get(name) or teams.add(municipality, name)


def _end_sessions(provider: Provider, subject: str) -> None:
    """Whoever lost the role at home loses the open sessions here with it."""
    account = foreign_identities.account_of(provider.issuer, subject)
    if account is not None:
        with transaction():
            staff_sessions.end_all_of(account.id)


def signed_out_there(token: str, desk: Desk, now: datetime) -> None:
    """End the sessions that a provider's signed message names. Raises SignOnRefused.

    A message counts once: replayed later it must not end a session that began since.
    """
    provider = desk.sign_on.by_issuer(issuer_said(token))
    if provider is None:
        raise SignOnRefused("assertion", "no such issuer")
    claims = desk.asks.signed_out(provider, token, now)
    with transaction():
        if not tries.spend(f"signed-out|{provider.issuer}|{claims['jti']}", 1, now, now - WINDOW):
            raise SignOnRefused("assertion", "the message was used already")
        _end_named(provider, claims)


def _end_named(provider: Provider, claims: Mapping[str, Any]) -> None:
    if "sid" in claims:
        foreign_sessions.end_named(provider.issuer, claims["sid"])
        return
    account = foreign_identities.account_of(provider.issuer, claims["sub"])
    if account is not None:
        staff_sessions.end_all_of(account.id)


def provider_of(cookie: str | None, sign_on: SignOn) -> Provider | None:
    """The provider that a session came from; None for one that began with a password."""
    issuer = foreign_sessions.issuer_of(cookie) if cookie else None
    return sign_on.by_issuer(issuer) if issuer else None


def way_out(provider: Provider, desk: Desk, leaves_to: str) -> str | None:
    """Where a browser signs out at the provider too; None when it has no such place, or is down."""
    try:
        return desk.asks.way_out(provider, leaves_to)
    except SignOnRefused:
        return None
