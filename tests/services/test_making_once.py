"""The same order with the same key, from two presses at once: one meeting, and both are told."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from boernestemme.domain.errors import AlreadyMade
from boernestemme.services import inviting
from boernestemme.services.inviting import LinkOrder
from tests.services.steps import count
from tests.world import World

KEY = "5" * 32
PRESSES = 4
TIMES = 5


def press(world: World, order: LinkOrder, ready: Barrier) -> list[str]:
    """One press; the meetings that were made, or that had been."""
    with world.app.app_context():
        person = world.person()
        ready.wait()
        try:
            made = inviting.invite(person, order, world.links, world.clock(), 2)
        except AlreadyMade as before:
            return list(before.meeting_ids)
        return [one.meeting_id for one in made]


def presses(world: World, order: LinkOrder) -> list[list[str]]:
    ready = Barrier(PRESSES)
    with ThreadPoolExecutor(PRESSES) as pool:
        return list(pool.map(lambda _: press(world, order, ready), range(PRESSES)))


def test_presses_at_once_make_one_order(any_world: World) -> None:
    before = count("meetings"), count("invitations")
    for number in range(TIMES):
        order = any_world.order(once=f"{number:032x}")
        assert len({tuple(one) for one in presses(any_world, order)}) == 1
    made = count("meetings") - before[0], count("invitations") - before[1]
    assert made == (2 * TIMES, 2 * TIMES)


def test_without_a_key_each_press_makes_its_own(any_world: World) -> None:
    """The control."""
    before = count("meetings")
    found = {one for made in presses(any_world, any_world.order()) for one in made}
    assert len(found) == count("meetings") - before == 2 * PRESSES


def test_a_second_order_changes_nothing_and_names_the_first(shared_world: World) -> None:
    order, mette = shared_world.order(once=KEY), shared_world.person()
    [made] = inviting.invite(mette, order, shared_world.links, shared_world.clock())
    before = count("invitations"), count("access_log")
    with pytest.raises(AlreadyMade) as refused:
        inviting.invite(mette, order, shared_world.links, shared_world.clock())
    assert refused.value.meeting_ids == (made.meeting_id,)
    assert (count("invitations"), count("access_log")) == before
    for other in (replace(order, once="6" * 32), replace(order, case_number="1")):
        inviting.invite(mette, other, shared_world.links, shared_world.clock())
    jonas = shared_world.person("jonas")
    inviting.invite(jonas, order, shared_world.links, shared_world.clock())
    assert count("invitations") == before[0] + 3


def test_the_id_of_a_meeting_does_not_tell_the_key(shared_world: World) -> None:
    order, mette = shared_world.order(once=KEY), shared_world.person()
    [made] = inviting.meeting_ids(mette, order, 1)
    assert len(made) == 32 and made != KEY and mette.id not in made
    assert inviting.meeting_ids(mette, order, 1) == [made]
