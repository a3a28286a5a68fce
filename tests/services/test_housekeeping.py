"""What happens by itself: secrets of expired links go, events are chained once, old drafts go."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import LinkDead, SessionGone
from boernestemme.services import changing_links, entering
from boernestemme.services.housekeeping import Swept, keep_house
from boernestemme.services.verifying import broken_chains
from boernestemme.storage import access_log, events
from boernestemme.storage.db import session, transaction
from tests.factories import MEETING, NOW, older_answers
from tests.knocking import signed_in
from tests.races.processes import together
from tests.services.steps import count, keep, log_of, row_of, set_now
from tests.world import World

SECRETS = ("sealed_link", "sealed_link_key", "reply_public_key", "letter")
MORE_THAN_A_BATCH, EVENTS = 210, 60


@pytest.fixture
def swept_world(shared_world: World) -> World:
    """The shared world with nothing left to do at its own moment."""
    keep(shared_world, NOW)
    session().expire_all()
    return shared_world


def test_expired_links_lose_every_secret_and_living_ones_keep_theirs(swept_world: World) -> None:
    soon = swept_world.link(starts_at=NOW + timedelta(hours=1))
    late = swept_world.link(starts_at=MEETING + timedelta(days=300))
    now = soon.expires_at
    keep(swept_world, now - timedelta(seconds=1))
    assert row_of(soon).sealed_link is not None
    assert keep(swept_world, now).links >= 1
    assert [getattr(row_of(soon), name) for name in SECRETS] == [None] * 4
    assert None not in [getattr(row_of(late), name) for name in SECRETS[:3]]
    set_now(swept_world, days=20)
    with pytest.raises(LinkDead):
        changing_links.show_again(swept_world.setting(), soon.meeting_id, swept_world.links)


def test_a_second_run_finds_nothing_more_to_do(swept_world: World) -> None:
    swept_world.answer(swept_world.link(), older_answers())
    keep(swept_world, NOW)
    assert keep(swept_world, NOW) == Swept(0, 0, 0, 0)


def test_each_answer_becomes_one_line_of_the_log(swept_world: World) -> None:
    link = swept_world.link()
    swept_world.answer(link, older_answers())
    assert log_of(link) == []
    assert keep(swept_world, NOW).events == 1
    keep(swept_world, NOW)
    assert log_of(link) == ["answer_sent"]
    assert count("events") == 0
    assert broken_chains()[1] == {}


@pytest.mark.parametrize(("hours", "left"), [(71.9, 1), (72, 0)])
def test_drafts_and_sessions_go_after_three_days(
    swept_world: World, hours: float, left: int
) -> None:
    link = swept_world.link(by="sofie", starts_at=MEETING + timedelta(days=30))
    swept_world.save_all(swept_world.come_in(link), older_answers())
    keep(swept_world, NOW + timedelta(hours=hours))
    for table in ("drafts", "child_sessions"):
        query = text(f"SELECT count(*) FROM {table} WHERE invitation_id = :id")
        assert session().execute(query, {"id": link.invitation_id}).scalar_one() == left


def test_staff_sessions_and_counted_tries_go_when_they_are_over(swept_world: World) -> None:
    signed_in("mette@test.example")
    assert count("staff_sessions") >= 1
    assert count("tries") >= 2
    keep(swept_world, NOW + timedelta(minutes=14))
    assert count("tries") >= 2
    keep(swept_world, NOW + timedelta(hours=8))
    assert count("staff_sessions") == count("tries") == 0


def test_housekeeping_touches_no_answer(swept_world: World) -> None:
    swept_world.answer(swept_world.link(), older_answers())
    before = (count("submissions"), count("meetings"), count("invitations"))
    keep(swept_world, NOW + timedelta(days=400))
    assert (count("submissions"), count("meetings"), count("invitations")) == before


def sweep(ledger: str) -> int:
    """One process: how many events it chained."""
    return keep_house(Path(ledger), NOW).events


def sweep_naively(name: str) -> int:
    """The control: chains what it finds, and removes it afterwards."""
    found = events.waiting(EVENTS)
    for event in found:
        with transaction():
            access_log.append("0461", name, event.kind, event.meeting_id, NOW)
        with transaction():
            events.take(event.id)
    return len(found)


def add_events(name: str, many: int = EVENTS) -> None:
    with transaction():
        for number in range(many):
            events.add("0461", f"{name}-{number}", events.ANSWER_SENT, NOW.date())


def lines_about(name: str) -> int:
    query = text("SELECT count(*) FROM access_log WHERE subject LIKE :name")
    return int(session().execute(query, {"name": f"{name}-%"}).scalar_one())


def test_two_runs_at_once_chain_every_event_once(swept_world: World) -> None:
    add_events("once", MORE_THAN_A_BATCH)
    settings = swept_world.tools.settings
    each = (str(settings.erasure_ledger),)
    done = together(settings.database, sweep, each, each)
    assert sum(done) == MORE_THAN_A_BATCH
    assert lines_about("once") == MORE_THAN_A_BATCH
    assert count("events") == 0
    session().expire_all()
    assert broken_chains()[1] == {}


def test_two_runs_that_remove_afterwards_chain_events_twice(swept_world: World) -> None:
    add_events("twice")
    together(swept_world.tools.settings.database, sweep_naively, ("a",), ("b",))
    assert lines_about("twice") > EVENTS


def test_a_draft_of_an_expired_link_is_gone_before_the_link(swept_world: World) -> None:
    link = swept_world.link(starts_at=NOW + timedelta(hours=1))
    browser = swept_world.come_in(link)
    with pytest.raises(LinkDead):
        entering.look(swept_world.links.signer, link.token, link.expires_at)
    keep(swept_world, link.expires_at)
    with pytest.raises(SessionGone):
        entering.visit(browser.cookie, link.expires_at)
