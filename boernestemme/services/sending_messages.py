"""Hands messages to the gateway: each order at most once, and never while the database waits.

An order is claimed in a transaction of its own before anything is sent, and what became of it is
written in another. Only what the gateway surely has not taken is tried again. Whatever may have
arrived, and whatever was claimed by a process that is gone, is ``unknown`` and stays so: its case
worker is told, and decides.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.message_state import MessageState
from boernestemme.domain.ports import LinkTools, Place
from boernestemme.domain.retention import ERASED_AFTER
from boernestemme.domain.sms_gateway import Handed, Outcome, SendsMessages, Why
from boernestemme.services.making_links import LINK_FIELD
from boernestemme.storage import message_sending, messages
from boernestemme.storage.db import transaction
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.messages import FIELD, MessageRow

AT_A_TIME = 200
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_TRIES = 10  # near four hours; a message that comes in the night helps nobody
LOST_AFTER = timedelta(minutes=5)
SETTLED = {
    Outcome.SENT: MessageState.SENT,
    Outcome.REFUSED: MessageState.GIVEN_UP,
    Outcome.UNKNOWN: MessageState.UNKNOWN,
}


@dataclass(frozen=True)
class WayOut:
    """What it takes to send: the gateway, the text around a link's token, and the keys."""

    gateway: SendsMessages
    compose: Callable[[str], str]
    tools: LinkTools


@dataclass(frozen=True)
class SentMessages:
    """What a run did, and how the messages stand that wait or were settled since the day before.

    ``failed`` were given up for a fault of the installation or the gateway's: somebody must look.
    """

    sent: int
    waiting: int
    unknown: int
    failed: int


def tidy(epoch: int, now: datetime) -> None:
    """Keep no number longer than its message can be of use, also where no gateway is set."""
    day = danish_day(now)
    with transaction():
        message_sending.settle_lost(now, day)
        messages.withdraw_dead(now, epoch, day)
        messages.forget(now - ERASED_AFTER)


def send_due(way: WayOut, now: datetime) -> SentMessages:
    """Send what is due at ``now`` (aware), until the gateway asks to come back later."""
    sent = 0
    with transaction():
        due = message_sending.due(now, AT_A_TIME)
    for order_id in due:
        outcome = send(way, order_id, now)
        sent += outcome is Outcome.SENT
        if outcome is Outcome.LATER:
            break
    with transaction():
        return _counted(sent, now)


def send(way: WayOut, order_id: str, now: datetime) -> Outcome | None:
    """Try one order once; None where it is not to be sent now, or another is at it."""
    with transaction():
        if not message_sending.claim(order_id, now, now + LOST_AFTER, way.tools.epoch):
            return None
        order, link = message_sending.claimed(order_id)
        tries = order.tries
        parcel = _opened(way, order, link)
    if parcel is None:
        handed = Handed(Outcome.REFUSED, why=Why.BROKEN)
    else:
        handed = way.gateway.send(*parcel, order_id)
    with transaction():
        _settle(order_id, handed, tries, now)
    return handed.outcome


def wait_after(tries: int) -> timedelta:
    """How long to wait after so many tries: twice as long each time, at most an hour."""
    return min(FIRST_WAIT * (1 << (tries - 1)), LONGEST_WAIT)


def _opened(way: WayOut, order: MessageRow, link: InvitationRow) -> tuple[str, str] | None:
    """The number and the text, None where what was sealed does not open."""
    if order.wrapped_key is None or link.sealed_link_key is None:
        return None
    opener = way.tools.keys.opener
    fields, place = {FIELD: order.content or b""}, messages.place(order.municipality, order.id)
    sealed = {LINK_FIELD: link.sealed_link or b""}
    try:
        number = opener.open(place, order.key_id or "", order.wrapped_key, fields)
        link_id = opener.open(
            Place(link.municipality, link.id), link.key_id, link.sealed_link_key, sealed
        )
    except CannotOpen:
        return None
    return number[FIELD].decode(), way.compose(way.tools.signer.sign(link_id[LINK_FIELD]))


def _settle(order_id: str, handed: Handed, tries: int, now: datetime) -> None:
    day = danish_day(now)
    if handed.outcome is not Outcome.LATER:
        state = SETTLED[handed.outcome]
        message_sending.settle(
            order_id, state, day, gateway_id=handed.gateway_id or None, why=handed.why
        )
    elif tries >= MOST_TRIES:
        message_sending.settle(order_id, MessageState.GIVEN_UP, day, why=Why.AWAY)
    else:
        message_sending.put_back(order_id, now + wait_after(tries))


def _counted(sent: int, now: datetime) -> SentMessages:
    found = messages.counts(danish_day(now) - timedelta(days=1))
    by_state = {
        state: sum(number for (one, _), number in found.items() if one is state)
        for state in (MessageState.WAITING, MessageState.UNKNOWN)
    }
    failed = sum(
        number for (_, why), number in found.items() if why in {Why.SETUP, Why.AWAY, Why.BROKEN}
    )
    return SentMessages(
        sent, by_state[MessageState.WAITING], by_state[MessageState.UNKNOWN], failed
    )
