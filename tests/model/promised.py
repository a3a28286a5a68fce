"""What is promised of links and answers, as plain values: the program must never differ from it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

TRIES = 5
MEETING_LASTS = timedelta(hours=1)
LINK_LIVES_ON = timedelta(days=14)
DRAFT_LIVES = timedelta(hours=72)
SHOWN_FOR = timedelta(minutes=30)
KEPT_AFTER_FILING = timedelta(days=30)
COLLEAGUES = ("mette", "jonas", "nadia")
Said = dict[str, str]


class Opens(StrEnum):
    """What a link may do now."""

    BEFORE = "before"
    AFTER = "after"
    WAIT = "wait"
    DEAD = "dead"


def day_of(moment: datetime) -> date:
    """The day in Denmark."""
    return moment.astimezone(ZoneInfo("Europe/Copenhagen")).date()


@dataclass
class Paper:
    """An answer, or the replies to all of a meeting; ``number`` knows it again in a backup."""

    number: int
    said: Said = field(default_factory=dict)
    filed: date | None = None


@dataclass(eq=False)
class Meeting:
    """Whose it is, when, and what lies in it."""

    owner: str
    backup: str
    starts: datetime
    own_phone: bool
    cancelled: bool = False
    answers: list[Paper] = field(default_factory=list)
    words_after: list[Paper] = field(default_factory=list)
    replies: Paper | None = None

    @property
    def ends(self) -> datetime:
        """When it is over."""
        return self.starts + MEETING_LASTS

    @property
    def expires(self) -> datetime:
        """When its links die."""
        return self.ends + LINK_LIVES_ON

    @property
    def papers(self) -> list[Paper]:
        """All that must be filed."""
        return [*self.answers, *self.words_after, *([self.replies] if self.replies else [])]

    def must_be_gone(self, today: date) -> bool:
        """True when everything was filed, and the time it is kept is over."""
        days = [paper.filed for paper in self.papers]
        filed = [day for day in days if day is not None]
        if not filed or len(filed) < len(days):
            return False
        return today >= max(*filed, day_of(self.expires)) + KEPT_AFTER_FILING

    def hand_over(self, to: str) -> None:
        """Another has it from now on; whoever is left steps in where the receiver did."""
        if self.backup == to:
            [self.backup] = set(COLLEAGUES) - {self.owner, to}
        self.owner = to


@dataclass(eq=False)
class Link:
    """One link; ``answered_by`` is the cookie that spent the phase before the meeting."""

    meeting: Meeting
    epoch: int
    withdrawn: bool = False
    wrong: int = 0
    answered_by: int | None = None
    after_spent: bool = False
    letter: str | None = None

    def opens(self, now: datetime, epoch: int) -> Opens:
        """What it may do at this moment."""
        meeting = self.meeting
        if self.withdrawn or self.epoch != epoch or self.wrong >= TRIES or now >= meeting.expires:
            return Opens.DEAD
        if not meeting.cancelled:
            if now < meeting.starts and self.answered_by is None:
                return Opens.BEFORE
            if now >= meeting.ends and not self.after_spent:
                return Opens.AFTER
        can_read = self.letter is not None and meeting.own_phone
        return Opens.WAIT if now < meeting.ends or can_read else Opens.DEAD


@dataclass
class Draft:
    """What one browser has not sent yet to one link; ``hidden`` is never shown again."""

    said: Said = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    saved: datetime | None = None

    def save(self, asked: set[str], given: Said, now: datetime) -> None:
        """A page that asks this was saved: what was emptied goes, unless it was hidden."""
        self.said = {
            code: said
            for code, said in self.said.items()
            if code not in asked or (code in self.hidden and code not in given)
        } | given
        self.hidden -= given.keys()
        self.saved = now

    def hide(self) -> None:
        """From now on nothing of it is shown."""
        self.hidden = set(self.said)


@dataclass(eq=False)
class Browser:
    """One browser of a child; ``link`` is None while it has no session."""

    cookie: int = 0
    link: Link | None = None
    knows: bool = False
    seen: datetime | None = None
    away: bool = False
    sent: set[str] = field(default_factory=set)
    drafts: dict[int, Draft] = field(default_factory=dict)  # by the link's id()

    def forget(self) -> None:
        """Its session and all it has not sent are gone."""
        self.link, self.drafts = None, {}

    def begin(self, link: Link, cookie: int, now: datetime, sent: str = "") -> None:
        """A new session, known by a new cookie; who has just sent knows the words."""
        self.link, self.cookie, self.seen, self.away = link, cookie, now, False
        self.knows, self.sent = bool(sent), {sent} - {""}

    def lives(self, now: datetime) -> bool:
        """True while it has a session."""
        return self.link is not None and self.seen is not None and now - self.seen < DRAFT_LIVES

    def draft(self, now: datetime) -> Draft:
        """What it has not sent; nothing of it is shown where somebody else may hold the phone."""
        found = self.drafts.get(id(self.link))
        if found is None or found.saved is None or now - found.saved >= DRAFT_LIVES:
            return Draft()
        if self.is_away(now):
            return Draft(dict(found.said), set(found.said), found.saved)
        return found

    def is_away(self, now: datetime) -> bool:
        """True where somebody else may hold the phone."""
        return self.away or (self.seen is not None and now - self.seen >= SHOWN_FOR)
