"""Municipalities and accounts: what is refused, and closing one without losing a child."""

from dataclasses import replace

import pytest

from boernestemme.domain.errors import NotFound
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import administering, entering, framing, signing_in
from boernestemme.services.administering import AdministrationRefused, NewAccount
from boernestemme.storage import access_log, accounts, meetings, municipality_keys
from boernestemme.storage.ids import new_id
from tests.factories import NOW, PASSWORD, older_answers
from tests.knocking import signed_in
from tests.services.steps import count, read, row_of
from tests.world import World

NEW = NewAccount("ny@test.example", Role.CASEWORKER, "0265", "Ny", PASSWORD)
METTE, JONAS, NADIA = (f"{name}@test.example" for name in ("mette", "jonas", "nadia"))


@pytest.mark.parametrize("code", ["", "265", "02650", "abcd", "02 5", "-265", "٠٢٦٥", "²²²²"])
def test_a_municipalitys_code_is_four_plain_digits(shared_world: World, code: str) -> None:
    before = count("municipalities")
    with pytest.raises(AdministrationRefused):
        administering.add_municipality(code, "X", "12", shared_world.links.keys, NOW)
    assert count("municipalities") == before


def test_a_municipality_is_added_once_with_its_log_and_keys(shared_world: World) -> None:
    assert {"0265", "0461"} <= set(access_log.municipalities())
    assert municipality_keys.public_key("0265", 2027) is not None
    with pytest.raises(AdministrationRefused):
        administering.add_municipality("0265", "X", "12", shared_world.links.keys, NOW)


@pytest.mark.parametrize(
    "changes",
    [
        {"password": "x" * 11},
        {"password": ""},
        {"municipality": "9999"},
        {"email": METTE},
        {"email": METTE.upper()},
        {"backup_email": "nobody@test.example"},
    ],
)
def test_an_account_that_cannot_be_is_refused(shared_world: World, changes: dict[str, str]) -> None:
    assert shared_world.person()
    before = count("accounts")
    with pytest.raises(AdministrationRefused) as refusal:
        administering.add_account(replace(NEW, **changes))  # type: ignore[arg-type]  # changes are parameters
    assert count("accounts") == before
    assert PASSWORD not in str(refusal.value)


def test_an_account_is_found_however_its_email_is_written(shared_world: World) -> None:
    assert shared_world.person() == administering.person_of("METTE@Test.Example")
    with pytest.raises(AdministrationRefused):
        administering.person_of("nobody@test.example")


@pytest.mark.parametrize("password", ["x" * 200, "x" * 201, "æ" * 300, "🗝" * 12])
def test_whoever_got_an_account_can_sign_in_with_its_password(
    shared_world: World, password: str
) -> None:
    email = f"{len(password)}{ord(password[0])}@{shared_world.person().id}.example"
    administering.add_account(replace(NEW, email=email, password=password, role=Role.BOARD))
    assert signed_in(email, password)


@pytest.mark.usefixtures("shared_world")
def test_the_boards_accounts_stand_under_a_code_and_a_chain_of_their_own() -> None:
    for number in range(2):
        new = replace(NEW, email=f"{number}@{new_id()}.example", role=Role.BOARD)
        administering.add_account(new)
        assert administering.person_of(new.email).municipality == BOARD_CODE
    assert BOARD_CODE in access_log.municipalities()
    assert access_log.first_broken(BOARD_CODE) is None
    assert municipality_keys.public_key(BOARD_CODE, 2027) is None


def test_nobody_else_comes_under_the_boards_code(shared_world: World) -> None:
    board = replace(NEW, email=f"{new_id()}@test.example", role=Role.BOARD)
    administering.add_account(board)
    for role in set(Role) - {Role.BOARD}:
        with pytest.raises(AdministrationRefused):
            administering.add_account(
                replace(NEW, email=f"{new_id()}@x.example", role=role, municipality=BOARD_CODE)
            )
    with pytest.raises(AdministrationRefused):
        administering.add_municipality(BOARD_CODE, "X", "12", shared_world.links.keys, NOW)


def test_an_account_with_open_links_is_not_closed_without_a_receiver(any_world: World) -> None:
    any_world.link()
    for receiver in (None, METTE, "sofie@test.example", "leder@test.example"):
        with pytest.raises(AdministrationRefused):
            administering.disable_account(METTE, receiver, NOW)
    assert any_world.person()


def test_a_backup_reader_of_open_links_is_not_closed_without_a_receiver(any_world: World) -> None:
    any_world.link()
    with pytest.raises(AdministrationRefused):
        administering.disable_account(JONAS, None, NOW)


def test_closing_an_account_hands_its_meetings_over_at_once(any_world: World) -> None:
    link = any_world.link()
    any_world.answer(link, older_answers())
    cookie = signed_in(METTE)
    old = any_world.setting()
    administering.disable_account(METTE, NADIA, NOW)
    assert signing_in.who(cookie, NOW) is None
    assert read(any_world, link, by="nadia").answers
    with pytest.raises(NotFound):
        links = any_world.links
        framing.read(old, link.meeting_id, links.keys.opener, links.epoch)
    assert (row_of(link).contact_name, row_of(link).earlier_contact) == ("Nadia", "")
    found = entering.look(any_world.links.signer, link.token, NOW)
    assert found.contact_name == "Nadia"


@pytest.mark.parametrize("leaves", [METTE, JONAS])
def test_a_meeting_handed_over_still_has_two_readers(any_world: World, leaves: str) -> None:
    link = any_world.link()
    receiver = JONAS if leaves == METTE else METTE
    administering.disable_account(leaves, receiver, NOW)
    both = meetings.with_responsible(link.meeting_id)
    assert both is not None
    _, found = both
    assert found.caseworker_id != found.backup_id
    assert found.caseworker_is_active
    assert accounts.by_id(found.backup_id) is not None


def test_a_closed_account_receives_nothing(any_world: World) -> None:
    any_world.link()
    administering.disable_account(NADIA, None, NOW)
    with pytest.raises(AdministrationRefused):
        administering.disable_account(METTE, NADIA, NOW)


def test_a_closed_account_is_nobodys_backup(any_world: World) -> None:
    administering.add_account(replace(NEW, email="ny@test.example", backup_email=JONAS))
    administering.disable_account(JONAS, None, NOW)
    both = meetings.with_responsible(any_world.link(by="ny").meeting_id)
    assert both is not None
    _, found = both
    assert found.backup_id == any_world.person("mette").id
