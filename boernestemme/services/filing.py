"""The post box: ticking a meeting's papers as filed, and holding their erasing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from boernestemme.domain.errors import Conflict
from boernestemme.domain.meeting import Phase, danish_day
from boernestemme.domain.retention import FilingState, erased_from, filing_state
from boernestemme.services.access import Setting, changing, own_meeting
from boernestemme.storage import meetings, papers


@dataclass(frozen=True)
class Seen:
    """What a page showed: how many answers of each phase, and which version of the framing."""

    before: int
    after: int
    version: int


@dataclass(frozen=True)
class PostBox:
    """How the papers of one meeting stand. ``erased_from`` is None while one is not filed.

    ``child_waits`` is True while nothing goes because nobody has talked with the child yet.
    ``seen`` tells what there is: what a page that shows all of it may tick. ``is_begun`` is True
    where some of it was filed before, whatever came since. ``would_go_on`` is the day it would be
    erased if it were filed now; ``can_undo`` while today's tick may be taken back.
    """

    seen: Seen
    state: FilingState
    is_begun: bool
    filed_on: date | None
    erased_from: date | None
    hold_since: date | None
    erased_on: date | None
    child_waits: bool
    would_go_on: date | None
    can_undo: bool


def look(setting: Setting, meeting_id: str) -> PostBox:
    """How the papers of one's own meeting stand."""
    meeting = own_meeting(setting, meeting_id)
    seen = _seen(papers.answers_of(meeting_id), meeting_id)
    found, today = papers.of_meeting(meeting_id), danish_day(setting.now)
    return PostBox(
        seen,
        filing_state(found, setting.now),
        any(found.filed),
        found.filed_on,
        erased_from(found),
        found.hold_since,
        meeting.erased_on,
        papers.child_waits(meeting_id),
        erased_from(replace(found, filed=[today] * len(found.filed))),
        found.filed_on == today,
    )


def file(setting: Setting, meeting_id: str, seen: Seen) -> None:
    """Tick all papers that were seen. Raises Conflict, and ticks none, when others are there."""
    day = danish_day(setting.now)
    with changing(setting, "filed", meeting_id):
        answers = papers.answers_of(meeting_id)
        if _seen(answers, meeting_id) != seen:
            raise Conflict(meeting_id)
        papers.file_answers(answers, day)
        papers.file_framing(meeting_id, seen.version, day)


def undo(setting: Setting, meeting_id: str) -> None:
    """Take back what was ticked today: a slip of the hand. An older tick stands.

    Nothing is lost by it: what is filed stays here for 30 days.
    """
    with changing(setting, "unfiled", meeting_id):
        papers.unfile(meeting_id, danish_day(setting.now))


def put_on_hold(setting: Setting, meeting_id: str) -> None:
    """Let nothing of the meeting be erased, for an access request or a complaint."""
    with changing(setting, "hold_set", meeting_id):
        meetings.hold(meeting_id, danish_day(setting.now))


def lift_hold(setting: Setting, meeting_id: str) -> None:
    """Let the meeting's papers be erased again when their day comes, or has come."""
    with changing(setting, "hold_lifted", meeting_id):
        meetings.hold(meeting_id, None)


def _seen(answers: Mapping[str, Phase], meeting_id: str) -> Seen:
    before, after = (list(answers.values()).count(phase) for phase in Phase)
    return Seen(before, after, papers.framing_version(meeting_id))
