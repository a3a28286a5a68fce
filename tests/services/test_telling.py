"""Telling a child of its meeting once the link is made: by its case worker, until it is held."""

from datetime import timedelta

import pytest

from boernestemme.domain.errors import InvitingRefused, NotFound
from boernestemme.domain.meeting import Phone, Settled
from boernestemme.services import changing_links, telling
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.services.steps import log_of, set_now
from tests.world import World

TOLD = Settled(("mor", "laerer"), "skole", ("support", "plan"), ("who", "topics"), "law")


def told(world: World, link: MadeLink, by: str = "mette") -> Settled:
    return telling.telling(world.setting(by), link.meeting_id).settled


def childs(world: World, link: MadeLink) -> Settled:
    """What the child's side knows of it."""
    return world.visit(world.come_in(link)).invitation.settled


def test_what_is_told_stands_with_the_meeting_and_with_the_childs_link(any_world: World) -> None:
    link = any_world.link()
    assert told(any_world, link) == childs(any_world, link) == Settled(), "the control"
    telling.tell(any_world.setting(), link.meeting_id, TOLD)
    assert told(any_world, link) == childs(any_world, link) == TOLD
    assert log_of(link) == ["meeting_told"]


def test_it_is_taken_back_as_it_was_told(shared_world: World) -> None:
    link = shared_world.link(settled=TOLD)
    telling.tell(shared_world.setting(), link.meeting_id, Settled())
    assert told(shared_world, link) == childs(shared_world, link) == Settled()


def test_only_this_meeting_is_told_of(shared_world: World) -> None:
    link, other = shared_world.link(), shared_world.link()
    telling.tell(shared_world.setting(), link.meeting_id, TOLD)
    assert told(shared_world, other) == childs(shared_world, other) == Settled()


def test_a_new_link_tells_it_too(shared_world: World) -> None:
    link = shared_world.link()
    telling.tell(shared_world.setting(), link.meeting_id, TOLD)
    anew = changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    assert childs(shared_world, anew) == TOLD


@pytest.mark.parametrize("by", ["jonas", "nadia", "sofie", "leder"])
def test_nobody_elses_meeting_is_seen_or_told_of(shared_world: World, by: str) -> None:
    link = shared_world.link()
    with pytest.raises(NotFound):
        telling.telling(shared_world.setting(by), link.meeting_id)
    with pytest.raises(NotFound):
        telling.tell(shared_world.setting(by), link.meeting_id, TOLD)
    assert told(shared_world, link) == Settled() and log_of(link) == []


def test_nothing_is_told_of_a_meeting_that_is_over(any_world: World) -> None:
    link = any_world.link()
    set_now(any_world, days=9, hours=2, minutes=59)
    telling.tell(any_world.setting(), link.meeting_id, TOLD)
    set_now(any_world, days=9, hours=3)
    with pytest.raises(InvitingRefused) as refused:
        telling.tell(any_world.setting(), link.meeting_id, Settled())
    assert refused.value.rule == "meeting_held" and told(any_world, link) == TOLD


def test_nothing_is_told_of_a_cancelled_meeting(shared_world: World) -> None:
    link = shared_world.link()
    changing_links.cancel(shared_world.setting(), link.meeting_id)
    with pytest.raises(InvitingRefused) as refused:
        telling.tell(shared_world.setting(), link.meeting_id, TOLD)
    assert refused.value.rule == "cancelled" and told(shared_world, link) == Settled()


def test_what_the_page_needs_is_told_along(shared_world: World) -> None:
    link = shared_world.link(phone=Phone.SHARED)
    found = telling.telling(shared_world.setting(), link.meeting_id)
    assert (found.words, found.phone, found.contact) == (link.words, Phone.SHARED, "Mette")
    assert (found.starts_at, found.is_moved) == (MEETING, False)
    later = MEETING + timedelta(days=1)
    changing_links.move(shared_world.setting(), link.meeting_id, later, shared_world.links)
    found = telling.telling(shared_world.setting(), link.meeting_id)
    assert (found.starts_at, found.is_moved) == (later, True)
