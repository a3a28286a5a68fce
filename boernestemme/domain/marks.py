"""What is counted, and nothing else: marks without a case, a time or an order.

Three kinds lie in the mixer's box, all sealed and of one size: the taps of one child, whose
meeting they were about (apart from the taps, for counting distinct children and case workers),
and the outcomes of the wishes of one reply.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.framing import Outcome, WishReply
from boernestemme.domain.instruments.after import ATTENDED, ITEMS, NOT_THERE, SKIPPED
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.submission import Wish, WishKind

MOST_WISHES = 1000
FEWEST = 10  # so many hide each other when they leave the box


class BoxKind(StrEnum):
    """What an item of the box holds."""

    TAPS = "taps"
    WHOSE = "whose"
    REPLY = "reply"


@dataclass(frozen=True)
class MixClass:
    """What the database shows of an item anyway; only items of one class are mixed together.

    Whoever knows these of a meeting could else pick its mark out of a batch. ``is_first`` tells
    whether this is the first answer of this chain of meetings in the half-year, ``is_helped``
    whether somebody helped the child to tap, and ``is_interpreted`` whether it was told that an
    interpreter comes; who helped before a meeting, and who comes, is known to its reader.
    """

    kind: BoxKind
    municipality: str
    period: Period
    age_group: AgeGroup
    is_first: bool
    is_helped: bool = False
    is_interpreted: bool = False


@dataclass(frozen=True)
class Taps:
    """One child's taps: instrument version, and a value for each item, ``skip`` when left out.

    ``is_counted`` is false for a child that was not at the meeting.
    """

    version: int
    is_counted: bool
    values: Mapping[str, str]


@dataclass(frozen=True)
class Whose:
    """The meeting of a first answer that is counted; of any other, nothing."""

    meeting_id: str | None


@dataclass(frozen=True)
class WishOutcome:
    """What became of one wish, and whether the child was told in time."""

    kind: WishKind
    outcome: Outcome
    in_time: bool


def taps_of(age_group: AgeGroup, version: int, answers: Answers) -> Taps:
    """The countable part of an answer given after a meeting."""
    is_counted = answers.get(ATTENDED) != NOT_THERE
    values = {item: str(answers.get(item, SKIPPED)) for item in ITEMS[age_group]}
    return Taps(version, is_counted, values if is_counted else {})


def whose(taps: Taps, meeting_id: str, *, is_first: bool) -> Whose:
    """Whose answer it was, to be sealed apart from what it said.

    Only first answers stand behind a published figure, so only they count children and workers.
    """
    return Whose(meeting_id if taps.is_counted and is_first else None)


def outcomes_of(
    wishes: tuple[Wish, ...], replies: Mapping[str, WishReply], *, in_time: bool
) -> tuple[WishOutcome, ...]:
    """What became of every wish that has its reply."""
    return tuple(
        WishOutcome(wish.kind, replies[wish.key].outcome, in_time)
        for wish in wishes
        if wish.key in replies
    )


def taps_to_bytes(taps: Taps) -> bytes:
    """The taps as JSON."""
    return _bytes([taps.version, taps.is_counted, dict(taps.values)])


def taps_from_bytes(content: bytes) -> Taps:
    """What ``taps_to_bytes`` wrote."""
    version, is_counted, values = json.loads(content)
    return Taps(version, is_counted, values)


def whose_to_bytes(one: Whose) -> bytes:
    """Whose answer it was, as JSON."""
    return _bytes(one.meeting_id)


def whose_from_bytes(content: bytes) -> Whose:
    """What ``whose_to_bytes`` wrote."""
    return Whose(json.loads(content))


def outcomes_to_bytes(outcomes: tuple[WishOutcome, ...]) -> bytes:
    """The outcomes of one reply as JSON: how often each kind came to each outcome.

    Counts, not rows, so that any number of wishes fits one size.
    """
    counts: dict[str, int] = {}
    for one in outcomes:
        key = f"{one.kind}.{one.outcome}"
        counts[key] = counts.get(key, 0) + 1
    return _bytes([all(one.in_time for one in outcomes), counts])


def outcomes_from_bytes(content: bytes) -> tuple[WishOutcome, ...]:
    """What ``outcomes_to_bytes`` wrote. Raises ValueError for more wishes than anybody has."""
    in_time, counts = json.loads(content)
    if sum(counts.values()) > MOST_WISHES:
        raise ValueError("too many wishes")
    return tuple(
        WishOutcome(WishKind(kind), Outcome(outcome), in_time)
        for (kind, outcome), times in (
            (key.split("."), times) for key, times in sorted(counts.items())
        )
        for _ in range(times)
    )


def _bytes(content: object) -> bytes:
    return json.dumps(content, separators=(",", ":")).encode()
