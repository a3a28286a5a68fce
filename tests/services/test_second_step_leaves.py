"""What a second step leaves behind it: lines in the log, tries, codes, and no way in beside it."""

import re
from datetime import timedelta
from urllib.parse import quote

import pytest

from boernestemme.domain.errors import CodeRefused, TooManyTries
from boernestemme.services import second_factors, second_steps, signing_in
from boernestemme.services.second_factors import CODES, SERVICE, SHORT_CODES_FOR_ONE
from boernestemme.services.signing_in import TRIES_FOR_ONE, TRIES_FROM_ADDRESS, WINDOW
from boernestemme.storage import foreign_identities
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.passwords import hash_password
from boernestemme.storage.sign_in_steps import Kind
from tests.factories import NOW, PASSWORD
from tests.knocking import KEY, at_door, code_of, use_up
from tests.services.test_second_factors import (
    LATER,
    enrolled,
    lines_of,
    person,
    somebody,
    step_of,
)

CODE = re.compile(r"[a-z2-9]{4}(-[a-z2-9]{4}){2}")
WRONG = "000000"
SECOND = timedelta(seconds=1)
pytestmark = pytest.mark.usefixtures("shared_world")


def waiting_secret(email: str) -> str:
    """The secret that waits for somebody's first code."""
    offer = second_factors.offer(person(email).id, KEY)
    assert offer
    return offer.secret


def test_a_right_password_is_not_counted_for_the_address() -> None:
    """A whole workplace may be behind one."""
    email, address = somebody(hash_password(PASSWORD)), new_id()
    use_up(f"sign-in|{address}", TRIES_FROM_ADDRESS - 1, LATER)
    for _ in range(3):
        assert signing_in.sign_in(email, PASSWORD, at_door(address), LATER)


def test_a_right_code_is_not_counted_for_the_address() -> None:
    address = new_id()
    use_up(f"code|{address}", TRIES_FROM_ADDRESS - 1, LATER)
    for _ in range(2):
        newcomer = somebody()
        with transaction():
            second_factors.propose(person(newcomer).id, KEY)
        step, code = (
            step_of(newcomer, kind=Kind.ENROLMENT),
            code_of(waiting_secret(newcomer), LATER),
        )
        assert second_steps.confirm(step, code, at_door(address), LATER)[0]
    email, _, codes = enrolled()
    for one in codes[:2]:
        assert second_steps.give_code(step_of(email), one, at_door(address), LATER)
    with pytest.raises(CodeRefused):
        second_steps.give_code(step_of(email), WRONG, at_door(address), LATER)
    with pytest.raises(TooManyTries):
        second_steps.give_code(step_of(email), codes[2], at_door(address), LATER)


def test_a_new_app_ends_what_waited_elsewhere_and_gives_ten_new_codes() -> None:
    email, secret, _ = enrolled()
    owner, waits = person(email), step_of(email)
    second_steps.begin_anew(owner, code_of(secret, LATER), at_door(), LATER)
    fresh = code_of(waiting_secret(email), LATER)
    cookie, codes = second_steps.confirm_anew(owner, fresh, at_door(), LATER)
    assert signing_in.who(cookie, LATER) == owner
    assert len(set(codes)) == CODES and all(CODE.fullmatch(one) for one in codes)
    assert not second_steps.waits_for_code(waits, LATER)
    assert lines_of(email).count("factor_set") == 2
    assert second_steps.give_code(step_of(email), codes[0], at_door(), LATER)


def test_a_factor_goes_with_its_codes_and_a_line() -> None:
    email, secret, _ = enrolled()
    cookie = second_steps.remove(person(email), code_of(secret, LATER), at_door(), LATER)
    assert signing_in.who(cookie, LATER) == person(email)
    assert second_factors.protection(person(email)).codes_left == 0
    assert lines_of(email)[-1] == "factor_removed"


def test_taking_a_factor_away_is_tried_ten_times_and_never_from_a_provider() -> None:
    (email, _, codes), address = enrolled(), new_id()
    use_up(f"code|{person(email).id}|{address}", TRIES_FOR_ONE, LATER)
    with pytest.raises(TooManyTries):
        second_steps.remove(person(email), codes[0], at_door(address), LATER)
    with transaction():
        foreign_identities.add("https://login.example", new_id(), person(email).id)
    with pytest.raises(CodeRefused):
        second_steps.remove(person(email), codes[0], at_door(), LATER)
    assert second_factors.is_confirmed(person(email).id)


def test_short_codes_are_counted_for_a_quarter_of_an_hour() -> None:
    """It began when the app was set up, with a code."""
    email, secret, _ = enrolled()
    use_up(f"short-code|{person(email).id}", SHORT_CODES_FOR_ONE, LATER)
    before, after = NOW + WINDOW - SECOND, NOW + WINDOW
    with pytest.raises(TooManyTries):
        second_steps.give_code(step_of(email, before), code_of(secret, before), at_door(), before)
    assert second_steps.give_code(step_of(email, after), code_of(secret, after), at_door(), after)


def test_an_app_reads_whose_secret_it_is() -> None:
    email = somebody()
    second_steps.begin_anew(person(email), "", at_door(), LATER)
    offer = second_factors.offer(person(email).id, KEY)
    assert offer and offer.address.startswith("otpauth://totp/")
    assert quote(f"{SERVICE}:{email}", safe=":") in offer.address
    assert f"secret={offer.secret.replace(' ', '')}&" in offer.address
