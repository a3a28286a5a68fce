"""A link that no longer opens: a task of its case worker, until it would have expired."""

import pytest
from sqlalchemy import text

from boernestemme.services.listing_meetings import list_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import transaction
from tests.factories import older_answers
from tests.services.steps import set_now
from tests.world import World


def needs_new_link(world: World, link: MadeLink, epoch: int | None = None) -> bool:
    rows = list_meetings(world.setting(), world.links.epoch if epoch is None else epoch)
    [row] = [row for row in rows if row.id == link.meeting_id]
    return row.needs_new_link and row.waits


@pytest.mark.parametrize("spent", [False, True])
def test_a_link_that_no_longer_opens_is_a_task_until_it_would_have_expired(
    shared_world: World, spent: bool
) -> None:
    """Whatever the child has said: before the meeting that ends the task, and after it nothing."""
    locked, stale = shared_world.link(), shared_world.link()
    for link in (locked, stale):
        shared_world.answer(link, older_answers())
    assert not needs_new_link(shared_world, stale, epoch=99)
    set_now(shared_world, days=9, hours=3)
    for link in (locked, stale):
        if spent:
            shared_world.answer_after(link, {"heard": "no"})
    lock_row(locked)
    for days in (9, 22):
        set_now(shared_world, days=days, hours=3)
        assert needs_new_link(shared_world, locked)
        assert needs_new_link(shared_world, stale, epoch=99)
        assert not needs_new_link(shared_world, stale)
    set_now(shared_world, days=23, hours=3)
    assert not needs_new_link(shared_world, locked)


def lock_row(link: MadeLink) -> None:
    with transaction() as session:
        locked = {"id": link.invitation_id}
        session.execute(text("UPDATE invitations SET wrong_picks = 5 WHERE id = :id"), locked)
