"""What a meeting asks of its reader, in the order of what a child is waiting for."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum


class Task(StrEnum):
    """One thing to do. The members stand in the order in which a child waits for them."""

    TALK = "talk"
    READ_AFTER = "read_after"
    READ = "read"
    ASK_ALONE = "ask_alone"
    REPLY = "reply"
    NEW_LINK = "new_link"
    SEND_AGAIN = "send_again"
    ASK_ABOUT_STARTS = "starts"
    FILE = "file"


ORDER = {task: place for place, task in enumerate(Task)}


def in_order(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks of one meeting, what the child waits for most first."""
    return tuple(sorted(tasks, key=ORDER.__getitem__))


def urgency(
    tasks: Sequence[Task], reply_due: date | None, starts_at: datetime
) -> tuple[int, date, datetime]:
    """What to sort meetings by, smallest first: the first task, then the day the reply is due.

    So an overdue reply stands before one that is due later, and among like tasks the meeting
    that is held first. ``tasks`` holds one or more; a meeting without a due reply stands last
    among its like.
    """
    first = min(ORDER[task] for task in tasks)
    return first, reply_due or date.max, starts_at
