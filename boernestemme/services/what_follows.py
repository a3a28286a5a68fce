"""What follows when meetings are handed over: what the child said, and what it was promised."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.instruments.after import TO_CASEWORKER
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.ports import OpensEnvelopes
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.submission import Wish
from boernestemme.services import case_numbers, framing
from boernestemme.services.access import Setting
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.handing_over import Receiver, alive, can_tell, own_given, receivers
from boernestemme.services.waiting import is_known_to_caseworker, still_waits
from boernestemme.storage import framings, hand_overs, invitations, submissions
from boernestemme.storage.hand_overs import Given

PROMISED = frozenset({Outcome.MET, Outcome.PARTLY_MET})
SAYS_WHAT_INSTEAD = frozenset(Reason) - {Reason.OWN}


@dataclass(frozen=True)
class Promise:
    """A wish that is to be met or partly met, or whose answer says what is done instead.

    ``asked_as`` is whose questions the child answered.
    """

    wish: Wish
    asked_as: AgeGroup
    reply: WishReply


@dataclass(frozen=True)
class Following:
    """All that goes along with the meetings a case worker has with one child.

    ``answers`` are the child's, ``replies`` how many of them have one; ``promises`` are those of
    meetings that are not over. ``undelivered`` is True while such a meeting has a reply that the
    child has not been given, ``waits_to_talk`` while the child waits to talk to its case worker.
    """

    meetings: int
    answers: int
    replies: int
    promises: tuple[Promise, ...]
    undelivered: bool
    waits_to_talk: bool


@dataclass(frozen=True)
class OneChild:
    """What is asked about before one child's meetings are given away, named by one of them."""

    id: str
    words: WordPair
    starts_at: datetime
    needs_number: bool
    can_tell: bool
    receivers: tuple[Receiver, ...]
    following: Following


def one_child(setting: Setting, meeting_id: str, opener: OpensEnvelopes, epoch: int) -> OneChild:
    """All of it for one's own meeting; each reply that is opened is logged.

    Raises NotFound, and HandOverRefused for a backup reader.
    """
    meeting, given = own_given(setting, meeting_id)
    [link] = invitations.current_of_all([meeting.id])
    return OneChild(
        meeting.id,
        WordPair(link.colour, link.thing),
        meeting.starts_at,
        bool(case_numbers.of_meeting(setting, meeting.id, opener)),
        can_tell(given, setting.now),
        receivers(given, meeting.municipality, setting.now),
        _following(setting, given, opener, epoch),
    )


def _following(setting: Setting, given: Given, opener: OpensEnvelopes, epoch: int) -> Following:
    going = hand_overs.meetings_of(given)
    ids = [meeting.id for meeting in going]
    states = framings.states(ids, setting.now)
    replied = [one for one in ids if one in states and states[one].answers]
    ahead = {row.id for row in going if row.ends_at > setting.now and row.cancelled_on is None}
    read = [framing.read(setting, one, opener, epoch) for one in replied if one in ahead]
    before = submissions.of_meetings(ids)
    told = [row for row in submissions.of_meetings(ids, Phase.AFTER) if is_known_to_caseworker(row)]
    return Following(
        meetings=len(going),
        answers=len(before) + len(told),
        replies=len(replied),
        promises=tuple(promise for one in read for promise in _promises(one)),
        undelivered=any(one.framing.delivered_on is None for one in read),
        waits_to_talk=any(still_waits(row, TO_CASEWORKER) for row in told),
    )


@dataclass(frozen=True)
class OwnMeeting:
    """One meeting of a list that is given away, with what tells it from another."""

    id: str
    words: WordPair
    starts_at: datetime
    case_number: str


@dataclass(frozen=True)
class OwnList:
    """A case worker's whole list: meetings whose link lives, how many older, and as backup."""

    meetings: tuple[OwnMeeting, ...]
    older: int
    as_backup: int
    can_tell: bool
    receivers: tuple[Receiver, ...]

    @property
    def is_empty(self) -> bool:
        """True where there is nothing to give away."""
        return not (self.meetings or self.older or self.as_backup)


def own_list(setting: Setting, opener: OpensEnvelopes) -> OwnList:
    """All that one has to give away, by time. Only the case numbers are opened."""
    given = Given(setting.person.id)
    rows = alive(given, setting.now)
    links = {row.meeting_id: row for row in invitations.current_of_all([row.id for row in rows])}
    numbers = case_numbers.of_meetings(rows, opener)
    return OwnList(
        tuple(
            OwnMeeting(
                row.id,
                WordPair(links[row.id].colour, links[row.id].thing),
                row.starts_at,
                numbers.get(row.id, ""),
            )
            for row in rows
        ),
        older=len(hand_overs.meetings_of(given)) - len(rows),
        as_backup=hand_overs.backed_up_by(setting.person.id, setting.now),
        can_tell=can_tell(given, setting.now),
        receivers=receivers(given, setting.person.municipality, setting.now),
    )


def _promises(meeting: ReadMeeting) -> Iterator[Promise]:
    for answer in meeting.answers:
        for wish in answer.wishes:
            reply = meeting.framing.replies.get(wish.key)
            if reply and (reply.outcome in PROMISED or reply.reason in SAYS_WHAT_INSTEAD):
                yield Promise(wish, answer.asked_as, reply)
