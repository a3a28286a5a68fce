"""Second factors: confirmed before they count, each code once, nobody locked out by another."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import (
    CannotOpen,
    CodeRefused,
    NotPermitted,
    SessionGone,
    TooManyTries,
)
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Person, Role
from boernestemme.services import administering, second_factors, second_steps, signing_in
from boernestemme.services.signing_in import Next
from boernestemme.storage import accounts, foreign_identities, sign_in_steps
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.passwords import hash_password
from boernestemme.storage.sign_in_steps import Kind
from tests.factories import NOW, PASSWORD
from tests.knocking import KEY, at_door, code_of, signed_in, use_up
from tests.races.processes import together
from tests.services.steps import count
from tests.world import World

LATER = NOW + timedelta(minutes=2)
HALF_MINUTE = timedelta(seconds=30)


def somebody(password_hash: str = "") -> str:
    """A new account, so that tests share a world and no factor; its e-mail."""
    email = f"{new_id()}@test.example"
    with transaction():
        accounts.add(email, Role.CASEWORKER, "0265", "Siri", password_hash, danish_day(NOW))
    return email


def step_of(email: str, moment: datetime = LATER, kind: Kind = Kind.CODE) -> str:
    """The cookie of a sign-in whose password was right."""
    with transaction():
        return sign_in_steps.begin_for(kind, person(email).id, "0265", moment)


def enrolled() -> tuple[str, str, tuple[str, ...]]:
    """E-mail, secret and recovery codes of somebody who has set an app up."""
    email, door = somebody(), at_door(required=True)
    step = step_of(email, NOW, Kind.ENROLMENT)
    with transaction():
        second_factors.propose(person(email).id, KEY)
    offer = second_steps.offer(step, KEY, NOW)
    assert offer
    _, codes = second_steps.confirm(step, code_of(offer.secret, NOW), door, NOW)
    return email, offer.secret, codes


def person(email: str) -> Person:
    account = accounts.by_email(email)
    assert account
    return Person(account.id, Role(account.role), account.municipality, account.first_name)


def lines_of(email: str) -> list[str]:
    """What the log says of somebody's account."""
    query = text("SELECT action FROM access_log WHERE subject = :id ORDER BY number")
    return list(session().scalars(query, {"id": person(email).id}))


@pytest.mark.usefixtures("shared_world")
def test_a_step_opens_nothing_and_becomes_a_session_with_another_cookie() -> None:
    email, secret, _ = enrolled()
    step = step_of(email)
    assert signing_in.who(step, LATER) is None
    cookie = second_steps.give_code(step, code_of(secret, LATER), at_door(), LATER)
    assert cookie != step
    assert signing_in.who(cookie, LATER) == person(email)
    assert signing_in.who(step, LATER) is None
    with pytest.raises(SessionGone):
        second_steps.give_code(step, code_of(secret, LATER + HALF_MINUTE), at_door(), LATER)
    assert lines_of(email) == ["factor_set", "signed_in", "signed_in"]


@pytest.mark.usefixtures("shared_world")
def test_where_one_is_required_nothing_opens_before_it_is_confirmed() -> None:
    email, door = somebody(hash_password(PASSWORD)), at_door(required=True)
    entry = signing_in.sign_in(email, PASSWORD, door, NOW)
    assert signing_in.who(entry.cookie, NOW) is None
    with pytest.raises(CodeRefused):
        second_steps.confirm(entry.cookie, "000000", door, NOW)
    again = signing_in.sign_in(email, PASSWORD, door, NOW)
    assert again.leads_to is Next.ENROLMENT, "an app that never gave a code does not count"
    assert signing_in.who(signed_in(email), NOW), "where none is required, the password does"
    offer = second_steps.offer(again.cookie, KEY, NOW)
    assert offer and second_steps.confirm(again.cookie, code_of(offer.secret, NOW), door, NOW)
    for asks in (door, at_door()):
        assert signing_in.sign_in(email, PASSWORD, asks, NOW).leads_to is Next.CODE


@pytest.mark.usefixtures("shared_world")
@pytest.mark.parametrize(("seconds", "fits"), [(-60, False), (-30, True), (30, True), (60, False)])
def test_a_phones_clock_may_be_half_a_minute_wrong(seconds: int, fits: bool) -> None:
    email, secret, _ = enrolled()
    code = code_of(secret, LATER + timedelta(seconds=seconds))
    if fits:
        assert second_steps.give_code(step_of(email), code, at_door(), LATER)
        return
    with pytest.raises(CodeRefused):
        second_steps.give_code(step_of(email), code, at_door(), LATER)


@pytest.mark.usefixtures("shared_world")
def test_a_code_counts_once_and_none_before_it_counts_after_it() -> None:
    email, secret, _ = enrolled()
    with pytest.raises(CodeRefused):  # the one that confirmed
        second_steps.give_code(step_of(email, NOW), code_of(secret, NOW), at_door(), NOW)
    used, earlier = code_of(secret, LATER), code_of(secret, LATER - HALF_MINUTE)
    assert second_steps.give_code(step_of(email), used, at_door(), LATER)
    for code in (used, earlier):
        with pytest.raises(CodeRefused):
            second_steps.give_code(step_of(email), code, at_door(), LATER)
    next_one = code_of(secret, LATER + HALF_MINUTE)
    assert second_steps.give_code(step_of(email), next_one, at_door(), LATER)  # the control


@pytest.mark.usefixtures("shared_world")
def test_each_of_ten_recovery_codes_opens_once() -> None:
    email, _, codes = enrolled()
    assert len(set(codes)) == second_factors.CODES
    typed = codes[3].upper().replace("-", " ")
    assert second_steps.give_code(step_of(email), typed, at_door(), LATER)
    for wrong in (typed, "", "abcd-efgh-jkmn", codes[4][:-1], "æøå" * 4):
        with pytest.raises(CodeRefused):
            second_steps.give_code(step_of(email), wrong, at_door(new_id()), LATER)
    assert second_factors.protection(person(email)).codes_left == second_factors.CODES - 1
    assert "recovery_code_used" in lines_of(email)


@pytest.mark.usefixtures("shared_world")
def test_five_wrong_codes_end_the_step_and_lock_nobody() -> None:
    email, secret, _ = enrolled()
    step = step_of(email)
    for _ in range(second_steps.WRONG_CODES):
        with pytest.raises(CodeRefused):
            second_steps.give_code(step, "12345", at_door(), LATER)
    with pytest.raises(SessionGone):
        second_steps.give_code(step, code_of(secret, LATER), at_door(), LATER)
    assert lines_of(email).count("codes_refused") == 1
    assert second_steps.give_code(step_of(email), code_of(secret, LATER), at_door(), LATER)


@pytest.mark.usefixtures("shared_world")
def test_whoever_guesses_short_codes_from_everywhere_keeps_no_owner_out() -> None:
    """A thief with the password and many addresses: guessing ends, the recovery code opens."""
    email, secret, codes = enrolled()
    use_up(f"short-code|{person(email).id}", second_factors.SHORT_CODES_FOR_ONE - 1, LATER)
    with pytest.raises(CodeRefused):
        second_steps.give_code(step_of(email), "000000", at_door(), LATER)
    with pytest.raises(TooManyTries):
        second_steps.give_code(step_of(email), code_of(secret, LATER), at_door(), LATER)
    assert second_steps.give_code(step_of(email), codes[0], at_door(), LATER)


@pytest.mark.usefixtures("shared_world")
def test_a_step_lasts_ten_minutes_and_ends_with_the_account() -> None:
    email, secret, _ = enrolled()
    step, after = step_of(email), LATER + second_steps.STEP_LIFE
    with pytest.raises(SessionGone):
        second_steps.give_code(step, code_of(secret, after), at_door(), after)
    disabled = step_of(email)
    administering.disable_account(email, None, LATER)
    with pytest.raises(SessionGone):
        second_steps.give_code(disabled, code_of(secret, LATER), at_door(), LATER)


@pytest.mark.usefixtures("shared_world")
def test_another_app_takes_a_fresh_code_and_the_old_one_counts_until_it_is_confirmed() -> None:
    email, old, codes = enrolled()
    owner, after = person(email), LATER + HALF_MINUTE
    elsewhere = second_steps.give_code(step_of(email), code_of(old, LATER), at_door(), LATER)
    with pytest.raises(CodeRefused):
        second_steps.begin_anew(owner, code_of(old, LATER), at_door(), LATER)
    second_steps.begin_anew(owner, code_of(old, after), at_door(), after)
    offer = second_factors.offer(owner.id, KEY)
    assert offer and offer.secret != old
    assert second_steps.give_code(
        step_of(email), code_of(old, after + HALF_MINUTE), at_door(), after
    )
    second_steps.confirm_anew(owner, code_of(offer.secret, after), at_door(), after)
    assert signing_in.who(elsewhere, after) is None, "every other session ended"
    for gone in (code_of(old, after + 2 * HALF_MINUTE), codes[0]):
        with pytest.raises(CodeRefused):
            second_steps.give_code(step_of(email), gone, at_door(new_id()), after + HALF_MINUTE)


@pytest.mark.usefixtures("shared_world")
@pytest.mark.parametrize("required", [True, False])
def test_taking_it_away_takes_a_fresh_code_and_leave(required: bool) -> None:
    email, secret, _ = enrolled()
    owner, door = person(email), at_door(required=required)
    with pytest.raises(CodeRefused):
        second_steps.remove(owner, "000000", door, LATER)
    if required:
        with pytest.raises(CodeRefused):
            second_steps.remove(owner, code_of(secret, LATER), door, LATER)
    else:
        assert second_steps.remove(owner, code_of(secret, LATER), door, LATER)
    assert second_factors.is_confirmed(owner.id) is required


@pytest.mark.usefixtures("shared_world")
def test_an_administrator_of_the_same_municipality_may_reset_it_and_nobody_else() -> None:
    email, secret, _ = enrolled()
    cookie = second_steps.give_code(step_of(email), code_of(secret, LATER), at_door(), LATER)
    for role, code in ((Role.ADMINISTRATOR, "0461"), (Role.LEADER, "0265")):
        with pytest.raises(NotPermitted):
            second_factors.reset(email, Person("x", role, code, "X"), LATER)
    second_factors.reset(email, Person("ada", Role.ADMINISTRATOR, "0265", "Ada"), LATER)
    assert signing_in.who(cookie, LATER) is None
    assert not second_factors.is_confirmed(person(email).id)
    assert "factor_reset" in lines_of(email)
    with pytest.raises(NotPermitted):
        second_factors.reset("nobody@test.example", None, LATER)


@pytest.mark.usefixtures("shared_world")
def test_a_reset_ends_what_was_begun_before_it() -> None:
    email, secret, _ = enrolled()
    steps = [step_of(email), step_of(email, kind=Kind.ENROLMENT)]
    second_factors.reset(email, None, LATER)
    assert not second_steps.waits_for_code(steps[0], LATER)
    with pytest.raises(SessionGone):
        second_steps.confirm(steps[1], code_of(secret, LATER), at_door(), LATER)


@pytest.mark.usefixtures("shared_world")
def test_whoever_comes_through_a_provider_begins_no_session_of_its_own() -> None:
    """Such a session would go on when the provider says that somebody signed out (ACC-06)."""
    email = somebody()
    second_steps.begin_anew(person(email), "", at_door(), LATER)  # the control
    offer = second_factors.offer(person(email).id, KEY)
    assert offer
    with transaction():
        foreign_identities.add("https://login.example", new_id(), person(email).id)
    with pytest.raises(CodeRefused):
        second_steps.confirm_anew(person(email), code_of(offer.secret, LATER), at_door(), LATER)
    with pytest.raises(CodeRefused):
        second_steps.begin_anew(person(email), "", at_door(), LATER)


@pytest.mark.usefixtures("shared_world")
def test_a_copy_of_the_database_holds_no_secret_and_no_code() -> None:
    email, secret, codes = enrolled()
    query = text("SELECT sealed_secret FROM second_factors WHERE account_id = :id")
    sealed = bytes(session().execute(query, {"id": person(email).id}).scalar_one())
    assert secret.encode() not in sealed
    other = somebody()
    session().execute(
        text("INSERT INTO second_factors VALUES (:id, :s, :s, 0, NULL)"),
        {"id": person(other).id, "s": sealed},
    )
    with pytest.raises(CannotOpen):
        second_factors.offer(person(other).id, KEY)
    session().rollback()
    hashes = [bytes(one) for one in session().scalars(text("SELECT hash FROM recovery_codes"))]
    assert hashes and not [one for one in codes if one.encode() in hashes]


def give(cookie: str, code: str) -> bool:
    """One process's try with a code."""
    try:
        second_steps.give_code(cookie, code, at_door(new_id()), LATER)
    except (CodeRefused, SessionGone):
        return False
    return True


def test_processes_together_use_each_code_once(shared_world: World) -> None:
    email, secret, codes = enrolled()
    given = [code_of(secret, LATER), codes[0]] * 2
    steps = [(step_of(email), code) for code in given]
    found = together(shared_world.tools.settings.database, give, *steps)
    assert sorted(found[::2]) == sorted(found[1::2]) == [False, True]


@pytest.mark.usefixtures("shared_world")
def test_steps_that_took_too_long_are_swept() -> None:
    step_of(enrolled()[0])
    sign_in_steps.end_older(LATER + timedelta(seconds=1))
    assert count("sign_in_steps") == 0
    session().rollback()
