"""Reading a child's answer and answering its wishes: the case worker's side of one meeting."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from boernestemme.domain.draft import answers_from_json
from boernestemme.domain.errors import Conflict, NotFound
from boernestemme.domain.framing import Framing, WishReply, check_replies
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.invitation import starts_worth_asking
from boernestemme.domain.meeting import AgeGroup, Phase, Phone, Settled, danish_day
from boernestemme.domain.ports import KeepsKeys, OpensEnvelopes, Place
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.submission import Parts, Wish, wishes
from boernestemme.services.access import Setting, changing, log, opens, own_meeting
from boernestemme.services.framing_content import change_framing, open_framing
from boernestemme.storage import framings, invitations, submissions
from boernestemme.storage.db import transaction
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.settled import settled_of
from boernestemme.storage.submissions import SubmissionRow

KEY_PREFIX = 6


@dataclass(frozen=True)
class ReadAnswer:
    """One answer, opened: its two parts, its wishes, and what its reader has done.

    ``asked_as`` is whose questions the child answered, ``language`` what it read and wrote in;
    ``must_ask_alone`` while the child that family helped has not been asked alone.
    """

    parts: Parts
    wishes: tuple[Wish, ...]
    received_on: date
    has_text: bool
    is_text_read: bool
    asked_as: AgeGroup
    language: str
    must_ask_alone: bool


@dataclass(frozen=True)
class LinkState:
    """How a meeting's link stands, as its case worker may know it.

    ``starts`` is None once the meeting is over.
    """

    words: WordPair
    expires_at: datetime
    is_revoked: bool
    is_locked: bool
    is_of_old_epoch: bool
    is_expired: bool
    starts: int | None
    starts_worth_asking: bool
    can_show_again: bool
    has_letter: bool
    contact_name: str
    earlier_contact: str


@dataclass(frozen=True)
class ReadMeeting:
    """All that *Mødets ramme* shows of one meeting.

    ``is_replied`` when the child has been given a reply to every wish there is, also to none.
    """

    id: str
    caseworker_id: str
    age_group: AgeGroup
    phone: Phone
    starts_at: datetime
    ends_at: datetime
    is_cancelled: bool
    reply_due: date | None
    link: LinkState
    answers: tuple[ReadAnswer, ...]
    framing: Framing
    settled: Settled = Settled()
    is_replied: bool = False

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """Every wish of every answer."""
        return tuple(wish for answer in self.answers for wish in answer.wishes)

    @property
    def is_answered(self) -> bool:
        """True when there are wishes and none rests unanswered."""
        return bool(self.answers) and self.framing.answers_all(self.wishes)


def read(setting: Setting, meeting_id: str, opener: OpensEnvelopes, epoch: int) -> ReadMeeting:
    """Open one meeting for its reader.

    The log line is written, and kept, before anything is opened (ACC-09). What comes in between
    stays closed: there is no line for it.
    """
    meeting = own_meeting(setting, meeting_id)
    rows = submissions.of_meeting(meeting_id)
    if rows:
        with transaction():
            log(setting, "answer_read", meeting_id)
    return _read(setting, meeting, rows, opener, epoch)


def _read(
    setting: Setting,
    meeting: MeetingRow,
    rows: Sequence[SubmissionRow],
    opener: OpensEnvelopes,
    epoch: int,
) -> ReadMeeting:
    answers = tuple(_open_answer(row, opener) for row in rows)
    day = danish_day(meeting.starts_at)
    due = [setting.days.reply_by(answer.received_on, day) for answer in answers]
    state = framings.states([meeting.id], setting.now).get(meeting.id)
    return ReadMeeting(
        meeting.id,
        meeting.caseworker_id,
        AgeGroup(meeting.age_group),
        Phone(meeting.phone),
        meeting.starts_at,
        meeting.ends_at,
        meeting.cancelled_on is not None,
        min(due, default=None),
        _link_state(meeting.id, setting.now, epoch),
        answers,
        open_framing(meeting, opener),
        settled_of(meeting),
        is_replied=state is not None and state.settles(len(answers)),
    )


def _open_answer(row: SubmissionRow, opener: OpensEnvelopes) -> ReadAnswer:
    place = Place(row.municipality, row.id)
    opened = opener.open(place, row.key_id, row.wrapped_key, row.envelopes)
    parts = Parts(**{name: answers_from_json(json.loads(text)) for name, text in opened.items()})
    asked_as = AgeGroup(row.asked_as)
    asked = wishes(INSTRUMENTS[asked_as], parts)
    return ReadAnswer(
        parts,
        tuple(replace(wish, key=f"{row.id[:KEY_PREFIX]}.{wish.key}") for wish in asked),
        row.received_on,
        row.has_text,
        row.text_read_on is not None,
        asked_as,
        row.language,
        row.ask_alone and row.asked_alone_on is None,
    )


def _link_state(meeting_id: str, now: datetime, epoch: int) -> LinkState:
    row = invitations.current_of(meeting_id)
    if row is None:
        raise NotFound(meeting_id)
    return link_state(row, now, epoch)


def link_state(row: InvitationRow, now: datetime, epoch: int) -> LinkState:
    """How a link stands, from its row.

    How often it was started is told until the meeting is over: after that it would be a sign of
    whether the child came back to tap.
    """
    starts = None if row.ends_at <= now else row.starts
    is_of_old_epoch = row.epoch != epoch
    return LinkState(
        WordPair(row.colour, row.thing),
        row.expires_at,
        row.revoked_on is not None,
        invitations.invitation_of(row).is_locked,
        is_of_old_epoch and now < row.expires_at,
        row.expires_at <= now,
        starts,
        starts is not None and starts_worth_asking(starts),
        row.sealed_link is not None and not is_of_old_epoch and now < row.expires_at,
        row.letter_on is not None,
        row.contact_name,
        row.earlier_contact,
    )


def save_replies(
    setting: Setting,
    meeting_id: str,
    keys: KeepsKeys,
    seen_version: int,
    replies: Mapping[str, WishReply],
) -> Framing:
    """Save the replies to a meeting's wishes over the version that was seen, to be given anew.

    Raises ReplyRefused for a broken rule and Conflict when another save came between, or the
    answer has been erased; either way nothing is changed.
    """
    meeting = own_meeting(setting, meeting_id)
    with transaction():
        log(setting, "replies_saved", meeting_id)
    rows = submissions.of_meeting(meeting_id)
    wishes_there = _read(setting, meeting, rows, keys.opener, epoch=0).answers
    if not wishes_there:
        raise Conflict(meeting_id)
    asked_for = tuple(wish for answer in wishes_there for wish in answer.wishes)
    check_replies(asked_for, replies)

    def answer(framing: Framing) -> Framing:
        if framing.version != seen_version:
            raise Conflict(meeting_id)
        return replace(
            framing,
            version=seen_version + 1,
            replies=replies,
            delivery=None,
            delivered_on=None,
            answers=len(wishes_there),
        )

    return change_framing(setting, meeting, keys, answer, (len(wishes_there), asked_for))


def mark_text_read(setting: Setting, meeting_id: str) -> bool:
    """The reader has read the child's own words; True while the meeting stays open to them."""
    with changing(setting, "text_read", meeting_id) as meeting:
        submissions.mark_text_read(meeting_id, Phase.BEFORE, danish_day(setting.now))
    return opens(setting, meeting)
