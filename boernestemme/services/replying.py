"""Replying to the child: saved wish by wish, then given: by the link, at the meeting, by phone."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace

from boernestemme.domain.errors import Conflict, ReplyRefused
from boernestemme.domain.framing import Delivery, WishReply, broken_replies
from boernestemme.domain.letter import letter_lines, to_bytes
from boernestemme.domain.marks import BoxKind, MixClass, outcomes_of, outcomes_to_bytes
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.ports import KeepsKeys, Place
from boernestemme.domain.yearly import period_of
from boernestemme.services.access import Setting, log, opens, own_meeting
from boernestemme.services.framing import ReadMeeting, read, save_replies
from boernestemme.services.framing_content import drop_letter
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
    """What the page sends: the replies, the version it saw, and how to give them, if at once.

    ``unclear`` are wishes with words and no outcome, each with the rule that breaks.
    """

    version: int
    replies: Mapping[str, WishReply]
    how: Delivery | None = None
    unclear: Mapping[str, str] = field(default_factory=dict)


def reply(
    setting: Setting, meeting_id: str, keys: KeepsKeys, epoch: int, given: GivenReplies
) -> bool:
    """Save every reply that keeps the rules; give them too when that was asked for and none lacks.

    A wish that is not answered here keeps the reply that stood, and so does a broken one. True
    while the meeting stays open to whoever replied. Raises ReplyRefused with the rule broken at
    each wish: what could be saved is saved then, and nothing is given. Raises Conflict when another
    save came between, unless it saved and gave the very same: nothing of this one is kept.
    """
    row = own_meeting(setting, meeting_id)
    meeting = read(setting, meeting_id, keys.opener, epoch)
    refused = broken_replies(meeting.wishes, given.replies)
    refused |= given.unclear
    wanted = _wanted(meeting, given, refused)
    if given.version != meeting.framing.version:
        if refused or not _is_done(meeting, wanted, given.how):
            raise Conflict(meeting_id)
        return opens(setting, row)
    if _must_save(meeting, wanted, given.how):
        saved = save_replies(setting, meeting_id, keys, given.version, wanted)
        meeting = replace(meeting, framing=saved)
    if given.how is not None:
        refused = dict.fromkeys(_lacking(meeting), "no_outcome") | refused
    if refused:
        raise ReplyRefused(refused)
    if given.how is not None:
        _give(setting, meeting, given.how)
    return opens(setting, row)


def _wanted(
    meeting: ReadMeeting, given: GivenReplies, refused: Container[str]
) -> dict[str, WishReply]:
    """The replies as they are to stand: those that stood, and over them those that are good."""
    good = {key: one for key, one in given.replies.items() if key not in refused}
    there = {wish.key for wish in meeting.wishes}
    return {key: one for key, one in meeting.framing.replies.items() if key in there} | good


def _is_done(meeting: ReadMeeting, wanted: Mapping[str, WishReply], how: Delivery | None) -> bool:
    """True where all that is asked for stands already, as after a button that is tapped twice."""
    chosen = how if meeting.wishes else None
    is_given = meeting.is_replied and meeting.framing.delivery is chosen
    return wanted == meeting.framing.replies and (how is None or is_given)


def _must_save(meeting: ReadMeeting, wanted: Mapping[str, WishReply], how: Delivery | None) -> bool:
    """True where a reply is new, or one is to be given to answers it was not saved for."""
    is_for_all = meeting.framing.answers == len(meeting.answers)
    return wanted != meeting.framing.replies or (how is not None and not is_for_all)


def _lacking(meeting: ReadMeeting) -> list[str]:
    return [wish.key for wish in meeting.wishes if wish.key not in meeting.framing.replies]


def _give(setting: Setting, meeting: ReadMeeting, how: Delivery) -> None:
    """Give what was read or saved; Conflict when something else stands by now.

    Whoever asks has been let in: the backup reader's turn may end with the save before it.
    """
    if not meeting.answers:
        raise ReplyRefused({"delivery": "no_answer"})
    if lacking := _lacking(meeting):
        raise ReplyRefused(dict.fromkeys(lacking, "no_outcome"))
    if how is Delivery.BY_LINK and not can_go_by_link(meeting):
        raise ReplyRefused({"delivery": "not_by_link"})
    with transaction():
        log(setting, "reply_given" if meeting.wishes else "no_wishes_seen", meeting.id)
        if not framings.stands(meeting.id, meeting.framing.row_version):
            raise Conflict(meeting.id)
        _put(setting, meeting, how)


def _put(setting: Setting, meeting: ReadMeeting, how: Delivery) -> None:
    chosen = how if meeting.wishes else None
    if framings.mark_delivered(meeting.id, chosen, danish_day(setting.now)):
        _put_into_box(meeting, setting)
    if how is Delivery.BY_LINK:
        _put_letter(meeting, setting)
    else:
        drop_letter(meeting.id)


def _put_into_box(meeting: ReadMeeting, setting: Setting) -> None:
    """What became of the wishes, in time or late, as one item to be counted.

    In time is on the day the reply is due or before it. After the half-year's last answers
    nothing is put in any more: it would lie alone in the box, and tell whose it is.
    """
    link = invitations.current_of(meeting.id)
    if link is None or link.statistics_key is None:
        raise LookupError("the link has no statistics key: run housekeeping")
    period = period_of(link.starts_at, link.municipality)
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
