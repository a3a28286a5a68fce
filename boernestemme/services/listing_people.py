"""A municipality's people as its administrator sees them, and what is missing before all works."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.roles import Role
from boernestemme.services.keeping_municipality import Municipality, municipality_of
from boernestemme.services.keeping_people import own_account
from boernestemme.services.offices import Office
from boernestemme.services.signing_up import LINK_LIFE, why_no_link
from boernestemme.storage import (
    accounts,
    foreign_identities,
    log_lines,
    meetings,
    sign_ups,
    teams,
)
from boernestemme.storage.accounts import AccountRow


class Access(StrEnum):
    """Whether somebody can sign in.

    ``WAITING`` is for a leader's yes, with a password chosen; before that there is a link, one that
    is too old, or none.
    """

    READY = "ready"
    WAITING = "waiting"
    INVITED = "invited"
    EXPIRED = "expired"
    NONE = "none"
    CLOSED = "closed"


class Gap(StrEnum):
    """What is missing before everything works."""

    LEADER = "leader"
    YES = "yes"
    ACCESS = "access"
    BACKUP = "backup"
    TEAM = "team"
    DUTY = "duty"
    PROTECTION = "protection"
    ACCESSIBILITY = "accessibility"


NO_WAY_IN = frozenset({Access.INVITED, Access.EXPIRED, Access.NONE})


@dataclass(frozen=True)
class Someone:
    """One account. ``team`` and ``backup`` are names, empty where there is none."""

    id: str
    first_name: str
    email: str
    role: Role
    access: Access
    team_id: str | None
    team: str
    backup_id: str | None
    backup: str

    @property
    def can_be_given_meetings(self) -> bool:
        """True for a case worker who can sign in."""
        return self.role is Role.CASEWORKER and self.access is Access.READY


@dataclass(frozen=True)
class Closely:
    """One account with what can be done to it.

    ``why_no_link`` is the rule that keeps a new link from being made, None where it may be.
    ``has_open`` is True where somebody must take over before the account can be closed.
    ``receivers`` are the colleagues who could, and who could be backup reader.
    """

    someone: Someone
    is_own: bool
    is_foreign: bool
    why_no_link: str | None
    has_open: bool
    receivers: tuple[Someone, ...]


@dataclass(frozen=True)
class Standing:
    """The municipality at a glance: what is missing, whom it concerns, and how many there are."""

    municipality: Municipality
    gaps: tuple[tuple[Gap, tuple[str, ...]], ...]
    people: dict[Role, int]
    teams: int


def people_of(office: Office) -> tuple[Someone, ...]:
    """Everybody, closed accounts too, by first name."""
    rows = accounts.of_municipality(office.municipality)
    names = {team.id: team.name for team in teams.of_municipality(office.municipality)}
    links = _links(office)
    readers = {one.id: one.first_name for one in rows if _can_read(one)}
    return tuple(
        Someone(
            row.id,
            row.first_name,
            row.email,
            Role(row.role),
            _access(row, links),
            row.team_id,
            names.get(row.team_id or "", ""),
            row.backup_id,
            readers.get(row.backup_id or "", ""),
        )
        for row in rows
    )


def look_closely(office: Office, account_id: str) -> Closely:
    """One account and what can be done to it. Raises NotFound."""
    row, everybody = own_account(office, account_id), people_of(office)
    [someone] = [one for one in everybody if one.id == account_id]
    others = (one for one in everybody if one.id != account_id)
    return Closely(
        someone,
        account_id == office.actor,
        foreign_identities.is_foreign(account_id),
        why_no_link(office, row),
        meetings.open_link_count(account_id, office.now) > 0,
        tuple(one for one in others if one.can_be_given_meetings),
    )


def standing(office: Office, usual: LocalSettings) -> Standing:
    """The municipality at a glance; what the installation has set for all is not missing."""
    everybody = [one for one in people_of(office) if one.access is not Access.CLOSED]
    found, team_count = municipality_of(office), len(teams.of_municipality(office.municipality))
    gaps = (
        *_gaps_of_people(everybody, has_teams=team_count > 0),
        *_gaps_of_settings(found.local.over(usual)),
    )
    counts = {role: sum(one.role is role for one in everybody) for role in Role}
    return Standing(found, gaps, counts, team_count)


def _gaps_of_people(
    people: list[Someone], *, has_teams: bool
) -> Iterator[tuple[Gap, tuple[str, ...]]]:
    if not any(one.role is Role.LEADER for one in people):
        yield Gap.LEADER, ()
    lacking = {
        Gap.YES: [one for one in people if one.access is Access.WAITING],
        Gap.ACCESS: [one for one in people if one.access in NO_WAY_IN],
        Gap.BACKUP: [one for one in people if one.role is Role.CASEWORKER and not one.backup],
        Gap.TEAM: [
            one
            for one in people
            if has_teams and one.role is not Role.ADMINISTRATOR and not one.team
        ],
    }
    for gap, concerned in lacking.items():
        if concerned:
            yield gap, tuple(one.first_name for one in concerned)


def _gaps_of_settings(local: LocalSettings) -> Iterator[tuple[Gap, tuple[str, ...]]]:
    needed = {
        Gap.DUTY: local.duty_number,
        Gap.PROTECTION: local.protection_email or local.protection_phone,
        Gap.ACCESSIBILITY: local.accessibility_address,
    }
    yield from ((gap, ()) for gap, value in needed.items() if not value)


@dataclass(frozen=True)
class _Links:
    """Accounts by the link they were given: one that lives, or any ever."""

    live: set[str]
    ever: set[str]


def _links(office: Office) -> _Links:
    ever = log_lines.subjects_of(office.municipality, "sign_up_made")
    return _Links(sign_ups.live(office.now - LINK_LIFE), ever)


def _access(row: AccountRow, links: _Links) -> Access:
    if row.disabled_on is not None:
        return Access.CLOSED
    if row.password_hash or foreign_identities.is_foreign(row.id):
        return Access.WAITING if row.confirmed_on is None else Access.READY
    if row.id in links.live:
        return Access.INVITED
    return Access.EXPIRED if row.id in links.ever else Access.NONE


def _can_read(row: AccountRow) -> bool:
    is_open = row.disabled_on is None and row.confirmed_on is not None
    return row.role == Role.CASEWORKER and is_open
