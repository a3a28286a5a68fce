"""Sending by a link that was changed after the child came in by it."""

from datetime import timedelta

import pytest

from boernestemme.domain.errors import LinkDead
from boernestemme.domain.invitation import Standing
from boernestemme.services import answering, changing_links
from tests.factories import MEETING, NOW, older_answers
from tests.services.steps import log_of, read
from tests.world import World


def test_a_link_made_anew_takes_the_session_of_the_old_one(shared_world: World) -> None:
    old = shared_world.link()
    browser = shared_world.come_in(old)
    visit = shared_world.visit(browser)
    changing_links.make_anew(shared_world.setting(), old.meeting_id, shared_world.links)
    for stale in (visit, shared_world.visit(browser)):
        with pytest.raises(LinkDead):
            answering.send(stale, {}, NOW)


def test_moving_a_meeting_does_not_bring_a_spent_answer_back(shared_world: World) -> None:
    link = shared_world.link()
    browser = shared_world.answer(link, older_answers())
    changing_links.move(
        shared_world.setting(), link.meeting_id, MEETING + timedelta(days=1), shared_world.links
    )
    assert shared_world.visit(browser).standing is Standing.WAIT


def test_a_cancelled_meeting_takes_no_answer(shared_world: World) -> None:
    link = shared_world.link()
    browser = shared_world.come_in(link)
    stale = shared_world.visit(browser)
    changing_links.cancel(shared_world.setting(), link.meeting_id)
    for visit in (stale, shared_world.visit(browser)):
        with pytest.raises(LinkDead):
            answering.send(visit, {}, NOW)
    assert read(shared_world, link).is_cancelled
    assert log_of(link) == ["meeting_cancelled"]
