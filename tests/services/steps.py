"""What service tests do again and again: move the clock, read, reply, look into the tables."""

from datetime import datetime, timedelta

from sqlalchemy import select, text

from boernestemme.domain.framing import Delivery, Framing, Outcome, Reason, WishReply
from boernestemme.services import framing
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.housekeeping import Swept, keep_house
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.db import session
from boernestemme.storage.events import EventRow
from boernestemme.storage.invitations import InvitationRow
from tests.clock import Clock
from tests.factories import NOW
from tests.giving import give_reply
from tests.world import World


def set_now(world: World, **later: float) -> None:
    """Move the world's clock to so much after its beginning."""
    assert isinstance(world.clock, Clock)
    world.clock.now = NOW + timedelta(**later)


def keep(world: World, now: datetime) -> Swept:
    """Keep the house of this world."""
    return keep_house(world.tools.settings.erasure_ledger, now)


def read(world: World, link: MadeLink, by: str = "mette") -> ReadMeeting:
    """Read a meeting as one of its readers."""
    links = world.links
    return framing.read(world.setting(by), link.meeting_id, links.keys.opener, links.epoch)


def reply_to_all(world: World, link: MadeLink, by: str = "mette", words: str = "") -> Framing:
    """Answer every wish, yes or in own words; nothing is given to the child yet."""
    meeting = read(world, link, by)
    reason = Reason.OWN if words else None
    replies = {wish.key: WishReply(Outcome.MET, reason, words) for wish in meeting.wishes}
    version = meeting.framing.version
    keys = world.links.keys
    return framing.save_replies(world.setting(by), link.meeting_id, keys, version, replies)


def reply_and_give(world: World, link: MadeLink, by: str = "mette", words: str = "") -> None:
    """Answer every wish, and give the child the reply at the meeting."""
    reply_to_all(world, link, by, words)
    links, setting = world.links, world.setting(by)
    give_reply(setting, link.meeting_id, links.keys, links.epoch, Delivery.AT_MEETING)


def log_of(link: MadeLink) -> list[str]:
    """What the access log says was done to a meeting, in order."""
    query = select(AccessLogRow.action).where(AccessLogRow.subject == link.meeting_id)
    return list(session().scalars(query.order_by(AccessLogRow.number)))


def log_length() -> int:
    """How many lines all chains have."""
    return count("access_log")


def count(table: str) -> int:
    """How many rows a table has."""
    return int(session().execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def counts() -> dict[str, int]:
    """How many rows each table has that answering or making links may touch."""
    tables = (
        "meetings", "invitations", "submissions", "needs_cards", "events", "drafts",
        "child_sessions",
    )  # fmt: skip
    return {table: count(table) for table in tables}


def row_of(link: MadeLink) -> InvitationRow:
    """A link's row as it now is in the database."""
    session().expire_all()
    row = session().get(InvitationRow, link.invitation_id)
    assert row is not None
    return row


def events_of(link: MadeLink) -> list[str]:
    """What the child's side noted about a meeting."""
    query = select(EventRow.kind).where(EventRow.meeting_id == link.meeting_id)
    return sorted(session().scalars(query))
