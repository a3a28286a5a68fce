"""Ordering a message with a link to a child's own phone: who may, how often, and how it stands.

Three orders a meeting, counted over all of its links: making a link anew is no way round. A next
meeting with the same child has three of its own. What never went out is not charged to the meeting,
but to the worker's day, so that nobody can try numbers in their hundreds.
"""

import re
from dataclasses import dataclass
from datetime import date

from boernestemme.domain.errors import AlreadyMade, MessageRefused
from boernestemme.domain.meeting import Phone, danish_day
from boernestemme.domain.message_state import MessageState
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.sms_gateway import Why
from boernestemme.services.access import Setting, changing, own_meeting
from boernestemme.storage import invitations, messages
from boernestemme.storage.ids import derived_id, new_id
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.messages import FIELD, NewMessage
from boernestemme.storage.sealing import padded_text, seal

MOST_A_MEETING = 3
MOST_A_DAY = 50
PAGE_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class MessageStanding:
    """How a link's newest message stands, None where there is none, and how many may follow."""

    state: MessageState | None
    why: Why | None
    ordered_on: date | None
    left: int


def order(setting: Setting, meeting_id: str, number: str, once: str, tools: LinkTools) -> str:
    """Order a message to ``number``, country code and digits; the order's id.

    ``once`` is the key of the page it was asked for on: the same number with the same key is
    ordered once, and AlreadyMade is raised from then on. An earlier order that has not gone out is
    withdrawn. Raises MessageRefused with the rule, and then nothing is changed.
    """
    order_id = _order_id(setting, meeting_id, number, once)
    # The log line lets one at a time write in a municipality: what is counted below stays true.
    with changing(setting, "sms_ordered", meeting_id) as meeting:
        if messages.is_there(order_id):
            raise AlreadyMade([meeting_id])
        link = _open_link(setting, meeting_id, tools.epoch)
        if messages.is_under_way(link.id):
            raise MessageRefused("under_way")
        day = danish_day(setting.now)
        messages.withdraw(link.id, day)
        check_quotas(meeting_id, setting.person.id, day)
        key = tools.keys.public_key(meeting.municipality, setting.now)
        place = messages.place(meeting.municipality, order_id)
        envelope = seal(key, place, {FIELD: padded_text(number.encode())})
        new = NewMessage(order_id, link.id, meeting.municipality, setting.person.id, envelope)
        messages.add(new, day, setting.now)
    return order_id


def check_quotas(meeting_id: str, account_id: str, day: date) -> None:
    """Raises MessageRefused where no more may be ordered (RAT-06)."""
    if messages.count_of_meeting(meeting_id) >= MOST_A_MEETING:
        raise MessageRefused("meeting_quota")
    if messages.count_of_day(account_id, day) >= MOST_A_DAY:
        raise MessageRefused("day_quota")


def standing(setting: Setting, meeting_id: str) -> MessageStanding:
    """How the newest message with the meeting's own link stands."""
    own_meeting(setting, meeting_id)
    link = invitations.current_of(meeting_id)
    newest = messages.newest_of(link.id) if link else None
    left = max(0, MOST_A_MEETING - messages.count_of_meeting(meeting_id))
    if newest is None:
        return MessageStanding(None, None, None, left)
    return MessageStanding(newest.state, newest.why, newest.ordered_on, left)


def _open_link(setting: Setting, meeting_id: str, epoch: int) -> InvitationRow:
    link = invitations.current_of(meeting_id)
    if link is None or not messages.is_alive(link.id, setting.now, epoch):
        raise MessageRefused("link_dead")
    if not Phone(link.phone).is_safe:
        raise MessageRefused("phone")
    return link


def _order_id(setting: Setting, meeting_id: str, number: str, once: str) -> str:
    """An id from which nobody finds the number: the page's random key in it is kept nowhere."""
    if not PAGE_KEY.fullmatch(once):
        return new_id()
    return derived_id("sms", setting.person.id, meeting_id, number, once)
