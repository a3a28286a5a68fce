"""Every change an administrator makes leaves exactly one line of the log, of ids and codes only."""

from collections.abc import Callable

import pytest

from boernestemme.domain.errors import Refused
from boernestemme.domain.local_settings import Section
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services import (
    administering,
    keeping_municipality,
    keeping_people,
    keeping_teams,
    second_factors,
    signing_up,
)
from boernestemme.services.administering import NewAccount
from boernestemme.services.keeping_people import Details
from boernestemme.services.signing_up import NewPassword
from boernestemme.storage import access_log, accounts
from boernestemme.storage.db import transaction
from tests.factories import NOW, PASSWORD
from tests.services.offices.town_hall import adas, email_of, lines, somebody
from tests.world import World

CHOSEN = NewPassword("en helt ny sætning", "en helt ny sætning")
DETAILS = Details("Navn Navnesen", Role.LEADER)
ADA = "ada"
Change = Callable[[World, str, str], object]
CHANGES: dict[str, Change] = {
    "account_added": lambda w, _p, _t: keeping_people.add(adas(w), "navn@navn.example", DETAILS),
    "account_changed": lambda w, p, _t: keeping_people.change(adas(w), p, DETAILS),
    "account_disabled": lambda w, p, _t: keeping_people.close(adas(w), p, None),
    "account_enabled": lambda w, p, _t: keeping_people.reopen(adas(w), closed(p)),
    "sign_up_made": lambda w, p, _t: signing_up.make(adas(w), p),
    "factor_reset": lambda w, p, _t: second_factors.reset(email_of(p), w.person(ADA), NOW),
    "team_added": lambda w, _p, _t: keeping_teams.add(adas(w), "Navnehold"),
    "team_renamed": lambda w, _p, t: keeping_teams.rename(adas(w), t, "Navn"),
    "team_changed": lambda w, p, t: keeping_teams.set_members(adas(w), t, {p}),
    "team_removed": lambda w, _p, t: keeping_teams.remove(adas(w), t),
    **{
        f"settings_changed {section}": lambda w, _p, _t, s=section: set_own(w, s)
        for section in Section
    },
}  # fmt: skip
VALUES = {
    "name": "Navn", "call_number": "11 22 33 44", "caseworker_title": "navn",
    "duty_number": "11 22 33 44", "duty_hours": "altid", "hide_address": "https://navn.example/",
    "protection_email": "navn@navn.example", "protection_phone": "11 22 33 44",
    "accessibility_address": "https://was.digst.dk/navn",
}  # fmt: skip


def closed(person: str) -> str:
    """The account, closed without a line."""
    with transaction():
        accounts.disable(person, danish_day(NOW))
    return person


def set_own(world: World, section: Section) -> None:
    """Set everything of one section."""
    keeping_municipality.change(adas(world), section, VALUES)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_leaves_one_line(town: World, name: str) -> None:
    person, team = somebody(town), keeping_teams.add(adas(town), f"Hold {len(lines())}")
    before = lines()
    CHANGES[name](town, person, team)
    [(municipality, actor, action, subject)] = lines()[len(before) :]
    assert (municipality, actor) == ("0265", town.person(ADA).id)
    assert action == name.partition(" ")[0]
    told = f"{actor} {action} {subject}".casefold()
    assert not [word for word in ("navn", "@", "11 22", "https") if word in told]
    assert access_log.first_broken("0265") is None


def test_choosing_a_password_is_noted_as_its_owners(town: World) -> None:
    person = somebody(town)
    token = signing_up.make(adas(town), person)
    before = lines()
    signing_up.choose_password(token, CHOSEN, NOW)
    assert lines()[len(before) :] == [("0265", person, "password_chosen", person)]


def test_what_is_done_by_command_is_the_operators(town: World) -> None:
    before = lines()
    new = NewAccount("x@x.example", Role.LEADER, "0461", "X", PASSWORD)
    account = administering.add_account(new, NOW)
    administering.disable_account("x@x.example", None, NOW)
    administering.add_municipality("0751", "Aarhus", "12 34 56 78", town.links.keys, NOW)
    assert {(code, actor, action, subject) for code, actor, action, subject in lines()} - {
        *before
    } == {
        ("0461", "operator", "account_added", account),
        ("0461", "operator", "account_disabled", account),
        ("0751", "operator", "municipality_added", "0751"),
    }


def test_what_is_refused_leaves_none(town: World) -> None:
    before, mette = lines(), town.person("mette").id
    town.link()
    for refused in (
        lambda: keeping_people.close(adas(town), mette, None),
        lambda: keeping_people.change(adas(town), mette, DETAILS),
        lambda: keeping_teams.rename(adas(town), "f" * 32, "Navn"),
        lambda: keeping_municipality.change(adas(town), Section.HIDE, {"hide_address": "http://"}),
    ):
        with pytest.raises(Refused):
            refused()
    assert [line for line in lines() if line not in before] == []
