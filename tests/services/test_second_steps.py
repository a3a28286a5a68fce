"""The second step of signing in: how long it waits, whom it keeps waiting, what is left of it."""

from datetime import timedelta

import pytest

from boernestemme.domain.errors import CodeRefused, SessionGone, SignInRefused, TooManyTries
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Person, Role
from boernestemme.services import second_factors, second_steps, signing_in
from boernestemme.services.second_factors import CODES, Protection
from boernestemme.services.signing_in import TRIES_FOR_ONE, Door, WaitsForYes
from boernestemme.storage import accounts, foreign_identities
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.sign_in_steps import Kind
from tests.factories import NOW
from tests.knocking import KEY, at_door, code_of, use_up
from tests.services.test_second_factors import (
    HALF_MINUTE,
    LATER,
    enrolled,
    person,
    somebody,
    step_of,
)

SECOND = timedelta(seconds=1)
NOBODY = Person("0" * 32, Role.CASEWORKER, "0265", "Ingen")
TODAY = danish_day(NOW)
pytestmark = pytest.mark.usefixtures("shared_world")


def elsewhere(*, required: bool = False) -> Door:
    """A door at an address that nobody has knocked from: no limit counts another test's tries."""
    return at_door(new_id(), required=required)


def newcomer() -> tuple[str, tuple[str, ...]]:
    """E-mail and recovery codes of somebody with an app whom no leader vouches for yet."""
    email, door = somebody(), elsewhere(required=True)
    with transaction():
        accounts.confirm(person(email).id, None)
        second_factors.propose(person(email).id, KEY)
    step = step_of(email, NOW, Kind.ENROLMENT)
    offer = second_steps.offer(step, KEY, NOW)
    assert offer
    cookie, codes = second_steps.confirm(step, code_of(offer.secret, NOW), door, NOW)
    assert cookie is None, "no session begins"
    return email, codes


@pytest.mark.parametrize(("early", "waits"), [(SECOND, True), (timedelta(0), False)])
def test_a_code_is_waited_for_ten_minutes(early: timedelta, waits: bool) -> None:
    step = step_of(enrolled()[0])
    assert second_steps.waits_for_code(step, LATER + second_steps.STEP_LIFE - early) is waits


def test_no_code_is_waited_for_but_the_one_that_a_password_asked_for() -> None:
    email, _, _ = enrolled()
    for other in (step_of(email, kind=Kind.ENROLMENT), "nonsense", None):
        assert second_steps.waits_for_code(other, LATER) is False


def test_whom_nobody_vouches_for_waits_and_their_code_is_used_up() -> None:
    email, (first, second, *_) = newcomer()
    with pytest.raises(WaitsForYes, match="^a leader's yes is missing$") as waits:
        second_steps.give_code(step_of(email), first, elsewhere(), LATER)
    assert "Lis" in waits.value.leaders
    with transaction():
        accounts.confirm(person(email).id, TODAY)
    with pytest.raises(CodeRefused):
        second_steps.give_code(step_of(email), first, elsewhere(), LATER)
    cookie = second_steps.give_code(step_of(email), second, elsewhere(), LATER)
    assert signing_in.who(cookie, LATER) == person(email)


def test_a_factor_that_was_confirmed_meanwhile_is_not_replaced_without_it() -> None:
    """Whoever began with the same password elsewhere, and comes second with a first code."""
    email, secret, _ = enrolled()
    owner, door = person(email), elsewhere(required=True)
    second_steps.begin_anew(owner, code_of(secret, LATER), door, LATER)
    step = step_of(email, kind=Kind.ENROLMENT)
    offer = second_steps.offer(step, KEY, LATER)
    assert offer and offer.secret != secret
    with pytest.raises(SessionGone):
        second_steps.confirm(step, code_of(offer.secret, LATER), door, LATER)
    fresh, after = code_of(secret, LATER + HALF_MINUTE), LATER + HALF_MINUTE
    assert second_steps.give_code(step_of(email), fresh, door, after), "the old app still counts"


def test_codes_from_one_address_have_a_limit_whichever_codes_they_are() -> None:
    email, _, codes = enrolled()
    owner, address = person(email), new_id()
    use_up(f"code|{owner.id}|{address}", TRIES_FOR_ONE, LATER)
    with pytest.raises(TooManyTries):
        second_steps.give_code(step_of(email), codes[0], at_door(address), LATER)
    with pytest.raises(TooManyTries):
        second_steps.begin_anew(owner, codes[0], at_door(address), LATER)
    assert second_steps.give_code(step_of(email), codes[0], elsewhere(), LATER)


def test_who_has_no_account_changes_nothing() -> None:
    with pytest.raises(SignInRefused):
        second_steps.begin_anew(NOBODY, "", elsewhere(), LATER)
    with pytest.raises(CodeRefused):
        second_factors.remove(NOBODY, LATER)
    assert second_factors.offer(NOBODY.id, KEY) is None


def test_where_no_secret_waits_none_is_shown_and_no_code_confirms_one() -> None:
    without, (having, secret, _) = somebody(), enrolled()
    for email in (without, having):
        assert second_factors.offer(person(email).id, KEY) is None
        with pytest.raises(CodeRefused):
            second_steps.confirm_anew(person(email), code_of(secret, LATER), elsewhere(), LATER)
    with pytest.raises(CodeRefused):
        second_steps.remove(person(without), "123456", elsewhere(), LATER)
    assert second_steps.remove(person(having), code_of(secret, LATER), elsewhere(), LATER)


def test_a_secret_that_waits_is_no_factor_yet() -> None:
    email = somebody()
    second_steps.begin_anew(person(email), "", elsewhere(), LATER)
    offer = second_factors.offer(person(email).id, KEY)
    assert offer and not second_factors.is_confirmed(person(email).id)
    with pytest.raises(CodeRefused):
        second_steps.remove(person(email), code_of(offer.secret, LATER), elsewhere(), LATER)


def test_everybody_sees_how_the_own_account_is_kept() -> None:
    email, (having, _, codes) = somebody(), enrolled()
    assert second_factors.protection(person(email)) == Protection(None, 0, False, False)
    second_steps.begin_anew(person(email), "", elsewhere(), LATER)
    assert second_factors.protection(person(email)) == Protection(None, 0, False, True)
    assert second_factors.protection(person(having)) == Protection(TODAY, CODES, False, False)
    second_steps.begin_anew(person(having), codes[0], elsewhere(), LATER)
    assert second_factors.protection(person(having)) == Protection(TODAY, CODES - 1, False, True)
    foreign = somebody()
    with transaction():
        foreign_identities.add("https://login.example", new_id(), person(foreign).id)
    assert second_factors.protection(person(foreign)) == Protection(None, 0, True, False)
