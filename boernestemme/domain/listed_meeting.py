"""One line of the case worker's list: how a meeting stands and what must be done in it."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.task_order import Task, in_order


@dataclass(frozen=True)
class ListedMeeting:
    """One line of the list. The tasks are booleans; wording is the page's.

    ``text_language`` and ``after_language`` are the code of another language than Danish that
    unread words are written in. ``talk_to`` is whom the child waits to talk to, ``caseworker`` or
    ``other``, as far as this reader may know; ``opens_meeting`` is False where only the words
    after it are open to them. ``opens_after`` is True in the days after the meeting, unless its
    link is taken back or locked.
    ``taken_over_from`` is the first name of the colleague it was taken over from, until it is over,
    where the child may know of that too.
    """

    id: str
    words: WordPair
    age_group: AgeGroup
    starts_at: datetime
    is_past: bool
    is_cancelled: bool
    is_backup: bool
    opens_meeting: bool = False
    has_answer: bool = False
    is_answered: bool = False
    reply_due: date | None = None
    text_unread: bool = False
    text_language: str = ""
    asks_alone: bool = False
    has_after: bool = False
    after_unread: bool = False
    after_language: str = ""
    talk_to: str | None = None
    is_locked: bool = False
    is_revoked: bool = False
    needs_new_link: bool = False
    starts_worth_asking: bool = False
    starts: int = 0
    taken_over_from: str = ""
    opens_after: bool = False
    must_file: bool = False
    is_erased: bool = False
    must_send_again: bool = False

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """What must be done in it, what the child waits for most first.

        A cancelled meeting waits for nothing but what the child said after it, and for filing.
        """
        always = {
            Task.TALK: self.talk_to is not None,
            Task.READ_AFTER: self.after_unread,
            Task.FILE: self.must_file,
        }
        unless_cancelled = {
            Task.READ: self.text_unread,
            Task.ASK_ALONE: self.asks_alone,
            Task.REPLY: self.has_answer and not self.is_answered,
            Task.NEW_LINK: self.needs_new_link,
            Task.SEND_AGAIN: self.must_send_again and not self.needs_new_link,
            Task.ASK_ABOUT_STARTS: self.starts_worth_asking,
        }
        asked = always if self.is_cancelled else always | unless_cancelled
        return in_order([task for task, waits in asked.items() if waits])

    @property
    def can_show_link(self) -> bool:
        """True while the child may still want to say how it was.

        No words of it have come by then; whether it has tapped is never told.
        """
        return self.opens_after and not self.has_after

    @property
    def waits(self) -> bool:
        """True when something in it must be done."""
        return bool(self.tasks)
