"""A meeting that is handed over while its old case worker changes it: the change is refused."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from boernestemme.domain.errors import NotFound
from boernestemme.domain.meeting import Settled
from boernestemme.domain.reflection import Element
from boernestemme.services import (
    case_numbers,
    changing_links,
    filing,
    framing,
    handing_over,
    reflecting,
    telling,
)
from boernestemme.services.access import Setting, changing, log, own_meeting
from boernestemme.services.handing_over import Choice
from boernestemme.storage.db import transaction
from boernestemme.storage.hand_overs import Given
from tests.factories import MEETING, older_answers
from tests.services.steps import log_of
from tests.world import World

PATIENCE = 60
Change = Callable[[World, Setting, str], object]

CHANGES: dict[str, Change] = {
    "tell": lambda world, who, it: telling.tell(who, it, Settled(persons=("mother",))),
    "case number": lambda world, who, it: case_numbers.change(who, it, "12-3", world.links.keys),
    "text read": lambda world, who, it: framing.mark_text_read(who, it),
    "file": lambda world, who, it: filing.file(who, it, filing.Seen(1, 0, 0)),
    "hold": lambda world, who, it: filing.put_on_hold(who, it),
    "lift hold": lambda world, who, it: filing.lift_hold(who, it),
    "show": lambda world, who, it: changing_links.show_again(who, it, world.links),
    "anew": lambda world, who, it: changing_links.make_anew(who, it, world.links),
    "move": lambda world, who, it: changing_links.move(who, it, MEETING, world.links),
    "revoke": lambda world, who, it: changing_links.revoke(who, it),
    "cancel": lambda world, who, it: changing_links.cancel(who, it),
}


def looks_first(_: World, who: Setting, meeting_id: str) -> None:
    """The control: asks whose it is, and only then waits for its turn to write."""
    with transaction():
        log(who, "changed", meeting_id)


def change_while_it_is_given(world: World, change: Change) -> tuple[str, BaseException | None]:
    """Begin a change that the hand-over is ahead of; the meeting, and what became of the change."""
    link, who, asked = world.link(), world.setting(), Event()
    world.answer(link, older_answers())
    given = Given(who.person.id, own_meeting(who, link.meeting_id).chain_id)
    planned = handing_over.plan(who.person.id, Choice(world.person("nadia").id, tells_child=True))

    def begin() -> None:
        with world.app.app_context():
            own_meeting(who, link.meeting_id)
            asked.set()
            change(world, who, link.meeting_id)

    with ThreadPoolExecutor(1) as pool:
        with transaction():
            handing_over.give(planned, given, who.person.id, who.now)
            begun = pool.submit(begin)
            assert asked.wait(PATIENCE), "whoever had the meeting may still open it"
        problem = begun.exception(PATIENCE)
    return log_of(link)[-1], problem


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_that_comes_after_the_hand_over_is_refused(any_world: World, name: str) -> None:
    last, problem = change_while_it_is_given(any_world, CHANGES[name])
    assert isinstance(problem, NotFound)
    assert last == "handed_over"


def test_a_change_that_asks_too_early_is_not(any_world: World) -> None:
    """The control: it is the question after the line that stops it."""
    assert change_while_it_is_given(any_world, looks_first) == ("changed", None)


def test_a_reflection_is_asked_about_where_it_is_written(shared_world: World) -> None:
    link, written = shared_world.link(), {Element.SPACE: "Jeg lyttede."}
    with pytest.raises(NotFound):
        reflecting.save(
            shared_world.setting("nadia"), link.meeting_id, written, shared_world.links.keys
        )
    reflecting.save(shared_world.setting(), link.meeting_id, written, shared_world.links.keys)


def test_a_change_that_fails_leaves_no_line(shared_world: World) -> None:
    link = shared_world.link()
    before = log_of(link)
    with (
        pytest.raises(ZeroDivisionError),
        changing(shared_world.setting(), "changed", link.meeting_id),
    ):
        _ = 1 / 0
    assert log_of(link) == before
