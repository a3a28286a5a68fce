"""security.txt (RFC 9116): a contact, never out of date, and canonical only where it is known."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from boernestemme import DOORS, create_app
from boernestemme.domain.contacts import Contacts, contacts_from
from boernestemme.domain.errors import SettingsMissing
from boernestemme.settings import Settings
from boernestemme.web.well_known import ADDRESS
from tests.clock import Clock
from tests.factories import NOW
from tests.web.scene import Scene

CONTACT = "mailto:huller@test.example"


class Given:
    """An installation's settings as they are read."""

    def __init__(self, **values: str) -> None:
        self.values = values

    def optional(self, name: str, default: str = "") -> str:
        return self.values.get(name, default)

    def missing(self, name: str, what: str) -> SettingsMissing:
        return SettingsMissing(f"{name} {what}")


def fields(settings: Settings, door: str) -> list[tuple[str, str]]:
    """What one door's file says, line by line."""
    app = create_app(settings, audiences=(door,), clock=Clock(NOW))
    answer = app.test_client().get(ADDRESS, base_url="https://127.0.0.1")
    assert (answer.status_code, answer.mimetype) == (200, "text/plain")
    pairs = [line.split(": ", 1) for line in answer.text.splitlines()]
    return [(name, value) for name, value in pairs]


@pytest.mark.parametrize("door", list(DOORS))
def test_every_door_names_the_contact_for_less_than_a_year(settings: Settings, door: str) -> None:
    said = dict(fields(replace(settings, contacts=Contacts(security=CONTACT)), door))
    assert said["Contact"] == CONTACT
    assert said["Preferred-Languages"] == "da, en"
    until = datetime.fromisoformat(said["Expires"])
    assert timedelta(days=30) < until - NOW < timedelta(days=365)
    assert "Canonical" not in said, "plain http has no address to be trusted"


def test_it_is_canonical_at_the_doors_own_address(settings: Settings) -> None:
    safe = replace(
        settings,
        contacts=Contacts(security=CONTACT),
        child_url="https://barn.example",
        staff_url="https://stab.example",
        plain_http=False,
    )
    for door, address in (("child", "barn"), ("caseworker", "stab")):
        assert dict(fields(safe, door))["Canonical"] == f"https://{address}.example{ADDRESS}"
    assert "Canonical" not in dict(fields(safe, "board")), "its address is not known"


def test_without_a_contact_there_is_none(scene: Scene) -> None:
    assert scene.app.test_client().get(ADDRESS).status_code == 404


@pytest.mark.parametrize(
    "wrong", ["huller@test.example", "http://test.example", "mailto:a b@c", f"{CONTACT}\nX: y"]
)
def test_a_contact_that_nobody_could_use_stops_the_start(wrong: str) -> None:
    with pytest.raises(SettingsMissing, match="security_contact"):
        contacts_from(Given(security_contact=wrong))


@pytest.mark.parametrize("right", ["", CONTACT, "https://test.example/huller", "tel:+4512345678"])
def test_the_control_a_usable_one_is_taken(right: str) -> None:
    assert contacts_from(Given(security_contact=right)).security == right


def test_a_bad_contact_about_data_protection_stops_the_start_too() -> None:
    with pytest.raises(SettingsMissing, match="protection_email"):
        contacts_from(Given(protection_email="ingen adresse"))
