"""Notices: who is told of what, after which working days; the case worker never of another."""

from datetime import date, datetime, timedelta

import pytest

from boernestemme import HOLIDAYS
from boernestemme.domain.meeting import DENMARK, Phase
from boernestemme.domain.notices import (
    AT_ONCE,
    BOTH,
    UNREAD,
    WISH,
    Notice,
    Receiver,
    Step,
    may_remind,
    reply_steps_due,
    steps_due,
    told_of_arrival,
)
from boernestemme.domain.roles import Charge, is_backups_turn
from boernestemme.domain.working_days import TALK_WITHIN, WorkingDays

DAYS = WorkingDays(HOLIDAYS)
SPAN = 30


def first_days(since: date, kind: str) -> dict[Notice, date]:
    """The first day each step is due on."""
    found: dict[Notice, date] = {}
    for offset in range(SPAN):
        today = since + timedelta(days=offset)
        for step in steps(kind, since, today):
            found.setdefault(step.notice, today)
    return found


def steps(kind: str, since: date, today: date) -> list[Step]:
    if kind == "reply":
        return list(reply_steps_due(since, DAYS, today))
    return list(steps_due({"unread": UNREAD, "wish": WISH}[kind], since, DAYS, today))


@pytest.mark.parametrize(
    ("since", "backup", "team"),
    [
        pytest.param(date(2027, 3, 9), date(2027, 3, 11), date(2027, 3, 12), id="a plain week"),
        pytest.param(date(2027, 3, 11), date(2027, 3, 13), date(2027, 3, 16), id="a Thursday"),
        pytest.param(date(2027, 3, 12), date(2027, 3, 16), date(2027, 3, 17), id="a Friday"),
        pytest.param(date(2027, 3, 24), date(2027, 3, 31), date(2027, 4, 1), id="before Easter"),
        pytest.param(date(2027, 3, 26), date(2027, 3, 31), date(2027, 4, 1), id="Good Friday"),
        pytest.param(date(2026, 12, 23), date(2026, 12, 29), date(2026, 12, 30), id="Christmas"),
        pytest.param(date(2026, 12, 24), date(2026, 12, 29), date(2026, 12, 30), id="the Eve"),
        pytest.param(date(2026, 12, 30), date(2027, 1, 5), date(2027, 1, 6), id="New Year"),
    ],
)
def test_unread_words_are_the_backups_after_one_working_day_and_the_teams_after_two(
    since: date, backup: date, team: date
) -> None:
    found = first_days(since, "unread")
    assert found == {Notice.UNREAD: backup, Notice.UNREAD_TEAM: team}
    assert first_days(since, "wish") == {Notice.WISH: backup, Notice.WISH_TEAM: team}


@pytest.mark.parametrize(
    ("due", "team"),
    [
        pytest.param(date(2027, 3, 10), date(2027, 3, 12), id="a plain week"),
        pytest.param(date(2027, 3, 12), date(2027, 3, 16), id="a Friday"),
        pytest.param(date(2027, 3, 24), date(2027, 3, 31), id="before Easter"),
        pytest.param(date(2026, 12, 30), date(2027, 1, 5), id="New Year"),
    ],
)
def test_a_reply_is_asked_for_on_its_day_and_the_day_after_and_then_of_the_team(
    due: date, team: date
) -> None:
    assert first_days(due, "reply") == {
        Notice.REPLY_DUE: due,
        Notice.REPLY_LATE: due + timedelta(days=1),
        Notice.REPLY_TEAM: team,
    }
    assert steps("reply", due, due - timedelta(days=1)) == []


@pytest.mark.parametrize("offset", range(0, 400, 3))
def test_the_backup_is_never_reminded_of_what_is_not_theirs_yet(offset: int) -> None:
    since = date(2026, 11, 1) + timedelta(days=offset)
    for later in range(10):
        today = since + timedelta(days=later)
        unread = Charge("0265", "a", "b", True, unread_since=since)
        late = Charge("0265", "a", "b", True, reply_due=since)
        assert tells_backup("unread", since, today) == is_backups_turn(unread, DAYS, today)
        assert tells_backup("reply", since, today) == is_backups_turn(late, DAYS, today)


def tells_backup(kind: str, since: date, today: date) -> bool:
    return any(Receiver.BACKUP in step.receivers for step in steps(kind, since, today))


def test_no_step_of_a_wish_for_another_has_the_case_worker_in_it() -> None:
    assert all(Receiver.CASEWORKER not in step.receivers for step in WISH)
    assert any(Receiver.CASEWORKER in step.receivers for step in UNREAD), "the control"
    assert WISH[-1].after == TALK_WITHIN


@pytest.mark.parametrize(
    ("phase", "has_text", "talk_to", "told"),
    [
        (Phase.BEFORE, False, None, BOTH),
        (Phase.BEFORE, True, None, BOTH),
        (Phase.AFTER, True, None, BOTH),
        (Phase.AFTER, False, "caseworker", BOTH),
        (Phase.AFTER, True, "other", BOTH),
        (Phase.AFTER, False, "other", (Receiver.BACKUP,)),
    ],
)
def test_who_is_told_that_a_child_has_answered(
    phase: Phase, has_text: bool, talk_to: str | None, told: tuple[Receiver, ...]
) -> None:
    assert told_of_arrival(phase, has_text=has_text, talk_to=talk_to) == told


@pytest.mark.parametrize(
    ("moment", "may"),
    [
        (datetime(2027, 3, 9, 6, 59, tzinfo=DENMARK), False),
        (datetime(2027, 3, 9, 7, 0, tzinfo=DENMARK), True),
        (datetime.fromisoformat("2027-03-09T06:30:00+00:00"), True),
        (datetime(2027, 3, 13, 9, 0, tzinfo=DENMARK), False),
        (datetime(2027, 3, 25, 9, 0, tzinfo=DENMARK), False),
        (datetime(2026, 12, 24, 9, 0, tzinfo=DENMARK), False),
        (datetime(2026, 12, 28, 9, 0, tzinfo=DENMARK), True),
        (datetime(2027, 1, 1, 9, 0, tzinfo=DENMARK), False),
    ],
)
def test_reminders_are_sent_while_people_are_at_work(moment: datetime, may: bool) -> None:
    assert may_remind(moment, DAYS) == may


def test_what_is_told_at_once_is_no_reminder() -> None:
    assert {Notice.ARRIVED, Notice.LOCKED} == AT_ONCE
    assert all(step.notice not in AT_ONCE for step in (*UNREAD, *WISH))
