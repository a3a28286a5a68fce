"""The order of what waits: a child that wants to talk first, filing last, overdue before due."""

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

from boernestemme.domain.task_order import Task, in_order, urgency

NOON = datetime(2027, 3, 18, 11, tzinfo=UTC)
DUE = date(2027, 3, 12)


def test_the_tasks_stand_as_a_child_waits_for_them() -> None:
    assert tuple(Task) == (
        Task.TALK,
        Task.READ_AFTER,
        Task.READ,
        Task.ASK_ALONE,
        Task.REPLY,
        Task.NEW_LINK,
        Task.SEND_AGAIN,
        Task.ASK_ABOUT_STARTS,
        Task.FILE,
    )


def test_the_tasks_of_a_meeting_come_in_that_order_however_they_are_found() -> None:
    some = (Task.TALK, Task.READ, Task.REPLY, Task.FILE)
    assert {in_order(one) for one in permutations(some)} == {some}
    assert in_order([]) == ()


def test_the_first_task_decides_whatever_the_days_say() -> None:
    talk = urgency([Task.FILE, Task.TALK], None, NOON + timedelta(days=9))
    reply = urgency([Task.REPLY], DUE, NOON)
    filing = urgency([Task.FILE], None, NOON - timedelta(days=30))
    assert talk < reply < filing


def test_an_overdue_reply_comes_before_one_that_is_due_later() -> None:
    overdue = urgency([Task.REPLY], DUE - timedelta(days=4), NOON + timedelta(days=5))
    due = urgency([Task.REPLY], DUE, NOON)
    none = urgency([Task.REPLY], None, NOON)
    assert overdue < due < none


def test_among_like_tasks_the_meeting_held_first_comes_first() -> None:
    assert urgency([Task.READ], DUE, NOON) < urgency([Task.READ], DUE, NOON + timedelta(hours=1))
