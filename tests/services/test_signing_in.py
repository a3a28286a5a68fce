"""Signing in: limits that hold across processes, sessions that end, nobody told who exists."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from boernestemme.domain.errors import Refused, SessionGone, SignInRefused, TooManyTries
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services import second_steps, signing_in
from boernestemme.services.signing_in import (
    IDLE,
    LEAVES_FROM_ADDRESS,
    LONGEST,
    TRIES_FOR_ONE,
    TRIES_FROM_ADDRESS,
    WaitsForYes,
)
from boernestemme.storage import accounts, sign_in_steps
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.passwords import hash_password
from boernestemme.storage.sign_in_steps import Kind
from tests.factories import NOW, PASSWORD
from tests.knocking import KEY, at_door, code_of, signed_in, use_up
from tests.races.processes import together
from tests.services.steps import count, log_length
from tests.world import World

EMAIL = "mette@test.example"
PROCESSES = 4


def sign_in(email: str = EMAIL, password: str = PASSWORD, address: str = "", **later: float) -> str:
    return signed_in(email, password, address or new_id(), NOW + timedelta(**later))


def test_the_right_password_begins_a_session_and_a_line(shared_world: World) -> None:
    lines = log_length()
    cookie = sign_in(EMAIL.upper())
    assert signing_in.who(cookie, NOW) == shared_world.person()
    assert len(cookie) >= 43
    assert log_length() == lines + 1


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "forkert kodeord"),
        (EMAIL, ""),
        (EMAIL, PASSWORD + " "),
        ("nobody@test.example", PASSWORD),
        ("", ""),
        ("x" * 5000, "y" * 5000),
    ],
)
@pytest.mark.usefixtures("shared_world")
def test_every_refusal_looks_the_same_and_leaves_no_session(email: str, password: str) -> None:
    before = (count("staff_sessions"), log_length())
    with pytest.raises(SignInRefused) as refusal:
        sign_in(email, password)
    assert refusal.value.args == ()
    assert (count("staff_sessions"), log_length()) == before


def disable(email: str, day: object) -> None:
    change = update(AccountRow).where(AccountRow.email == email)
    session().execute(change.values(disabled_on=day))
    session().commit()


@pytest.mark.usefixtures("shared_world")
def test_a_closed_account_is_refused_like_any_other_and_its_sessions_end_at_once() -> None:
    cookie = sign_in("karim@test.example")
    assert signing_in.who(cookie, NOW)
    disable("karim@test.example", NOW.date())
    try:
        assert signing_in.who(cookie, NOW) is None
        with pytest.raises(SignInRefused) as refusal:
            sign_in("karim@test.example")
        assert refusal.value.args == ()
    finally:
        disable("karim@test.example", None)


@pytest.mark.usefixtures("shared_world")
@pytest.mark.parametrize(("step", "alive"), [(-1, True), (0, False), (1, False)])
def test_fifteen_quiet_minutes_end_a_session(step: int, alive: bool) -> None:
    cookie = sign_in()
    moment = NOW + IDLE + timedelta(seconds=step)
    assert (signing_in.who(cookie, moment) is not None) is alive


@pytest.mark.usefixtures("shared_world")
@pytest.mark.parametrize(("step", "alive"), [(-1, True), (0, False)])
def test_eight_hours_end_a_session_however_busy(step: int, alive: bool) -> None:
    cookie = sign_in()
    end = NOW + LONGEST + timedelta(seconds=step)
    moment = NOW
    while moment + timedelta(minutes=10) < end:
        moment += timedelta(minutes=10)
        assert signing_in.who(cookie, moment), moment
    assert (signing_in.who(cookie, end) is not None) is alive


@pytest.mark.usefixtures("shared_world")
def test_signing_out_ends_this_session_and_no_other() -> None:
    mine, other = sign_in(), sign_in()
    signing_in.sign_out(mine)
    assert signing_in.who(mine, NOW) is None
    assert signing_in.who(other, NOW)
    signing_in.sign_out(None)
    signing_in.sign_out("nonsense")


def test_signing_out_ends_what_was_to_become_a_session(shared_world: World) -> None:
    account = shared_world.person()
    with transaction():
        mine, other = (
            sign_in_steps.begin_for(Kind.CODE, account.id, "0265", NOW) for _ in range(2)
        )
    assert second_steps.waits_for_code(mine, NOW), "the control"
    signing_in.sign_out(mine)
    assert not second_steps.waits_for_code(mine, NOW)
    assert second_steps.waits_for_code(other, NOW)


@pytest.mark.usefixtures("shared_world")
@pytest.mark.parametrize(("seconds", "is_noted"), [(60, False), (61, True)])
def test_that_a_session_is_used_is_noted_once_a_minute(seconds: int, is_noted: bool) -> None:
    cookie = sign_in()
    assert signing_in.who(cookie, NOW + timedelta(seconds=seconds))
    assert (signing_in.who(cookie, NOW + IDLE) is not None) is is_noted


@pytest.mark.usefixtures("shared_world")
def test_whom_nobody_vouches_for_is_told_whom_to_ask_and_has_no_session() -> None:
    email = f"{new_id()}@test.example"
    with transaction():
        accounts.add(email, Role.CASEWORKER, "0265", "Siri", hash_password(PASSWORD), None)
    before = (count("staff_sessions"), log_length())
    with pytest.raises(WaitsForYes, match="^a leader's yes is missing$") as waits:
        sign_in(email)
    assert "Lis" in waits.value.leaders
    assert (count("staff_sessions"), log_length()) == before
    with pytest.raises(SignInRefused):
        sign_in(email, "forkert kodeord")
    found = accounts.by_email(email)
    assert found is not None
    with transaction():
        accounts.confirm(found.id, danish_day(NOW))
    assert signing_in.who(sign_in(email), NOW), "the control"


@pytest.mark.usefixtures("shared_world")
@pytest.mark.parametrize("cookie", [None, "", "x" * 43, "\ud800", "æ" * 9000, "' OR 1=1 --"])
def test_a_cookie_we_did_not_give_is_nobody(cookie: str | None) -> None:
    assert signing_in.who(cookie, NOW) is None


def spend_tries(email: str, address: str, many: int) -> list[str]:
    """Wrong passwords for accounts that are not there; the name of each refusal."""
    found = []
    for _ in range(many):
        try:
            sign_in(email, "forkert", address)
        except Refused as refusal:
            found.append(type(refusal).__name__)
    return found


@pytest.mark.usefixtures("shared_world")
def test_ten_wrong_passwords_close_the_eleventh_even_for_the_right_one() -> None:
    address = new_id()
    assert spend_tries(EMAIL, address, TRIES_FOR_ONE) == ["SignInRefused"] * TRIES_FOR_ONE
    with pytest.raises(TooManyTries):
        sign_in(address=address)
    assert sign_in(address=address, minutes=15)


@pytest.mark.usefixtures("shared_world")
def test_nobody_locks_a_colleague_out_from_elsewhere() -> None:
    elsewhere = new_id()
    use_up(f"sign-in|{EMAIL}|{elsewhere}", TRIES_FOR_ONE)
    with pytest.raises(TooManyTries):
        sign_in(address=elsewhere)
    assert sign_in()


@pytest.mark.usefixtures("shared_world")
def test_an_address_has_its_own_limit_over_all_accounts() -> None:
    address = new_id()
    use_up(f"sign-in|{address}", TRIES_FROM_ADDRESS - 1)
    assert spend_tries("nobody@test.example", address, 1) == ["SignInRefused"]
    with pytest.raises(TooManyTries):
        sign_in("sofie@test.example", address=address)


def test_processes_together_have_the_tries_of_one(shared_world: World) -> None:
    email, address = f"{new_id()}@test.example", new_id()
    each = [(email, address, 4)] * PROCESSES
    found = together(shared_world.tools.settings.database, spend_tries, *each)
    refusals = [name for names in found for name in names]
    assert refusals.count("SignInRefused") == TRIES_FOR_ONE
    assert refusals.count("TooManyTries") == 4 * PROCESSES - TRIES_FOR_ONE


@pytest.mark.usefixtures("shared_world")
def test_the_secret_of_a_new_app_is_shown_in_one_browser_alone() -> None:
    """Whoever has stolen a password must not look on while its owner sets the app up."""
    email, door = f"{new_id()}@test.example", at_door(required=True)
    with transaction():
        hashed = hash_password(PASSWORD)
        accounts.add(email, Role.CASEWORKER, "0265", "Siri", hashed, danish_day(NOW))
    thief = signing_in.sign_in(email, PASSWORD, door, NOW).cookie
    assert second_steps.offer(thief, KEY, NOW), "the control"
    owner = signing_in.sign_in(email, PASSWORD, door, NOW).cookie
    offer = second_steps.offer(owner, KEY, NOW)
    assert offer and second_steps.offer(thief, KEY, NOW) is None
    with pytest.raises(SessionGone):
        second_steps.confirm(thief, code_of(offer.secret, NOW), door, NOW)
    cookie, _ = second_steps.confirm(owner, code_of(offer.secret, NOW), door, NOW)
    assert signing_in.who(cookie, NOW)


@pytest.mark.usefixtures("shared_world")
def test_an_address_has_so_many_ways_to_a_provider_for_a_quarter_of_an_hour() -> None:
    door = at_door()
    use_up(f"leave|{door.address}", LEAVES_FROM_ADDRESS - 1)
    assert [signing_in.spend_leave(door, NOW) for _ in range(2)] == [True, False]
    assert signing_in.spend_leave(at_door(), NOW), "another address has its own"
    almost = NOW + signing_in.WINDOW - timedelta(seconds=1)
    assert [signing_in.spend_leave(door, at) for at in (almost, NOW + signing_in.WINDOW)] == [
        False, True,
    ]  # fmt: skip
