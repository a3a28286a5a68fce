"""What the mixer cannot read: it stops no other, is never lost in silence, and is told of."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.marks import BoxKind, MixClass, taps_to_bytes
from boernestemme.domain.period import Period
from boernestemme.services import mixing
from boernestemme.services.mixing import Mixed
from boernestemme.storage import mixer_box, statistics_keys, statistics_secret
from boernestemme.storage.db import transaction
from boernestemme.storage.mark_sealing import ITEM_SIZE, seal_item
from tests.factories import NOW
from tests.services.boxes import (
    at_the_end,
    class_of,
    keys_of,
    mix,
    new_period,
    put,
    put_taps,
    put_whose,
    said,
    tapped,
    taps,
    waiting,
)
from tests.world import World

GOOD = dict(taps(3).values)
ODD_TAPS = {
    "no JSON": b"\xff\xfe",
    "other JSON": b"17",
    "deep JSON": b"[" * (ITEM_SIZE - 1),
    "an item left out": json.dumps([1, True, {**GOOD, "heard": None}]).encode(),
    "an item too many": json.dumps([1, True, {**GOOD, "more": "yes"}]).encode(),
    "an unknown answer": json.dumps([1, True, {**GOOD, "heard": "maybe"}]).encode(),
    "a long answer": json.dumps([1, True, {**GOOD, "heard": "yes" * 9}]).encode(),
    "answers of one who was not there": json.dumps([1, False, GOOD]).encode(),
    "no version": json.dumps(["1", True, GOOD]).encode(),
    "lists": json.dumps([1, True, [["heard", "yes"]]]).encode(),
}
ODD_OTHERS = {
    "no such meeting": (BoxKind.WHOSE, b'"0123456789abcdef0123456789abcdef"'),
    "a list of meetings": (BoxKind.WHOSE, b'["a"]'),
    "a number": (BoxKind.WHOSE, b"7"),
    "an unknown wish": (BoxKind.REPLY, b'[true,{"moon.met":1}]'),
    "an unknown outcome": (BoxKind.REPLY, b'[true,{"place.perhaps":1}]'),
    "wishes without end": (BoxKind.REPLY, b'[true,{"place.met":99999999999}]'),
    "perhaps in time": (BoxKind.REPLY, b'["perhaps",{"place.met":1}]'),
}


@pytest.fixture
def period() -> Period:
    """A half-year of this test's own."""
    return new_period()


def stays(world: World, period: Period, odd: MixClass, key: str) -> None:
    """One odd item stays as it lies, whatever is mixed around it, and is told of every time."""
    put_taps(world, class_of(period), range(10))
    assert mix(world, period) == Mixed(10, 1)
    assert tapped(period) == said(range(10))
    for now in (NOW, at_the_end(period)):
        assert mix(world, period, now) == Mixed(0, 1)
    assert waiting(period) == {odd: 1}
    assert keys_of("mixer_box", period) == {key}


@pytest.mark.parametrize("name", ODD_TAPS)
def test_taps_that_no_child_can_have_given_stay(
    shared_world: World, period: Period, name: str
) -> None:
    put(shared_world, class_of(period), [ODD_TAPS[name]])
    [key] = keys_of("mixer_box", period)
    stays(shared_world, period, class_of(period), key)


@pytest.mark.parametrize("name", ODD_OTHERS)
def test_odd_replies_and_unknown_meetings_stay(
    shared_world: World, period: Period, name: str
) -> None:
    kind, content = ODD_OTHERS[name]
    odd = class_of(period, kind=kind, is_first=False)
    put(shared_world, odd, [content])
    [key] = keys_of("mixer_box", period)
    stays(shared_world, period, odd, key)


def test_a_meeting_of_another_municipality_does_not_count(
    shared_world: World, period: Period
) -> None:
    put_whose(shared_world, period, [shared_world.link(by="sofie").meeting_id])
    assert mix(shared_world, period, at_the_end(period)) == Mixed(0, 1)


def sealed_elsewhere(world: World, what: MixClass) -> bytes:
    with transaction():
        other = world.links.statistics.public_key(new_period())
    return seal_item(other, what, taps_to_bytes(taps(1)))


def sealed_as_another(world: World, what: MixClass) -> bytes:
    key = world.links.statistics.public_key(what.period)
    other = class_of(what.period, is_first=False)
    return seal_item(key, other, taps_to_bytes(taps(1)))


def broken(world: World, what: MixClass) -> bytes:
    key = world.links.statistics.public_key(what.period)
    return seal_item(key, what, taps_to_bytes(taps(1)))[:-1] + b"\0"


@pytest.mark.parametrize("make", [sealed_elsewhere, sealed_as_another, broken])
def test_what_does_not_open_stays(
    shared_world: World, period: Period, make: Callable[[World, MixClass], bytes]
) -> None:
    with transaction():
        mixer_box.add(class_of(period), make(shared_world, class_of(period)))
    [key] = keys_of("mixer_box", period)
    stays(shared_world, period, class_of(period), key)


def test_a_kind_nobody_knows_stays_and_is_told_of(shared_world: World, period: Period) -> None:
    put_taps(shared_world, class_of(period), range(11))
    with transaction() as current:
        one = min(keys_of("mixer_box", period))
        current.execute(text("UPDATE mixer_box SET kind = 'x' WHERE id = :one"), {"one": one})
    assert mix(shared_world, period) == Mixed(10, 1)
    assert keys_of("mixer_box", period) == {one}


def test_a_lost_secret_stops_its_own_half_year_alone(any_world: World, period: Period) -> None:
    other, folder = new_period(), any_world.tools.settings.statistics_folder
    put_taps(any_world, class_of(period), range(12))
    put_taps(any_world, class_of(other), range(10))
    statistics_secret.destroy(folder, period)
    assert mixing.mix_all(folder, NOW) == Mixed(10, 12)
    assert len(keys_of("mixer_box", period)) == 12
    assert tapped(other) == said(range(10))


def test_after_the_freeze_nothing_is_mixed(shared_world: World, period: Period) -> None:
    put_taps(shared_world, class_of(period), range(12))
    with transaction():
        statistics_keys.mark_destroyed(period, NOW.date())
    assert mix(shared_world, period, at_the_end(period)) == Mixed(0, 12)
    assert tapped(period) == {}


def test_what_is_discarded_is_only_what_cannot_be_read(shared_world: World, period: Period) -> None:
    folder = shared_world.tools.settings.statistics_folder
    put_taps(shared_world, class_of(period), range(3))
    put(shared_world, class_of(period), [b"odd", b"odder"])
    with pytest.raises(NotPermitted):
        mixing.discard_unreadable(period, folder, at_the_end(period, -1))
    assert len(keys_of("mixer_box", period)) == 5
    assert mixing.discard_unreadable(period, folder, at_the_end(period)) == 2
    assert tapped(period) == said(range(3))
    assert keys_of("mixer_box", period) == set()
