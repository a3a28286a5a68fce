"""The model: a few meetings, links and browsers, and what each step must do to them.

Every step gives the name of what the program must say: ``DONE``, or the refusal it must raise.
"""

import copy
from datetime import datetime

from tests.model.children import DONE, Children
from tests.model.promised import TRIES, Link, Meeting, Paper, day_of

REFUSED, NO_REPLY = "InvitingRefused", "ReplyRefused"
Backup = tuple[list[Link], list[Meeting]]


class Model(Children):
    """All there is: what children do, and what staff, time and backups do."""

    def __init__(self, now: datetime, browsers: int) -> None:
        super().__init__(now, browsers)
        self.erased: set[int] = set()

    def current(self, meeting: Meeting) -> Link:
        """The meeting's newest link."""
        return [link for link in self.links if link.meeting is meeting][-1]

    def issue(self, starts: datetime, *, own_phone: bool) -> None:
        """A case worker makes a link."""
        self.meetings.append(Meeting("mette", "jonas", starts, own_phone))
        self.links.append(Link(self.meetings[-1], self.epoch))

    def make_anew(self, meeting: Meeting) -> str:
        """A new link in place of the old one; what was sent by the old one stays."""
        if meeting.cancelled or self.now >= meeting.expires:
            return REFUSED
        old = self.current(meeting)
        self.withdraw(old)
        self.links.append(Link(meeting, self.epoch, after_spent=old.after_spent))
        return DONE

    def withdraw(self, link: Link) -> None:
        """It is dead, and its letter void."""
        link.withdrawn, link.letter = True, None

    def move(self, meeting: Meeting, starts: datetime) -> str:
        """The meeting and its links follow, unless it is over or would be."""
        if self.now >= meeting.ends or starts <= self.now:
            return REFUSED
        meeting.starts = starts
        return DONE

    def cancel(self, meeting: Meeting) -> str:
        """It will not be held, unless it was."""
        if self.now >= meeting.ends:
            return REFUSED
        meeting.cancelled = True
        return DONE

    def reply(self, meeting: Meeting, words: str, *, by_link: bool) -> str:
        """Every wish gets these words, and the child gets them by its link or at the meeting."""
        link = self.current(meeting)
        meeting.replies = Paper(meeting.answers[0].number)
        link.letter = None
        lives = not link.withdrawn and link.wrong < TRIES and link.epoch == self.epoch
        if by_link and not (lives and meeting.own_phone and self.now < meeting.expires):
            return NO_REPLY
        link.letter = words if by_link else None
        return DONE

    def file(self, meeting: Meeting) -> None:
        """All that is not filed yet is filed today."""
        for paper in meeting.papers:
            paper.filed = paper.filed or day_of(self.now)

    def pass_to(self, now: datetime) -> None:
        """Time passes, and what is due is erased."""
        self.now = now
        for meeting in self.meetings:
            if meeting.must_be_gone(day_of(self.now)):
                self.erased |= {paper.number for paper in meeting.papers}
                self._clear(meeting)

    def _clear(self, meeting: Meeting) -> None:
        meeting.answers = [one for one in meeting.answers if one.number not in self.erased]
        meeting.words_after = [one for one in meeting.words_after if one.number not in self.erased]
        if meeting.replies and meeting.replies.number in self.erased:
            meeting.replies = None
            for link in self.links:
                link.letter = None if link.meeting is meeting else link.letter

    def backed_up(self) -> Backup:
        """What a backup holds."""
        return copy.deepcopy((self.links, self.meetings))

    def restore(self, backup: Backup) -> None:
        """It is as it was, but every link and session is over, and erased stays erased."""
        self.links, self.meetings = copy.deepcopy(backup)
        self.epoch += 1
        for meeting in self.meetings:
            self._clear(meeting)
        for browser in self.browsers:
            browser.forget()
