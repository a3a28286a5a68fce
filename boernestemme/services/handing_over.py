"""Handing over: all meetings with one child, or a whole list, go to a colleague at once.

What was said and promised lies with the meeting and follows it; so does its case number. Whoever
gave it away may read nothing of it from then on, for every request asks whose the meeting is.
Reflections are their writer's own and stay.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import HandOverRefused, NotFound
from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.meeting import LINK_LIFE_AFTER_MEETING, Phone
from boernestemme.domain.ports import OpensEnvelopes
from boernestemme.domain.roles import Role
from boernestemme.domain.shared_words import WordPair, near_alike
from boernestemme.services import case_numbers
from boernestemme.services.access import Setting, own_meeting
from boernestemme.storage import access_log, accounts, hand_overs
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.hand_overs import Given
from boernestemme.storage.meetings import MeetingRow


@dataclass(frozen=True)
class Receiver:
    """Somebody who can have a meeting.

    ``email`` is told where the first name does not tell who it is. ``has_alike`` is True where
    two of the words are near-alike to words of a link the receiver has; which is not told.
    """

    id: str
    first_name: str
    email: str
    has_alike: bool


@dataclass(frozen=True)
class Choice:
    """What is asked for: who receives, whether the child is told who it was before, which case.

    ``compared`` are the meetings of a whole list whose number was compared with the two words.
    """

    receiver_id: str
    tells_child: bool
    case_number: str = ""
    compared: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HandOver:
    """One that can be carried out; ``third_id`` becomes backup reader where the receiver was."""

    giver: AccountRow
    receiver: AccountRow
    third_id: str
    tells_child: bool

    @property
    def earlier_contact(self) -> str:
        """The name the child is told it no longer has to do with, if any."""
        is_told = self.tells_child and self.giver.first_name != self.receiver.first_name
        return self.giver.first_name if is_told else ""


def own_given(setting: Setting, meeting_id: str) -> tuple[MeetingRow, Given]:
    """One's own meeting, and what goes with it. A backup reader may read, but not give away."""
    meeting = own_meeting(setting, meeting_id)
    if meeting.caseworker_id != setting.person.id:
        raise HandOverRefused("not_yours")
    return meeting, Given(setting.person.id, meeting.chain_id)


def hand_over(
    setting: Setting, meeting_id: str, choice: Choice, opener: OpensEnvelopes
) -> HandOver:
    """Give away all meetings one has with this child. Raises HandOverRefused, NotFound.

    Where the case has a number it must be given, so that no two pairs of words are mixed up.
    """
    meeting, given = own_given(setting, meeting_id)
    number = case_numbers.of_meeting(setting, meeting.id, opener)
    if number and not case_numbers.is_same(choice.case_number, number):
        is_cpr = holds_cpr_like(choice.case_number)
        raise HandOverRefused("cpr" if is_cpr else "case_number")
    planned = plan(setting.person.id, choice)
    with transaction():
        give(planned, given, setting.person.id, setting.now)
    return planned


def hand_over_list(setting: Setting, choice: Choice, opener: OpensEnvelopes) -> HandOver:
    """Give away all one has, and all one steps in for. Raises HandOverRefused.

    Each meeting that has a case number must have been compared with it.
    """
    planned = plan(setting.person.id, choice)
    numbers = case_numbers.of_meetings(alive(Given(setting.person.id), setting.now), opener)
    if not_compared := numbers.keys() - choice.compared:
        raise HandOverRefused("not_compared", frozenset(not_compared))
    with transaction():
        if not give_everything(planned, setting.person.id, setting.now):
            raise HandOverRefused("nothing")
    return planned


def plan(giver_id: str, choice: Choice) -> HandOver:
    """Who gives what to whom. Raises HandOverRefused."""
    giver, receiver = accounts.by_id(giver_id), accounts.by_id(choice.receiver_id)
    if giver is None or receiver is None or not _can_receive(giver, receiver):
        raise HandOverRefused("receiver")
    third = _third(giver, receiver)
    if third is None:
        raise HandOverRefused("no_third")
    return HandOver(giver, receiver, third, choice.tells_child)


def give(planned: HandOver, given: Given, actor_id: str, now: datetime) -> int:
    """Note each meeting in the log, and give it; how many. The caller owns the transaction.

    Raises NotFound where somebody else has given them away meanwhile.
    """
    municipality, receiver = planned.giver.municipality, planned.receiver
    access_log.append(municipality, actor_id, "handed_over_to", receiver.id, now)
    going = [meeting.id for meeting in hand_overs.meetings_of(given)]
    for meeting_id in going:
        access_log.append(municipality, actor_id, "handed_over", meeting_id, now)
    gone = hand_overs.give(given, receiver.id, receiver.first_name, planned.earlier_contact, now)
    if given.chain_id is not None and not gone:
        raise NotFound(given.chain_id)
    hand_overs.give_own_backup(receiver.id, planned.third_id)
    return gone


def give_everything(planned: HandOver, actor_id: str, now: datetime) -> int:
    """Give all the giver has, and all it steps in for; how many meetings."""
    backed_up = hand_overs.give_backups(planned.giver.id, planned.receiver.id)
    return give(planned, Given(planned.giver.id), actor_id, now) + backed_up


def receivers(given: Given, municipality: str, now: datetime) -> tuple[Receiver, ...]:
    """Who can have these meetings, by first name."""
    going = hand_overs.open_words_of(given, now)
    taken = hand_overs.open_words_in(municipality, now)
    colleagues = [
        row for row in accounts.confirmed_caseworkers(municipality) if row.id != given.caseworker_id
    ]
    names = [row.first_name for row in colleagues]
    return tuple(
        Receiver(
            row.id,
            row.first_name,
            row.email if names.count(row.first_name) > 1 else "",
            _are_alike(going, taken.get(row.id, ())),
        )
        for row in colleagues
    )


def alive(given: Given, now: datetime) -> list[MeetingRow]:
    """The meetings that go and whose links live, by time."""
    rows = hand_overs.meetings_of(given)
    return [row for row in rows if row.ends_at + LINK_LIFE_AFTER_MEETING > now]


def can_tell(given: Given, now: datetime) -> bool:
    """True where one of the children can be told on a phone of its own, by a link that lives."""
    return any(Phone(row.phone).is_safe for row in alive(given, now))


def _are_alike(going: Sequence[WordPair], taken: Sequence[WordPair]) -> bool:
    return any(near_alike(one, other) for one in going for other in taken)


def _can_receive(giver: AccountRow, receiver: AccountRow) -> bool:
    return (
        receiver.id != giver.id
        and receiver.municipality == giver.municipality
        and receiver.role == giver.role == Role.CASEWORKER
        and receiver.disabled_on is None
        and receiver.confirmed_on is not None
    )


def _third(giver: AccountRow, receiver: AccountRow) -> str | None:
    """Who can be backup reader of the receiver, preferably the one named on its account."""
    taken = {giver.id, receiver.id}
    others = [
        row.id for row in accounts.confirmed_caseworkers(giver.municipality) if row.id not in taken
    ]
    return receiver.backup_id if receiver.backup_id in others else next(iter(others), None)
