"""Teams and a municipality's own settings: own ones only, and nothing lost."""

import pytest

from boernestemme.domain.errors import EntryRefused, NotFound
from boernestemme.domain.local_settings import LocalSettings, Section, mark_of
from boernestemme.services import keeping_municipality, keeping_teams, local_settings
from boernestemme.services.keeping_teams import teams_of
from boernestemme.services.offices import operators_office
from boernestemme.storage import teams
from boernestemme.storage.db import transaction
from tests.factories import NOW
from tests.services.offices.town_hall import adas, somebody
from tests.services.steps import count, row_of
from tests.world import World

WEATHER = "https://www.yr.no/"


def test_a_name_is_its_teams_own_within_the_municipality(town: World) -> None:
    first = keeping_teams.add(adas(town), " Team  Øst ")
    with pytest.raises(EntryRefused) as refused:
        keeping_teams.add(adas(town), "team øst")
    assert refused.value.rules == {"name": "taken"}
    keeping_teams.rename(adas(town), first, "TEAM ØST")
    keeping_teams.add(operators_office("0461", NOW), "Team Øst")
    assert [team.name for team in teams_of(adas(town))] == ["TEAM ØST"]


@pytest.mark.parametrize("name", ["", "  ", "a" * 61, "010203-1234", "a\x00"])
def test_a_team_has_a_name_that_can_be_kept(town: World, name: str) -> None:
    before = count("teams")
    with pytest.raises(EntryRefused):
        keeping_teams.add(adas(town), name)
    assert count("teams") == before


def test_a_team_with_people_does_not_vanish(town: World) -> None:
    team, inside, outside = keeping_teams.add(adas(town), "Vest"), somebody(town), somebody(town)
    assert keeping_teams.set_members(adas(town), team, {inside}) == 1
    with pytest.raises(EntryRefused) as refused:
        keeping_teams.remove(adas(town), team)
    assert refused.value.rules == {"team": "not_empty"}
    assert keeping_teams.set_members(adas(town), team, {outside}) == 2
    assert keeping_teams.set_members(adas(town), team, set()) == 1
    keeping_teams.remove(adas(town), team)
    assert team not in {one.id for one in teams_of(adas(town))}


def test_another_municipalitys_team_is_not_there(town: World) -> None:
    with transaction():
        foreign = teams.add("0461", "Fremmed")
    for change in (
        lambda: keeping_teams.rename(adas(town), foreign, "X"),
        lambda: keeping_teams.remove(adas(town), foreign),
        lambda: keeping_teams.look(adas(town), foreign),
        lambda: keeping_teams.move(adas(town), somebody(town), foreign),
        lambda: keeping_teams.set_members(adas(town), foreign, set()),
    ):
        with pytest.raises(NotFound):
            change()
    assert foreign in {one.id for one in teams_of(operators_office("0461", NOW))}


def test_a_new_number_stands_on_every_open_link_of_the_municipality(town: World) -> None:
    mine, noise = town.link(), town.link(by="sofie")
    given = {"name": "Roskilde Kommune", "call_number": "46 31 30 00"}
    keeping_municipality.change(adas(town), Section.CONTACT, given)
    assert row_of(mine).call_number == "46 31 30 00"
    assert row_of(noise).call_number == "12 34 56 78"
    found = keeping_municipality.municipality_of(adas(town))
    assert (found.name, found.call_number) == ("Roskilde Kommune", "46 31 30 00")


def test_what_is_set_is_the_municipalitys_alone_and_can_be_taken_back(town: World) -> None:
    office = adas(town)
    keeping_municipality.change(office, Section.HIDE, {"hide_address": WEATHER})
    keeping_municipality.change(office, Section.TITLE, {"caseworker_title": "Sagsbehandler"})
    found = local_settings.of("0265")
    assert (found.hide_address, found.caseworker_title) == (WEATHER, "sagsbehandler")
    assert local_settings.of("0461") == LocalSettings()
    assert local_settings.hide_address(mark_of(WEATHER)) == WEATHER
    keeping_municipality.change(office, Section.HIDE, {"hide_address": ""})
    assert local_settings.of("0265").hide_address == ""
    assert local_settings.hide_address(mark_of(WEATHER)) is None


def test_nothing_of_a_section_is_set_while_one_value_is_wrong(town: World) -> None:
    before = count("access_log")
    with pytest.raises(EntryRefused):
        given = {"protection_email": "dpo@test.example", "protection_phone": "12"}
        keeping_municipality.change(adas(town), Section.PROTECTION, given)
    assert local_settings.of("0265").protection_email == ""
    assert count("access_log") == before
