"""What tests of messages to children do again and again: order, look at the row, send."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select

from boernestemme.domain.sms_gateway import Handed, Outcome, SendsMessages
from boernestemme.services import ordering_messages
from boernestemme.services.making_links import MadeLink
from boernestemme.services.sending_messages import WayOut
from boernestemme.storage.db import session
from boernestemme.storage.ids import new_id
from boernestemme.storage.messages import MessageRow
from tests.world import World

NUMBER = "4520000001"
CANARIES = ("20000001", "20 00 00 01")


@dataclass
class OpenEar:
    """Somebody else's gateway, as far as we know it: takes all, and notes what it hears.

    ``holds_up`` counts how often the database was kept waiting meanwhile.
    """

    answer: Handed = Handed(Outcome.SENT, "01J")
    heard: list[tuple[str, str, str]] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None
    holds_up: int = 0

    def send(self, number: str, text: str, reference: str) -> Handed:
        """Note one message."""
        self.holds_up += session().in_transaction()
        self.heard.append((number, text, reference))
        self.meanwhile()
        return self.answer


def way_out(world: World, gateway: SendsMessages) -> WayOut:
    """The way to a gateway, with a text as short as it can be."""
    return WayOut(gateway, lambda token: f"Hej. {token}", world.links)


def order(world: World, link: MadeLink, by: str = "mette", **changes: Any) -> str:
    """A message ordered on a page of its own, unless ``once`` names one."""
    number, once = changes.get("number", NUMBER), changes.get("once", new_id())
    return ordering_messages.order(world.setting(by), link.meeting_id, number, once, world.links)


def row(order_id: str) -> MessageRow:
    """An order as it stands in the database now."""
    session().expire_all()
    return session().execute(select(MessageRow).where(MessageRow.id == order_id)).scalar_one()


def state(order_id: str) -> str:
    """How an order stands."""
    return row(order_id).state


def is_erased(order_id: str) -> bool:
    """True when nothing of the number is left."""
    found = row(order_id)
    return (found.key_id, found.wrapped_key, found.content) == (None, None, None)
