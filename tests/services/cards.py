"""What tests of bring-along cards do again and again: answer, meet again, look at the card."""

from datetime import timedelta

from sqlalchemy import select

from boernestemme.domain.needs_card import NeedsCard
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import needs_cards
from boernestemme.services.making_links import MadeLink
from boernestemme.services.meeting_again import invite_again
from boernestemme.storage.db import session
from boernestemme.storage.needs_cards import NeedsCardRow
from tests.factories import MEETING
from tests.world import World

TEXT = "min blå hue på ❤️"
YES: Answers = {"needs": ("pause", "tegne"), "needs_text": TEXT, "keep_needs": "yes"}
NO: Answers = YES | {"keep_needs": "no"}
UNSAID: Answers = {"needs": ("stop",), "needs_text": "andet"}


def first(world: World, said: Answers, **changes: object) -> MadeLink:
    """A first meeting and its answer; the noise card of another child lies beside."""
    world.answer(world.link(), {"needs": ("drikke",), "keep_needs": "yes"})
    link = world.link(**changes)
    world.answer(link, said)
    return link


def again(world: World, link: MadeLink, days: float = 30, by: str = "mette") -> MadeLink:
    """The next meeting with the same child."""
    order = world.order(starts_at=max(MEETING, world.clock()) + timedelta(days=days))
    return invite_again(world.setting(by), link.meeting_id, order, world.links)


def shown(world: World, link: MadeLink, by: str = "mette") -> tuple[NeedsCard, ...]:
    """What the meeting's reader is shown."""
    opener = world.links.keys.opener
    return needs_cards.read_cards(world.setting(by), link.meeting_id, opener)


def forget(world: World, link: MadeLink, by: str = "mette") -> None:
    """The meeting's reader deletes the card."""
    ledger = world.tools.settings.erasure_ledger
    needs_cards.delete_cards(world.setting(by), link.meeting_id, ledger)


def rows_of(link: MadeLink) -> list[NeedsCardRow]:
    """The cards of the chain that begins with this meeting."""
    session().expire_all()
    query = select(NeedsCardRow).where(NeedsCardRow.chain_id == link.meeting_id)
    return list(session().scalars(query))
