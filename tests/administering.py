"""All that is administered, done once in the staff's own database role and read in the child's."""

from boernestemme.domain.local_settings import LocalSettings, Section
from boernestemme.domain.roles import Role
from boernestemme.services import (
    administering,
    keeping_municipality,
    keeping_people,
    keeping_teams,
    signing_up,
)
from boernestemme.services.administering import NewAccount
from boernestemme.services.keeping_people import Details
from boernestemme.services.listing_people import look_closely, standing
from boernestemme.services.offices import Office, operators_office
from boernestemme.services.signing_up import NewPassword
from tests.factories import NOW, PASSWORD
from tests.roled_house import RoledHouse
from tests.web.walking import Child

SET = {
    "name": "Odense", "call_number": "12 34 56 78", "caseworker_title": "sagsbehandler",
    "duty_number": "46317000", "duty_hours": "altid", "hide_address": "https://www.yr.no/",
    "protection_email": "dpo@test.example", "protection_phone": "46317000",
    "accessibility_address": "https://was.digst.dk/odense-dk",
}  # fmt: skip


def come_and_go(house: RoledHouse) -> None:
    """A municipality and its people come by command, and one of them goes."""
    with house.scene().acting() as world:
        administering.add_municipality("0101", "København", "", world.links.keys, NOW)
        for name in ("ny", "naeste", "tredje"):
            new = NewAccount(f"{name}@test.example", Role.CASEWORKER, "0101", name, PASSWORD)
            administering.add_account(new, NOW)
        world.link(by="ny")
        administering.disable_account("ny@test.example", "naeste@test.example", NOW)


def keep_everything(house: RoledHouse) -> None:
    """People, teams and settings change; the child reads what is set."""
    staff = house.scene()
    one = Child(house.processes["child"].app, staff.link(by="karim")).come_in()
    with staff.acting() as world:
        office = operators_office("0461", NOW)
        _keep_people(office, world.person("karim").id)
        for section in Section:
            keeping_municipality.change(office, section, SET)
    assert "46 31 70 00" in one.see("/hjaelp").text
    assert one.see("/was").headers["Location"] == SET["accessibility_address"]
    way = one.see("/svar/1").text.partition('<form action="')[2].partition('"')[0]
    assert SET["hide_address"] in one.post(way).text


def _keep_people(office: Office, backup_id: str) -> None:
    team = keeping_teams.add(office, "Vest")
    details = Details("Ny", Role.CASEWORKER, team, backup_id)
    new = keeping_people.add(office, "ansat@test.example", details)
    token = signing_up.make(office, new)
    signing_up.choose_password(token, NewPassword(PASSWORD, PASSWORD), NOW)
    keeping_people.change(office, new, Details("Nyt navn", Role.LEADER))
    keeping_teams.rename(office, team, "Øst")
    keeping_teams.remove(office, team)
    keeping_people.close(office, new, None)
    keeping_people.reopen(office, new)
    assert look_closely(office, new).someone.team == ""
    assert standing(office, LocalSettings()).gaps
