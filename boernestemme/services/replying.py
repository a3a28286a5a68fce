"""Replying to the child: saved wish by wish, then given: by the link, at the meeting, by phone."""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.errors import ReplyRefused
from boernestemme.domain.framing import Delivery, WishReply, broken_replies
from boernestemme.domain.letter import letter_lines, to_bytes
from boernestemme.domain.marks import BoxKind, MixClass, outcomes_of, outcomes_to_bytes
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import period_of
from boernestemme.domain.ports import KeepsKeys, Place
from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.services.framing import ReadMeeting, read, save_replies
from boernestemme.storage import framings, invitations, mixer_box
from boernestemme.storage.db import transaction
from boernestemme.storage.letters import seal_letter
from boernestemme.storage.mark_sealing import seal_item


def can_go_by_link(meeting: ReadMeeting) -> bool:
    """True where the phone is the child's own and the link still lives."""
    link = meeting.link
    is_alive = link.can_show_again and not link.is_revoked and not link.is_locked
    return meeting.phone.is_safe and is_alive


@dataclass(frozen=True)
class GivenReplies:
    """What the page sends: the replies, the version it saw, and how to give them, if at once."""

    version: int
    replies: Mapping[str, WishReply]
    how: Delivery | None = None


def reply(
    setting: Setting, meeting_id: str, keys: KeepsKeys, epoch: int, given: GivenReplies
) -> None:
    """Save every reply that keeps the rules; give them too when that was asked for and none lacks.

    Raises ReplyRefused with the rule broken at each wish. What could be saved is saved then, a
    broken reply leaves the one that stood, and nothing is given. Raises Conflict when another save
    came between: nothing of this one is kept.
    """
    own_meeting(setting, meeting_id)
    meeting = read(setting, meeting_id, keys.opener, epoch)
    standing = meeting.framing.replies
    refused = broken_replies(meeting.wishes, given.replies)
    wanted = {key: one for key, one in standing.items() if key in refused}
    wanted |= {key: one for key, one in given.replies.items() if key not in refused}
    if wanted != standing or given.version != meeting.framing.version:
        save_replies(setting, meeting_id, keys, given.version, wanted)
    if given.how is not None:
        lacking = (wish.key for wish in meeting.wishes if wish.key not in wanted)
        refused = dict.fromkeys(lacking, "no_outcome") | refused
    if refused:
        raise ReplyRefused(refused)
    if given.how is not None:
        deliver(setting, meeting_id, keys, epoch, given.how)


def deliver(setting: Setting, meeting_id: str, keys: KeepsKeys, epoch: int, how: Delivery) -> None:
    """Give the reply, once every wish has its answer. Raises ReplyRefused before that.

    It may be given again, and the other way; what became of the wishes is counted once.
    """
    own_meeting(setting, meeting_id)
    meeting = read(setting, meeting_id, keys.opener, epoch)
    if not meeting.answers:
        raise ReplyRefused({"delivery": "no_answer"})
    unanswered = [wish.key for wish in meeting.wishes if wish.key not in meeting.framing.replies]
    if unanswered:
        raise ReplyRefused(dict.fromkeys(unanswered, "no_outcome"))
    if how is Delivery.BY_LINK and not can_go_by_link(meeting):
        raise ReplyRefused({"delivery": "not_by_link"})
    day = danish_day(setting.now)
    with transaction():
        log(setting, "reply_given", meeting_id)
        if framings.mark_delivered(meeting_id, how, day):
            _put_into_box(meeting, setting)
        if how is Delivery.BY_LINK:
            _put_letter(meeting, setting)


def _put_into_box(meeting: ReadMeeting, setting: Setting) -> None:
    """What became of the wishes, in time or late, as one item to be counted.

    In time is on the day the reply is due or before it. After the half-year's last answers
    nothing is put in any more: it would lie alone in the box, and tell whose it is.
    """
    link = invitations.current_of(meeting.id)
    if link is None or link.statistics_key is None:
        raise LookupError("the link has no statistics key: run housekeeping")
    period = period_of(link.starts_at)
    if setting.now >= period.answers_end:
        return
    due = meeting.reply_due
    in_time = due is not None and danish_day(setting.now) <= due
    outcomes = outcomes_of(meeting.wishes, meeting.framing.replies, in_time=in_time)
    what = MixClass(BoxKind.REPLY, link.municipality, period, meeting.age_group, is_first=False)
    mixer_box.add(what, seal_item(link.statistics_key, what, outcomes_to_bytes(outcomes)))


def _put_letter(meeting: ReadMeeting, setting: Setting) -> None:
    row = invitations.current_of(meeting.id)
    if row is None or row.reply_public_key is None:
        raise ReplyRefused({"delivery": "not_by_link"})
    content = to_bytes(letter_lines(meeting.wishes, meeting.framing.replies))
    sealed = seal_letter(row.reply_public_key, Place(row.municipality, row.id), content)
    invitations.set_values(row.id, letter=sealed, letter_on=danish_day(setting.now))
