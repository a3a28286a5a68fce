"""What is sealed in a framing: replies and own words to the points, opened and changed.

The row has one version for all of it, so that no save is lost. The replies and each point have a
version of their own, so that a save of one is no conflict for another.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import replace

from boernestemme.domain.errors import Conflict
from boernestemme.domain.framing import (
    Delivery,
    Framing,
    FramingPoint,
    Outcome,
    PointText,
    Reason,
    WishReply,
)
from boernestemme.domain.ports import KeepsKeys, OpensEnvelopes, Place
from boernestemme.domain.submission import Wish
from boernestemme.services.access import Setting, own_meeting
from boernestemme.storage import framings, invitations
from boernestemme.storage.db import transaction
from boernestemme.storage.framings import SavedState
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.sealing import padded_text, seal

TRIES = 5
ANSWERED = tuple[int, Sequence[Wish]]


def open_framing(meeting: MeetingRow, opener: OpensEnvelopes) -> Framing:
    """The meeting's framing; an empty one before anything was saved."""
    framing, _state = _opened(meeting, opener)
    return framing


def change_framing(
    setting: Setting,
    meeting: MeetingRow,
    keys: KeepsKeys,
    edit: Callable[[Framing], Framing],
    answered: ANSWERED | None = None,
) -> Framing:
    """Save what ``edit`` makes of the framing as it stands; other saves meanwhile are kept.

    ``answered`` is how many answers' wishes were replied to, and the wishes; None where the
    replies were not touched. Raises whatever ``edit`` raises, and NotFound where the meeting was
    given to somebody else meanwhile; then nothing is changed. Nor is it where ``edit`` changed
    nothing: what was filed stays filed.
    """
    for _ in range(TRIES):
        framing, state = _opened(meeting, keys.opener)
        changed = edit(framing)
        if answered is None and changed == framing:
            return framing
        if answered is not None:
            count, wishes = answered
            state = SavedState(count, changed.answers_all(wishes))
        with transaction():
            own_meeting(setting, meeting.id)
            key = keys.public_key(meeting.municipality, setting.now)
            content = {framings.FIELD: padded_text(_to_bytes(changed))}
            envelope = seal(key, _place(meeting), content)
            if framings.save(meeting.id, framing.row_version, envelope, state):
                if answered is not None:
                    _take_back(meeting.id)
                return replace(changed, row_version=framing.row_version + 1)
    raise Conflict(meeting.id)


def _opened(meeting: MeetingRow, opener: OpensEnvelopes) -> tuple[Framing, SavedState]:
    row = framings.find(meeting.id)
    if row is None:
        return Framing(), SavedState(0, is_complete=False)
    fields = {framings.FIELD: row.content}
    opened = opener.open(_place(meeting), row.key_id, row.wrapped_key, fields)
    chosen = None if row.delivered_on is None else row.delivery
    delivery = None if chosen is None else Delivery(chosen)
    framing = _from_bytes(opened[framings.FIELD], row.version, delivery)
    state = SavedState(row.answers, row.is_complete)
    framing = replace(framing, delivered_on=row.delivered_on, row_version=row.version)
    return replace(framing, answers=row.answers), state


def _take_back(meeting_id: str) -> None:
    """What the child was given is not what stands any more: it is to be given anew."""
    framings.take_back(meeting_id)
    drop_letter(meeting_id)


def drop_letter(meeting_id: str) -> None:
    """Take the letter from the meeting's link, in the open transaction."""
    link = invitations.current_of(meeting_id)
    if link is not None:
        invitations.set_values(link.id, letter=None, letter_on=None)


def _place(meeting: MeetingRow) -> Place:
    return Place(meeting.municipality, f"framing-{meeting.id}")


def _to_bytes(framing: Framing) -> bytes:
    content = {
        "version": framing.version,
        "replies": {
            key: [reply.outcome, reply.reason, reply.own_words]
            for key, reply in framing.replies.items()
        },
        "points": {point: [own.text, own.version] for point, own in framing.points.items()},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _from_bytes(content: bytes, row_version: int, delivery: Delivery | None) -> Framing:
    """The framing that ``_to_bytes`` wrote. Older rows hold the replies alone."""
    read = json.loads(content)
    if "replies" not in read:
        read = {"version": row_version, "replies": read, "points": {}}
    replies = {
        key: WishReply(Outcome(outcome), None if reason is None else Reason(reason), words)
        for key, (outcome, reason, words) in read["replies"].items()
    }
    points = {
        FramingPoint(point): PointText(text, version)
        for point, (text, version) in read["points"].items()
    }
    return Framing(read["version"], replies, delivery, points)
