"""A municipality's teams: adding, renaming, who is in which, and taking an empty one away."""

from collections.abc import Collection
from dataclasses import dataclass

from boernestemme.domain.entries import name_rule, tidy_words
from boernestemme.domain.errors import EntryRefused, NotFound
from boernestemme.services.offices import Office, changing, note
from boernestemme.storage import accounts, teams
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.teams import TeamRow


@dataclass(frozen=True)
class Member:
    """Somebody who can be in a team."""

    id: str
    first_name: str
    email: str
    is_in: bool


@dataclass(frozen=True)
class Team:
    """A team and who is in it; ``people`` are first names."""

    id: str
    name: str
    people: tuple[str, ...]


def teams_of(office: Office) -> tuple[Team, ...]:
    """The municipality's teams by name, with the people who can sign in."""
    rows = _open_accounts(office)
    return tuple(
        Team(team.id, team.name, tuple(row.first_name for row in rows if row.team_id == team.id))
        for team in teams.of_municipality(office.municipality)
    )


def team_by_name(office: Office, name: str) -> Team:
    """The team of this name. Raises NotFound."""
    for team in teams_of(office):
        if team.name.casefold() == name.casefold():
            return team
    raise NotFound(f"there is no team {name}")


def look(office: Office, team_id: str) -> tuple[str, tuple[Member, ...]]:
    """The team's name, and everybody with whether they are in it. Raises NotFound."""
    team = _own(office, team_id)
    members = (
        Member(row.id, row.first_name, row.email, row.team_id == team_id)
        for row in _open_accounts(office)
    )
    return team.name, tuple(members)


def add(office: Office, name: str) -> str:
    """A new team; its id. Raises EntryRefused."""
    name = _checked_name(name)
    with transaction():
        _check_free(office, name)
        team_id = teams.add(office.municipality, name)
        note(office, "team_added", team_id)
    return team_id


def rename(office: Office, team_id: str, name: str) -> None:
    """Give a team another name. Raises NotFound and EntryRefused."""
    name = _checked_name(name)
    with changing(office, "team_renamed", team_id):
        if _own(office, team_id).name.casefold() != name.casefold():
            _check_free(office, name)
        teams.rename(team_id, name)


def remove(office: Office, team_id: str) -> None:
    """Take a team away that nobody is in, closed accounts neither. Raises EntryRefused."""
    with changing(office, "team_removed", team_id):
        _own(office, team_id)
        if any(row.team_id == team_id for row in accounts.of_municipality(office.municipality)):
            raise EntryRefused({"team": "not_empty"})
        teams.remove(team_id)


def set_members(office: Office, team_id: str, wanted: Collection[str]) -> int:
    """Let these people, and nobody else, be in the team; how many were moved, each noted."""
    _own(office, team_id)
    people = _open_accounts(office)
    moved = [row.id for row in people if (row.id in wanted) != (row.team_id == team_id)]
    for account_id in moved:
        move(office, account_id, team_id if account_id in wanted else None)
    return len(moved)


def move(office: Office, account_id: str, team_id: str | None) -> None:
    """Put somebody into a team, or into none. Raises NotFound."""
    with changing(office, "team_changed", account_id):
        row = accounts.by_id(account_id)
        if row is None or row.municipality != office.municipality:
            raise NotFound(account_id)
        if team_id is not None:
            _own(office, team_id)
        accounts.move_to_team(account_id, team_id)


def _open_accounts(office: Office) -> list[AccountRow]:
    return [row for row in accounts.of_municipality(office.municipality) if not row.disabled_on]


def _own(office: Office, team_id: str) -> TeamRow:
    team = teams.find(team_id)
    if team is None or team.municipality != office.municipality:
        raise NotFound(team_id)
    return team


def _checked_name(name: str) -> str:
    name = tidy_words(name)
    if rule := name_rule(name):
        raise EntryRefused({"name": rule})
    return name


def _check_free(office: Office, name: str) -> None:
    taken = {team.name.casefold() for team in teams.of_municipality(office.municipality)}
    if name.casefold() in taken:
        raise EntryRefused({"name": "taken"})
