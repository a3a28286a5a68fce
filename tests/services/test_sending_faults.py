"""A fault at any statement of a send: all or nothing, the draft still there, and retry works."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError

from boernestemme.services import answering
from boernestemme.services.visiting import Visit
from boernestemme.storage import claims, drafts, events
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import NOW, older_answers
from tests.services.steps import counts, events_of, read, row_of
from tests.world import World

MORE_THAN_A_SEND_HAS = 30


class Trouble:
    """Counts statements and breaks one of them, before or after the database has run it."""

    def __init__(self, at: int, *, ran: bool) -> None:
        self.at, self.ran, self.seen = at, ran, 0

    def __call__(self, *statement: Any) -> None:
        """One statement, as the engine tells of it."""
        self.seen += 1
        if self.seen == self.at:
            raise OperationalError(str(statement[2]), {}, Exception("disk I/O error"))


@contextmanager
def trouble(at: int, *, ran: bool) -> Iterator[Trouble]:
    """Break the ``at``-th statement of the block."""
    made, engine = Trouble(at, ran=ran), db.engine
    name = "after_cursor_execute" if ran else "before_cursor_execute"
    event.listen(engine, name, made)
    try:
        yield made
    finally:
        event.remove(engine, name, made)


def ready(world: World) -> tuple[Any, Any]:
    link = world.link()
    browser = world.come_in(link)
    world.save_all(browser, older_answers())
    return link, browser


def send(visit: Visit) -> None:
    answering.send(visit, {"keep_needs": "yes"}, NOW)


def statements_of_a_send(world: World) -> int:
    _, browser = ready(world)
    visit = world.visit(browser)
    with trouble(0, ran=False) as counted:
        send(visit)
    return counted.seen


@pytest.mark.parametrize("ran", [False, True], ids=["before it ran", "after it ran"])
def test_a_fault_at_any_statement_stores_nothing_and_retry_works(
    shared_world: World, ran: bool
) -> None:
    many = statements_of_a_send(shared_world)
    assert 5 <= many <= MORE_THAN_A_SEND_HAS
    for number in range(1, many + 1):
        link, browser = ready(shared_world)
        visit, before = shared_world.visit(browser), counts()
        with trouble(number, ran=ran), pytest.raises(OperationalError):
            send(visit)
        assert counts() == before, number
        assert row_of(link).answered_on is None
        assert shared_world.visit(browser).draft == visit.draft
        send(shared_world.visit(browser))
        [answer] = read(shared_world, link).answers
        assert answer.parts.open | answer.parts.guarded == older_answers()
        assert events_of(link) == ["answer_sent"]


def test_a_fault_at_the_commit_stores_nothing_and_retry_works(shared_world: World) -> None:
    link, browser = ready(shared_world)
    visit, before = shared_world.visit(browser), counts()

    def refuse(_: Any) -> None:
        raise OperationalError("COMMIT", {}, Exception("disk full"))

    event.listen(session(), "before_commit", refuse)
    with pytest.raises(OperationalError):
        send(visit)
    event.remove(session(), "before_commit", refuse)
    assert counts() == before
    send(shared_world.visit(browser))
    assert len(read(shared_world, link).answers) == 1


def sent_in_pieces(visit: Visit) -> None:
    """The control: what a send does, each part in a transaction of its own."""
    invitation, browser = visit.invitation, visit.browser
    parts: tuple[Callable[[], object], ...] = (
        lambda: claims.claim_before(invitation.id, NOW.date(), NOW, bytes(32)),
        lambda: events.add(invitation.municipality, invitation.meeting_id, "answer_sent", NOW),
        lambda: drafts.destroy(browser.hash, invitation.id),
    )
    for part in parts:
        with transaction():
            part()


def test_a_send_in_pieces_is_found_half_done(shared_world: World) -> None:
    link, browser = ready(shared_world)
    visit = shared_world.visit(browser)
    with trouble(2, ran=False), pytest.raises(OperationalError):
        sent_in_pieces(visit)
    assert row_of(link).answered_on is not None
    assert session().query(SubmissionRow).filter_by(invitation_id=link.invitation_id).all() == []
