"""Signing in and on under the staff's and the board's own database roles: refused nothing."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import parse_qsl

import pytest

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.domain.sign_on import SignOn
from boernestemme.services import second_factors, second_steps, signing_in, signing_on
from boernestemme.services.asking_provider import ProviderDesk
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.signing_on import Desk
from boernestemme.storage import sign_in_steps
from tests.databases import EmptyDatabases
from tests.factories import BASE, NOW, PASSWORD
from tests.knocking import KEY, at_door, code_of
from tests.own_provider import OwnProvider, own_provider
from tests.roled_house import RoledHouse, roled_house
from tests.services.steps import count
from tests.web.staff.sign_on_scene import CLAIMED, provider_at

LATER = NOW + timedelta(minutes=1)


@pytest.fixture(scope="module")
def house(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoledHouse]:
    """Processes of an installation, each in its role."""
    with roled_house(empty_databases, tmp_path_factory.mktemp("roles")) as made:
        yield made


@pytest.fixture(scope="module")
def provider() -> Iterator[OwnProvider]:
    """A provider that municipality and board both use, for want of two."""
    with own_provider() as found:
        yield found


@pytest.mark.parametrize(("process", "name"), [("staff", "mette"), ("board", "birte")])
def test_a_second_factor_is_set_up_used_and_reset(
    house: RoledHouse, process: str, name: str
) -> None:
    email, door = f"{name}@test.example", at_door(required=True)
    with house.scene(process).acting():
        first = signing_in.sign_in(email, PASSWORD, door, NOW)
        offer = second_steps.offer(first.cookie, KEY, NOW)
        assert offer
        second_steps.confirm(first.cookie, code_of(offer.secret, NOW), door, NOW)
        step = signing_in.sign_in(email, PASSWORD, door, LATER)
        session = second_steps.give_code(step.cookie, code_of(offer.secret, LATER), door, LATER)
        assert signing_in.who(session, LATER)
        second_factors.reset(email, None, LATER)
        assert signing_in.who(session, LATER) is None
        signing_in.sign_in(email, PASSWORD, door, LATER)  # a step that housekeeping will find
    assert house.refused() == {}


ROLES = {
    "staff": ("0461", {"bs_leder": Role.LEADER, "bs_raadgiver": Role.CASEWORKER}),
    "board": (BOARD_CODE, {"bs_raadgiver": Role.BOARD}),
}


def signed_on(provider: OwnProvider, desk: Desk, municipality: str, **claims: object) -> str:
    """The cookie of a session begun at the provider."""
    departure = signing_on.begin(municipality, desk, at_door(), NOW)
    said = {**CLAIMED, "email": f"ny{municipality}@test.example", "sub": municipality, **claims}
    answer = dict(parse_qsl(provider.sign_in(departure.address, **said)))
    return signing_on.come_back(departure.cookie, municipality, answer, desk, NOW)


def desk_of(provider: OwnProvider, process: str) -> Desk:
    """Who is asked in a process."""
    municipality, roles = ROLES[process]
    known = provider_at(provider.address, municipality=municipality, roles=roles)
    return Desk(SignOn(providers=(known,)), ProviderDesk(), BASE)


@pytest.mark.parametrize("process", ROLES)
def test_people_of_a_provider_come_change_and_go(
    house: RoledHouse, provider: OwnProvider, process: str
) -> None:
    municipality, desk = ROLES[process][0], desk_of(provider, process)
    with house.scene(process).acting():
        signed_on(provider, desk, municipality)
        role = ["bs_leder"] if process == "staff" else CLAIMED["roles"]
        cookie = signed_on(provider, desk, municipality, roles=role, unit="unit-8")
        assert signing_in.who(cookie, NOW)
        assert signing_on.provider_of(cookie, desk.sign_on)
        event = {"http://schemas.openid.net/event/backchannel-logout": {}}
        message = {"sub": municipality, "jti": municipality, "events": event, "exp": None}
        signing_on.signed_out_there(provider.signed(message), desk, NOW)
        assert signing_in.who(cookie, NOW) is None
    assert house.refused() == {}


def test_an_e_mail_behind_the_other_door_is_not_taken_over(
    house: RoledHouse, provider: OwnProvider
) -> None:
    """Neither door sees the other's accounts; the database still keeps e-mails apart."""
    for process, email in (("staff", "birte@test.example"), ("board", "mette@test.example")):
        desk = desk_of(provider, process)
        with house.scene(process).acting(), pytest.raises(SignOnRefused) as refused:
            signed_on(provider, desk, ROLES[process][0], email=email, sub=email)
        assert refused.value.rule == "local_account"
    assert house.refused() == {}


def test_housekeeping_sweeps_the_steps_of_both(house: RoledHouse) -> None:
    with house.scene("housekeeping").acting() as world:
        assert count("sign_in_steps") >= 2
        ledger = world.tools.settings.erasure_ledger
        keep_house(ledger, LATER + second_steps.STEP_LIFE)
        assert count("sign_in_steps") == 0
    assert house.refused() == {}


def test_the_childs_role_reaches_no_way_in(house: RoledHouse) -> None:
    """The control: what the others may, the database refuses the child's process."""
    with house.scene("child").acting(), pytest.raises(Exception, match="permission denied"):
        sign_in_steps.end("x")
    assert house.refused()
