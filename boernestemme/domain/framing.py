"""Mødets ramme: what must be clear before a meeting, and an answer to every wish.

The six points follow Børns Vilkår's model for framing meetings in dialogue with the child.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from boernestemme.domain.errors import ReplyRefused
from boernestemme.domain.questionnaire import is_storable, text_length
from boernestemme.domain.submission import Wish

REASON_LIMIT = 140
POINT_LIMIT = 1000
CPR_LIKE = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])(0[1-9]|1[0-2])\d{2}[ -]?\d{4}(?!\d)")


class FramingPoint(StrEnum):
    """What the child must know about the meeting."""

    PURPOSE = "purpose"
    EXPECTATIONS = "expectations"
    AUTHORITY = "authority"
    RIGHTS = "rights"
    AGENDA = "agenda"
    HOW_WE_TALK = "how_we_talk"


class Outcome(StrEnum):
    """What becomes of a wish."""

    MET = "met"
    PARTLY_MET = "partly"
    NOT_MET = "not"


class Delivery(StrEnum):
    """How the child gets its reply."""

    BY_LINK = "link"
    AT_MEETING = "meeting"
    BY_PHONE = "phone"


class Reason(StrEnum):
    """Ready reasons: why, and what can be done instead; ``OWN`` is the case worker's own words."""

    LAW = "law"
    TOO_MANY = "too_many"
    NO_TIME = "no_time"
    NOT_THAT_DAY = "not_that_day"
    ANOTHER_TIME = "another_time"
    WE_TALK = "we_talk"
    I_CALL = "i_call"
    OWN = "own"


@dataclass(frozen=True)
class WishReply:
    """The answer to one wish: outcome, a ready reason, and the case worker's own words."""

    outcome: Outcome
    reason: Reason | None = None
    own_words: str = ""


@dataclass(frozen=True)
class PointText:
    """What the case worker wrote itself to one point; ``version`` counts the saves of this one."""

    text: str
    version: int


@dataclass(frozen=True)
class Framing:
    """What is saved so far for one meeting: replies to wishes, and own words to the points.

    ``version`` counts saves of the replies, 0 before the first. A point without a line here stands
    as it is written from the child's answers. ``delivered_on`` is the day ``delivery`` was chosen,
    for the replies to ``answers`` answers: a reply that is changed has not been given.
    ``row_version`` counts saves of all of it, 0 where nothing was saved: what was seen of it.
    """

    version: int = 0
    replies: Mapping[str, WishReply] = field(default_factory=dict)
    delivery: Delivery | None = None
    points: Mapping[FramingPoint, PointText] = field(default_factory=dict)
    delivered_on: date | None = None
    row_version: int = 0
    answers: int = 0

    def answers_all(self, wishes: Sequence[Wish]) -> bool:
        """True when no wish rests unanswered."""
        return all(wish.key in self.replies for wish in wishes)


def check_replies(wishes: Sequence[Wish], replies: Mapping[str, WishReply]) -> None:
    """Raise ReplyRefused with every rule that ``broken_replies`` finds broken."""
    if broken := broken_replies(wishes, replies):
        raise ReplyRefused(broken)


def broken_replies(wishes: Sequence[Wish], replies: Mapping[str, WishReply]) -> dict[str, str]:
    """The rule each bad reply breaks: *no* without a reason, too long, or with a CPR number.

    A wish may rest unanswered for now; a reply to a wish the child never made is ``unknown``.
    """
    known = {wish.key for wish in wishes}
    broken = {key: "unknown" for key in replies if key not in known}
    for key, reply in replies.items():
        rule = _broken_rule(reply)
        if rule:
            broken.setdefault(key, rule)
    return broken


def _broken_rule(reply: WishReply) -> str | None:
    words = reply.own_words.strip()
    if reply.reason is Reason.OWN and not words:
        return "no_reason"
    if reply.outcome is Outcome.NOT_MET and reply.reason is None and not words:
        return "no_reason"
    if text_length(words) > REASON_LIMIT:
        return "too_long"
    if not is_storable(words):
        return "not_text"
    return "cpr" if holds_cpr_like(words) else None


def broken_point_rule(text: str) -> str | None:
    """The rule that own words to a point break: ``too_long``, ``not_text``, ``cpr``, or None."""
    if text_length(text) > POINT_LIMIT:
        return "too_long"
    if not is_storable(text):
        return "not_text"
    return "cpr" if holds_cpr_like(text) else None


def holds_cpr_like(text: str) -> bool:
    """True when a text holds ten digits that begin with a date, as a CPR number does."""
    return CPR_LIKE.search(text) is not None
