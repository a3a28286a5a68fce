"""What the tests of e-mails to staff do again and again: order, and see what stands there."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from boernestemme.domain.meeting import DENMARK
from boernestemme.services.announcing import order_all
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import outbox
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import session
from boernestemme.storage.outbox import OutboxRow
from boernestemme.storage.submissions import SubmissionRow
from tests.clock import Clock
from tests.world import World


def move_to(world: World, moment: datetime) -> None:
    """Let it be this moment."""
    assert isinstance(world.clock, Clock)
    world.clock.now = moment


def at(day: date, hour: int = 8) -> datetime:
    """A Danish hour of a day."""
    return datetime.combine(day, time(hour), tzinfo=DENMARK)


def days_from(begin: date, number: int) -> Iterator[date]:
    """A day and those after it."""
    return (begin + timedelta(days=offset) for offset in range(number))


def tell(world: World) -> int:
    """Order what is due now; how many."""
    return order_all(world.clock(), world.tools.days)


def orders(link: MadeLink | None = None) -> set[tuple[str, str]]:
    """(first part of the address, kind) of every order there is, or of those about one meeting."""
    query = select(AccountRow.email, OutboxRow.kind, OutboxRow.about)
    rows = session().execute(query.join(OutboxRow, OutboxRow.account_id == AccountRow.id))
    mine = None if link is None else about(link)
    return {
        (email.partition("@")[0], kind)
        for email, kind, thing in rows
        if mine is None or any(thing.startswith(one) for one in mine)
    }


def about(link: MadeLink) -> set[str]:
    """What an order about this link's meeting may be about: it, its links and its answers."""
    query = select(SubmissionRow.id).where(SubmissionRow.meeting_id == link.meeting_id)
    return {link.meeting_id, link.invitation_id, *session().scalars(query)}


def kinds_of(link: MadeLink) -> list[str]:
    """The kind of every order about one meeting."""
    return [
        one.order.kind
        for one in outbox.kept()
        if any(one.order.about.startswith(mine) for mine in about(link))
    ]
