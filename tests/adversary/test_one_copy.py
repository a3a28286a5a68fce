"""One copy tells no batches apart: old marks and new ones lie mixed, as if written at once."""

from collections.abc import Callable, Iterator
from itertools import product

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.services.box_reading import read_all
from boernestemme.storage import marks, mixer_box
from boernestemme.storage.db import session, transaction
from boernestemme.storage.mark_opening import BoxOpener
from tests.adversary.copies import Copier, Copy
from tests.adversary.watching import ITEMS, Facts, mark_facts
from tests.services.boxes import class_of, mix, new_period, put_taps, said, tapped
from tests.world import World

EACH = 20
# Of 20 new marks among 40, 19 or more lie in one half by chance in 6 of 10⁹ ways.
SUSPICIOUS = 19
Mix = Callable[[World, Period], object]


@pytest.fixture
def copier(any_world: World) -> Iterator[Copier]:
    """Takes copies of the world."""
    made = Copier(any_world.tools.settings.database)
    yield made
    made.close()


def append(world: World, period: Period) -> None:
    """The control: what is new is shuffled by its keys alone, and what is there stays."""
    opener = BoxOpener(world.tools.settings.statistics_folder, period)
    with transaction():
        read = read_all(mixer_box.waiting(period, "0265"), opener, "0265")
        mixer_box.take([one.item.id for one in read])
        marks.add_all([row for one in read for row in one.rows])


def two_batches(world: World, mix_with: Mix) -> Period:
    """Two batches in one half-year, and a neighbour's marks between them."""
    period = new_period()
    put_taps(world, class_of(period), range(EACH))
    mix_with(world, period)
    put_taps(world, class_of(period), range(EACH, 2 * EACH))
    mix_with(world, period)
    assert tapped(period) == said(range(2 * EACH))
    session().rollback()
    return period


def most_in_one_half(copy: Copy, period: Period) -> dict[str, int]:
    """How many marks of the second batch lie in one half, by each thing they can be ordered by."""
    rows = [row for row in copy.of("marks") if row["period"] == str(period)]
    new = set(said(range(EACH, 2 * EACH)))
    known: list[tuple[bool, Facts]] = [
        (tuple(row[item] for item in ITEMS) in new, mark_facts(copy, place, row))
        for place, row in enumerate(rows)
    ]
    found = {}
    for name in known[0][1].keys() - {*ITEMS, "taps", "size of taps"}:
        ordered = [is_new for is_new, _ in sorted(known, key=lambda one: one[1][name])]
        late = sum(ordered[EACH:])
        if len({facts[name] for _, facts in known}) > 1:
            found[name] = max(late, EACH - late)
    return found


def test_no_order_of_the_rows_parts_the_batches(any_world: World, copier: Copier) -> None:
    period = two_batches(any_world, mix)
    found = most_in_one_half(copier.take(), period)
    assert {"id", "(order)"} <= set(found)
    assert max(found.values()) < SUSPICIOUS, found
    assert "(xmin)" not in found


def test_a_mixer_that_lets_old_marks_lie_is_caught(any_world: World, copier: Copier) -> None:
    period = two_batches(any_world, append)
    found = most_in_one_half(copier.take(), period)
    assert max(found.values()) == EACH, found


def test_what_stays_in_the_box_lies_in_another_order(any_world: World, copier: Copier) -> None:
    period = new_period()
    put_taps(any_world, class_of(period), range(10))
    for number, age_group in product(range(9), AgeGroup):
        put_taps(any_world, class_of(period, is_first=False, age_group=age_group), [number])
    session().rollback()
    before = copier.take().of("mixer_box")
    mix(any_world, period)
    session().rollback()
    after = copier.take().of("mixer_box")
    laid = [row["content"] for row in after]
    assert len(laid) == 18
    assert laid != [row["content"] for row in before if row["content"] in laid]
    assert not {row["id"] for row in after} & {row["id"] for row in before}
    assert len({row.get("(xmin)") for row in after}) == 1
