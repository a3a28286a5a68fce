"""No service tells staff whether a child tapped after the meeting when it said nothing in words."""

from dataclasses import replace

import pytest

from boernestemme.services import after_words, changing_links, listing_meetings
from boernestemme.services.framing import LinkState
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import session
from tests.factories import NOW, older_answers
from tests.services.steps import log_of, read, row_of, set_now
from tests.world import World

TAPS = {"attended": "yes", "heard": "no", "voice": "partly", "next": "unsure"}


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's, answered before it and over, whose link was started often."""
    made = shared_world.link()
    shared_world.answer(made, older_answers())
    for _ in range(2):
        shared_world.come_in(made)
    set_now(shared_world, days=9, hours=4)
    return made


def told(world: World, link: MadeLink, by: str = "mette") -> str:
    """All that the services say of a meeting, and of the whole list."""
    session().expire_all()
    setting, tools = world.setting(by), world.links
    said = [
        *listing_meetings.list_meetings(setting, tools.epoch),
        read(world, link, by),
        after_words.read_after(setting, link.meeting_id, tools.keys.opener),
        after_words.read_last_time(setting, link.meeting_id, tools.keys.opener),
        changing_links.show_again(setting, link.meeting_id, tools),
    ]
    return repr(said)


def lines(link: MadeLink) -> set[str]:
    return set(log_of(link))


@pytest.mark.parametrize("days", [9, 12])
def test_a_child_that_only_tapped_looks_like_one_that_never_came(
    shared_world: World, link: MadeLink, days: int
) -> None:
    """Also where the press on the door would have been the one too many to pass by."""
    by = "mette" if days == 9 else "jonas"
    set_now(shared_world, days=days, hours=5)
    untold, written = told(shared_world, link, by), lines(link)
    assert row_of(link).starts == 3
    set_now(shared_world, days=9, hours=5)
    shared_world.answer_after(link, TAPS)
    assert row_of(link).starts == 4 and row_of(link).after_by is not None
    set_now(shared_world, days=days, hours=5)
    assert told(shared_world, link, by) == untold
    assert lines(link) == written


@pytest.mark.parametrize("words", [{"next_time": ("fint",)}, {"talk_to": "caseworker"}])
def test_a_child_that_said_something_does_not(
    shared_world: World, link: MadeLink, words: dict[str, str | tuple[str, ...]]
) -> None:
    """The control."""
    untold = told(shared_world, link)
    shared_world.answer_after(link, TAPS, words)
    assert told(shared_world, link) != untold


def test_a_start_is_told_before_the_meeting(shared_world: World) -> None:
    """The control: the same press on the door is no secret while there are no taps to hide."""
    made = shared_world.link()
    for _ in range(3):
        shared_world.come_in(made)
    untold = told(shared_world, made)
    shared_world.come_in(made)
    assert told(shared_world, made) != untold
    assert read(shared_world, made).link.starts_worth_asking
    assert shared_world.clock() == NOW


def test_a_link_made_anew_tells_nothing_either(shared_world: World) -> None:
    spent, unspent = (over_and_made_anew(shared_world, taps) for taps in (TAPS, None))
    assert spent.can_show_again and not spent.is_revoked
    assert replace(spent, words=unspent.words) == unspent


def over_and_made_anew(world: World, taps: dict[str, str] | None) -> LinkState:
    set_now(world)
    made = world.link()
    set_now(world, days=9, hours=4)
    if taps is not None:
        world.answer_after(made, taps)
    new = changing_links.make_anew(world.setting(), made.meeting_id, world.links)
    assert (row_of(new).after_by is not None) == (taps is not None)
    return read(world, new).link
