"""A fault at any statement of a send after the meeting: all or nothing, and retry works."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import OperationalError

from boernestemme.services import answering_after
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import transaction
from boernestemme.storage.invitations import InvitationRow
from tests.services.after_steps import (
    YES_TO_ALL,
    after,
    box_keys,
    items_since,
    said_in,
    submission_of,
)
from tests.services.steps import counts, events_of, row_of, set_now
from tests.services.test_sending_faults import MORE_THAN_A_SEND_HAS, trouble
from tests.world import World

WORDS = {"more_text": "det må ikke blive væk", "talk_to": "caseworker"}


def ready(world: World) -> tuple[MadeLink, BrowserSecret]:
    set_now(world)
    link = world.link()
    after(world)
    browser = world.come_in(link)
    world.tap_all(browser, YES_TO_ALL)
    return link, browser


def send(world: World, visit: Visit) -> None:
    answering_after.send_after(visit, WORDS, world.clock())


@pytest.mark.parametrize("ran", [False, True], ids=["before it ran", "after it ran"])
def test_a_fault_at_any_statement_stores_nothing_and_retry_works(
    shared_world: World, ran: bool
) -> None:
    visit = shared_world.visit(ready(shared_world)[1])
    with trouble(0, ran=False) as counted:
        send(shared_world, visit)
    assert 8 <= counted.seen <= MORE_THAN_A_SEND_HAS
    for number in range(1, counted.seen + 1):
        link, browser = ready(shared_world)
        visit, before, box = shared_world.visit(browser), counts(), box_keys()
        with trouble(number, ran=ran), pytest.raises(OperationalError):
            send(shared_world, visit)
        assert (counts(), box_keys()) == (before, box), number
        assert row_of(link).after_by is None
        assert shared_world.visit(browser).draft == visit.draft
        send(shared_world, shared_world.visit(browser))
        assert len(items_since(box)) == 2
        assert said_in(shared_world, link) == WORDS and events_of(link) == ["after_sent"]


def test_a_link_without_a_statistics_key_stores_nothing_until_it_has_one(
    shared_world: World,
) -> None:
    link, browser = ready(shared_world)
    key, before, box = row_of(link).statistics_key, counts(), box_keys()
    set_key(link, None)
    with pytest.raises(LookupError):
        send(shared_world, shared_world.visit(browser))
    assert (counts(), box_keys()) == (before, box)
    assert row_of(link).after_by is None and submission_of(link) is None
    set_key(link, key)
    send(shared_world, shared_world.visit(browser))
    assert len(items_since(box)) == 2


def set_key(link: MadeLink, key: bytes | None) -> None:
    with transaction() as current:
        one = update(InvitationRow).where(InvitationRow.id == link.invitation_id)
        current.execute(one.values(statistics_key=key))
