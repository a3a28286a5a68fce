"""People of a municipality: who may change them, what is refused, and no child left behind."""

from dataclasses import replace

import pytest

from boernestemme.domain.errors import EntryRefused, NotFound, NotPermitted, SignInRefused
from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.roles import Role
from boernestemme.services import (
    handing_over,
    keeping_people,
    keeping_teams,
    signing_in,
)
from boernestemme.services.handing_over import Choice
from boernestemme.services.keeping_people import Details
from boernestemme.services.listing_people import Access, Gap, look_closely, people_of, standing
from boernestemme.services.offices import office_of
from boernestemme.storage import accounts, staff_sessions
from boernestemme.storage.db import transaction
from tests.factories import NOW, older_answers
from tests.knocking import signed_in
from tests.services.offices.town_hall import adas, lines, says_yes, somebody
from tests.services.steps import count, row_of
from tests.world import World


@pytest.mark.parametrize("name", ["mette", "leder", "sofie"])
def test_nobody_but_an_administrator_has_an_office(town: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        office_of(town.setting(name))
    assert adas(town).municipality == "0265"


def test_a_new_account_has_no_password_that_anybody_knows(town: World) -> None:
    row = accounts.by_id(somebody(town))
    assert row is not None and row.password_hash == ""
    for guess in ("", " ", "password", "None"):
        with pytest.raises(SignInRefused):
            signed_in(row.email, guess)


@pytest.mark.parametrize(
    ("email", "changes", "rules"),
    [
        ("", {}, {"email": "missing"}),
        ("ny", {}, {"email": "email"}),
        ("METTE@test.example", {}, {"email": "taken"}),
        ("ny@test.example", {"first_name": " "}, {"first_name": "missing"}),
        ("ny@test.example", {"first_name": "010203-1234"}, {"first_name": "cpr"}),
        ("ny@test.example", {"role": Role.BOARD}, {"role": "role"}),
        ("ny@test.example", {"team_id": "f" * 32}, {"team": "team"}),
        ("ny@test.example", {"backup_id": "leder"}, {"backup": "backup"}),
        ("ny@test.example", {"backup_id": "sofie"}, {"backup": "backup"}),
        ("", {"first_name": ""}, {"email": "missing", "first_name": "missing"}),
    ],
)
def test_what_cannot_be_is_refused(
    town: World, email: str, changes: dict[str, object], rules: dict[str, str]
) -> None:
    if "backup_id" in changes:
        changes = {"backup_id": town.person(str(changes["backup_id"])).id}
    before = count("accounts"), count("access_log")
    with pytest.raises(EntryRefused) as refused:
        details = replace(Details("Ny", Role.CASEWORKER), **changes)  # type: ignore[arg-type]  # changes are parameters
        keeping_people.add(adas(town), email, details)
    assert refused.value.rules == rules
    assert (count("accounts"), count("access_log")) == before


def test_people_of_another_municipality_are_not_there(town: World) -> None:
    sofie, details = town.person("sofie").id, Details("X", Role.LEADER)
    for change in (
        lambda: keeping_people.change(adas(town), sofie, details),
        lambda: keeping_people.close(adas(town), sofie, None),
        lambda: keeping_people.reopen(adas(town), sofie),
        lambda: keeping_teams.move(adas(town), sofie, None),
        lambda: look_closely(adas(town), sofie),
    ):
        with pytest.raises(NotFound):
            change()
    assert sofie not in {one.id for one in people_of(adas(town))}


def test_a_new_name_stands_on_the_open_links_of_that_case_worker_alone(town: World) -> None:
    mine, noise = town.link(by="jonas"), town.link(by="nadia", backup_id=town.person("jonas").id)
    jonas = town.person("jonas").id
    keeping_people.change(adas(town), jonas, Details("Johannes", Role.CASEWORKER))
    assert (row_of(mine).contact_name, row_of(noise).contact_name) == ("Johannes", "Nadia")


def test_a_case_worker_with_meetings_keeps_its_role_until_they_are_handed_over(
    town: World,
) -> None:
    link, leaving = town.link(by="nadia"), town.person("nadia")
    cookie = signed_in("nadia@test.example")
    as_leader = Details("Nadia", Role.LEADER)
    with pytest.raises(EntryRefused) as refused:
        keeping_people.change(adas(town), leaving.id, as_leader)
    assert refused.value.rules == {"role": "has_meetings"}
    assert town.person("nadia").role is Role.CASEWORKER
    choice = Choice(town.person("mette").id, tells_child=False)
    handing_over.hand_over_list(town.setting("nadia"), choice, town.links.keys.opener)
    assert row_of(link).contact_name == "Mette"
    keeping_people.change(adas(town), leaving.id, as_leader)
    assert signing_in.who(cookie, NOW) is None, "another role begins with a yes and a new session"
    says_yes(town.setting("leder"), leaving.id)
    assert town.person("nadia").role is Role.LEADER


def test_an_administrator_neither_closes_nor_changes_its_own_role(town: World) -> None:
    ada = town.person("ada").id
    with pytest.raises(EntryRefused) as refused:
        keeping_people.change(adas(town), ada, Details("Ada", Role.CASEWORKER))
    assert refused.value.rules == {"role": "yourself"}
    with pytest.raises(EntryRefused):
        keeping_people.close(adas(town), ada, None)
    keeping_people.change(adas(town), ada, Details("Ada", Role.ADMINISTRATOR))


def test_a_closed_account_is_out_at_once_and_can_be_opened_again(town: World) -> None:
    leaving = somebody(town)
    with transaction():
        cookie = staff_sessions.begin(leaving, NOW)
    assert signing_in.who(cookie, NOW) is not None, "the control"
    keeping_people.close(adas(town), leaving, None)
    assert signing_in.who(cookie, NOW) is None
    assert look_closely(adas(town), leaving).someone.access is Access.CLOSED
    keeping_people.reopen(adas(town), leaving)
    assert look_closely(adas(town), leaving).someone.access is Access.NONE


def test_whoever_is_at_work_is_not_stopped_by_opening_the_account_again(town: World) -> None:
    """With answers no link is made; this must be no other way to keep the readers out of them."""
    reader = somebody(town)
    town.answer(town.link(by="mette", backup_id=reader), older_answers())
    with transaction():
        cookie = staff_sessions.begin(reader, NOW)
    before = lines()
    keeping_people.reopen(adas(town), reader)
    assert signing_in.who(cookie, NOW) is not None
    assert lines() == before


def test_nothing_open_is_left_without_somebody(town: World) -> None:
    leaving = somebody(town)
    town_link = town.link(by="mette", backup_id=leaving)
    with pytest.raises(EntryRefused) as refused:
        keeping_people.close(adas(town), leaving, None)
    assert refused.value.rules == {"receiver": "open_links"}
    assert look_closely(adas(town), leaving).has_open
    receiver = somebody(town)
    keeping_people.close(adas(town), leaving, receiver)
    assert row_of(town_link).contact_name == "Mette"
    assert look_closely(adas(town), receiver).has_open


def test_what_is_missing_is_told_with_whom_it_concerns(town: World) -> None:
    somebody(town)
    gaps = dict(standing(adas(town), LocalSettings()).gaps)
    assert "Ny" in gaps[Gap.ACCESS] and "Mette" in gaps[Gap.BACKUP]
    assert Gap.LEADER not in gaps and Gap.TEAM not in gaps
    assert {Gap.DUTY, Gap.PROTECTION, Gap.ACCESSIBILITY} <= set(gaps)
    usual = LocalSettings(accessibility_address="https://was.digst.dk/alle")
    assert Gap.ACCESSIBILITY not in dict(standing(adas(town), usual).gaps)
