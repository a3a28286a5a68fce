"""When a link is open, waits or is dead: a table of states and the edges in time."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from boernestemme.domain.invitation import (
    MANY_STARTS,
    WRONG_PICKS_ALLOWED,
    Invitation,
    Standing,
    is_open_after,
    is_open_before,
    standing,
    starts_worth_asking,
)
from boernestemme.domain.meeting import (
    DENMARK,
    LINK_LIFE_AFTER_MEETING,
    AgeGroup,
    Phone,
    danish_day,
    meeting_times,
    start_on,
)
from boernestemme.domain.shared_words import WordPair

STARTS = datetime(2027, 3, 18, 12, 0, tzinfo=DENMARK)
TIMES = meeting_times(STARTS)
DAY = date(2027, 3, 10)
BEFORE = STARTS - timedelta(days=2)
DURING = STARTS + timedelta(minutes=30)
AFTER = TIMES.ends_at + timedelta(days=1)
LATE = TIMES.expires_at + timedelta(seconds=1)
MOMENT = timedelta(microseconds=1)

OPEN = Invitation(
    id="0" * 32,
    meeting_id="1" * 32,
    chain_id="1" * 32,
    municipality="0265",
    age_group=AgeGroup.OLDER,
    phone=Phone.CHILD,
    words=WordPair("blå", "sky"),
    starts_at=TIMES.starts_at,
    ends_at=TIMES.ends_at,
    expires_at=TIMES.expires_at,
    contact_name="Mette",
    call_number="12 34 56 78",
)
ANSWERED = replace(OPEN, answered_on=DAY)
LETTER = replace(ANSWERED, has_letter=True)
SHARED_LETTER = replace(LETTER, phone=Phone.SHARED)
CANCELLED = replace(OPEN, cancelled_on=DAY)
MOVED = replace(OPEN, moved_on=DAY)
REVOKED = replace(OPEN, revoked_on=DAY)
REPLACED = replace(OPEN, replaced_on=DAY)
LOCKED = replace(OPEN, wrong_picks=WRONG_PICKS_ALLOWED)
NEARLY_LOCKED = replace(OPEN, wrong_picks=WRONG_PICKS_ALLOWED - 1)
B, A, W, D = Standing.BEFORE, Standing.AFTER, Standing.WAIT, Standing.DEAD


@pytest.mark.parametrize(
    ("invitation", "expected"),
    [
        pytest.param(OPEN, (B, W, A, D), id="open"),
        pytest.param(MOVED, (B, W, A, D), id="moved"),
        pytest.param(NEARLY_LOCKED, (B, W, A, D), id="four wrong picks"),
        pytest.param(ANSWERED, (W, W, A, D), id="answered"),
        pytest.param(LETTER, (W, W, A, D), id="with a letter"),
        pytest.param(SHARED_LETTER, (W, W, A, D), id="letter, shared phone"),
        pytest.param(replace(OPEN, is_after_spent=True), (B, W, D, D), id="after spent"),
        pytest.param(replace(ANSWERED, is_after_spent=True), (W, W, D, D), id="both spent"),
        pytest.param(replace(LETTER, is_after_spent=True), (W, W, W, D), id="spent, letter"),
        pytest.param(
            replace(SHARED_LETTER, is_after_spent=True), (W, W, D, D), id="spent, shared phone"
        ),
        pytest.param(CANCELLED, (W, W, D, D), id="cancelled"),
        pytest.param(replace(CANCELLED, answered_on=DAY), (W, W, D, D), id="answered, cancelled"),
        pytest.param(REVOKED, (D, D, D, D), id="revoked"),
        pytest.param(REPLACED, (D, D, D, D), id="replaced"),
        pytest.param(LOCKED, (D, D, D, D), id="locked"),
        pytest.param(replace(LETTER, revoked_on=DAY), (D, D, D, D), id="letter, revoked"),
        pytest.param(replace(LETTER, wrong_picks=9), (D, D, D, D), id="letter, locked"),
    ],
)
def test_a_link_stands_as_the_table_says(
    invitation: Invitation, expected: tuple[Standing, ...]
) -> None:
    found = tuple(standing(invitation, moment) for moment in (BEFORE, DURING, AFTER, LATE))
    assert found == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (TIMES.starts_at - MOMENT, B),
        (TIMES.starts_at, W),
        (TIMES.ends_at - MOMENT, W),
        (TIMES.ends_at, A),
        (TIMES.expires_at - MOMENT, A),
        (TIMES.expires_at, D),
    ],
)
def test_phases_change_at_the_very_moment(moment: datetime, expected: Standing) -> None:
    assert standing(OPEN, moment) is expected


@pytest.mark.parametrize(("step", "expected"), [(-MOMENT, W), (MOMENT * 0, D), (MOMENT, D)])
def test_a_link_with_a_letter_lives_until_it_expires(step: timedelta, expected: Standing) -> None:
    spent = replace(LETTER, is_after_spent=True)
    assert standing(spent, TIMES.expires_at + step) is expected


@pytest.mark.parametrize("invitation", [REVOKED, REPLACED])
def test_a_link_taken_back_is_withdrawn(invitation: Invitation) -> None:
    assert invitation.is_withdrawn
    assert not OPEN.is_withdrawn


@pytest.mark.parametrize("picks", range(8))
def test_five_wrong_picks_lock(picks: int) -> None:
    invitation = replace(OPEN, wrong_picks=picks)
    assert invitation.is_locked is (picks >= 5)


@pytest.mark.parametrize("phone", Phone)
def test_only_the_childs_own_phone_shows_names(phone: Phone) -> None:
    assert replace(OPEN, phone=phone).may_show_names is (phone is Phone.CHILD)
    assert phone.is_safe is (phone is Phone.CHILD)


def test_an_answer_or_a_cancelled_meeting_closes_the_before_phase() -> None:
    assert is_open_before(OPEN, BEFORE)
    assert not is_open_before(ANSWERED, BEFORE)
    assert not is_open_before(CANCELLED, BEFORE)
    assert not is_open_before(OPEN, STARTS)


def test_a_cancelled_meeting_has_no_after_phase() -> None:
    assert is_open_after(OPEN, AFTER)
    assert not is_open_after(CANCELLED, AFTER)
    assert not is_open_after(OPEN, DURING)


def test_the_after_phase_is_open_from_the_end_of_the_meeting_until_the_link_expires() -> None:
    moments = (TIMES.ends_at - MOMENT, TIMES.ends_at, TIMES.expires_at - MOMENT, TIMES.expires_at)
    assert [is_open_after(OPEN, moment) for moment in moments] == [False, True, True, False]


def test_four_starts_are_worth_asking_about() -> None:
    assert [starts_worth_asking(count) for count in range(6)] == [False] * 4 + [True] * 2
    assert MANY_STARTS == 4


def test_a_meeting_lasts_an_hour_and_its_links_two_weeks_more() -> None:
    assert TIMES.ends_at - TIMES.starts_at == timedelta(hours=1)
    assert TIMES.expires_at - TIMES.ends_at == LINK_LIFE_AFTER_MEETING == timedelta(days=14)
    assert meeting_times(STARTS, timedelta(minutes=20)).ends_at == STARTS + timedelta(minutes=20)


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 1, 15), 1), (date(2027, 7, 15), 2)])
def test_a_meeting_without_a_time_is_at_noon_in_denmark(day: date, hours: int) -> None:
    start = start_on(day)
    assert (start.hour, start.minute) == (12, 0)
    assert start.utcoffset() == timedelta(hours=hours)


def test_a_day_is_the_danish_one_around_midnight() -> None:
    late = datetime.fromisoformat("2027-03-09T23:30:00+00:00")
    assert danish_day(late) == date(2027, 3, 10)
    assert danish_day(late - timedelta(minutes=31)) == date(2027, 3, 9)
