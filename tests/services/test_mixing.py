"""Mixing: ten of a class that count, or all at the end; every item once, and none in silence."""

import hashlib
import hmac
from collections import Counter

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.framing import Outcome
from boernestemme.domain.marks import FEWEST, taps_to_bytes
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.services import mixing
from boernestemme.services.mixing import Mixed
from boernestemme.storage import meetings, people_hashes, statistics_secret
from boernestemme.storage.db import session, transaction
from boernestemme.storage.people_hashes import Counted
from tests.factories import NOW
from tests.services.boxes import (
    NOT_THERE,
    at_the_end,
    class_of,
    keys_of,
    mix,
    new_period,
    put,
    put_reply,
    put_taps,
    put_whose,
    said,
    tapped,
    waiting,
)
from tests.world import World


@pytest.fixture
def period() -> Period:
    """A half-year of this test's own."""
    return new_period()


def test_nine_wait_and_ten_are_counted(shared_world: World, period: Period) -> None:
    put_taps(shared_world, class_of(period), range(9))
    assert mix(shared_world, period) == Mixed(0, 0)
    assert tapped(period) == {}
    put_taps(shared_world, class_of(period), [9])
    assert mix(shared_world, period) == Mixed(FEWEST, 0)
    assert tapped(period) == said(range(10))
    assert waiting(period) == {}


@pytest.mark.parametrize(
    "other",
    [
        {"age_group": AgeGroup.YOUNGER},
        {"is_first": False},
        {"municipality": "0461"},
        {"period": new_period()},
    ],
    ids=lambda other: next(iter(other)),
)
def test_whoever_stands_out_waits_for_nine_of_its_own(
    shared_world: World, period: Period, other: dict[str, object]
) -> None:
    alone = class_of(**({"period": period} | other))
    put_taps(shared_world, class_of(period), range(11))
    put_taps(shared_world, alone, [200])
    assert mix(shared_world, period).items == 11
    mix(shared_world, alone.period)
    assert waiting(alone.period) == {alone: 1}
    put_taps(shared_world, alone, range(201, 210))
    assert mix(shared_world, alone.period).items == FEWEST
    assert tapped(alone.period)[next(iter(said([200], alone.age_group)))] == 1


def test_at_the_end_everything_is_opened(shared_world: World, period: Period) -> None:
    put_taps(shared_world, class_of(period), range(2))
    put_taps(shared_world, class_of(period, is_first=False), [2])
    put_whose(shared_world, period, [shared_world.link().meeting_id])
    put_reply(shared_world, period, Outcome.MET)
    assert mix(shared_world, period, at_the_end(period, -1)) == Mixed(0, 0)
    assert mix(shared_world, period, at_the_end(period)) == Mixed(5, 0)
    assert tapped(period) == said(range(3))
    assert waiting(period) == {}


def test_a_child_that_was_not_there_hides_nobody_and_is_not_counted(
    shared_world: World, period: Period
) -> None:
    put(shared_world, class_of(period), [taps_to_bytes(NOT_THERE)] * 4)
    put_taps(shared_world, class_of(period), range(9))
    assert mix(shared_world, period) == Mixed(0, 0)
    put_taps(shared_world, class_of(period), [9])
    assert mix(shared_world, period) == Mixed(14, 0)
    assert tapped(period) == said(range(10))


def test_of_a_reply_each_wish_is_counted(shared_world: World, period: Period) -> None:
    for _ in range(9):
        put_reply(shared_world, period, Outcome.MET, Outcome.MET, Outcome.NOT_MET)
    assert mix(shared_world, period).items == 0
    put_reply(shared_world, period, Outcome.PARTLY_MET)
    assert mix(shared_world, period).items == FEWEST
    query = text(
        "SELECT kind, outcome, in_time, count(*) FROM reply_marks WHERE period = :period "
        "GROUP BY kind, outcome, in_time ORDER BY outcome"
    )
    found = [tuple(row) for row in session().execute(query, {"period": str(period)})]
    assert found == [("place", "met", 1, 18), ("place", "not", 1, 9), ("place", "partly", 1, 1)]


def test_children_and_case_workers_are_counted_once_each(
    shared_world: World, period: Period
) -> None:
    first = shared_world.link()
    again = [shared_world.link(chain_id=first.meeting_id) for _ in range(3)]
    others = [shared_world.link(by=name) for name in ("jonas", "nadia", "nadia", "nadia", "jonas")]
    links = [first, *again, *others]
    put_whose(shared_world, period, [None, *(link.meeting_id for link in links)])
    assert mix(shared_world, period) == Mixed(0, 0)
    put_whose(shared_world, period, [shared_world.link().meeting_id])
    assert mix(shared_world, period) == Mixed(11, 0)
    older = ("0265", AgeGroup.OLDER)
    counted = people_hashes.count(period)
    assert counted == [(*older, Counted.CHILD, 7), (*older, Counted.WORKER, 3)]
    put_whose(shared_world, period, [link.meeting_id for link in (*links, first)])
    assert mix(shared_world, period).items == FEWEST
    assert people_hashes.count(period) == counted


def test_the_hashes_are_keyed_by_the_secret_of_the_half_year(
    shared_world: World, period: Period
) -> None:
    meeting_id = shared_world.link().meeting_id
    put_whose(shared_world, period, [meeting_id])
    mix(shared_world, period, at_the_end(period))
    row = meetings.find(meeting_id)
    assert row is not None
    key = statistics_secret.people_key(shared_world.tools.settings.statistics_folder, period)
    expected = {
        hmac.digest(key, f"child|{row.chain_id}".encode(), "sha256"),
        hmac.digest(key, f"worker|{row.caseworker_id}".encode(), "sha256"),
    }
    query = text("SELECT digest FROM people_hashes WHERE period = :period")
    found = {bytes(one) for one in session().scalars(query, {"period": str(period)})}
    assert found == expected
    assert not found & {hashlib.sha256(f"child|{row.chain_id}".encode()).digest()}


def test_all_marks_and_all_that_waits_get_new_keys(shared_world: World, period: Period) -> None:
    put_taps(shared_world, class_of(period), range(10))
    mix(shared_world, period)
    put_taps(shared_world, class_of(period), range(10, 20))
    put_taps(shared_world, class_of(period, is_first=False), range(20, 26))
    marks, box = keys_of("marks", period), keys_of("mixer_box", period)
    mix(shared_world, period)
    assert len(keys_of("marks", period)) == 20
    assert len(keys_of("mixer_box", period)) == 6
    assert not marks & keys_of("marks", period)
    assert not box & keys_of("mixer_box", period)
    assert tapped(period) == said(range(20))


def record_keys(table: str, period: Period) -> Counter[tuple[object, ...]]:
    """What the rows of one half-year say beside their ids, record keys and all."""
    query = text(f"SELECT * FROM {table} WHERE period = :period")
    rows = session().execute(query, {"period": str(period)}).mappings()
    apart = ("id", "record_key")
    return Counter(
        (*(value for name, value in row.items() if name not in apart), row["record_key"])
        for row in rows
    )


def test_a_mark_keeps_the_record_key_it_was_first_given(
    shared_world: World, period: Period
) -> None:
    found = []
    for numbers, outcome in ((range(20), Outcome.MET), (range(20, 40), Outcome.NOT_MET)):
        put_taps(shared_world, class_of(period), numbers)
        put_reply(shared_world, period, *[outcome] * 20)
        mix(shared_world, period, at_the_end(period))
        found.append([record_keys(table, period) for table in ("marks", "reply_marks")])
    for first, both in zip(*found, strict=True):
        assert (first.total(), both.total()) == (20, 40) and first <= both
        assert len({row[-1] for row in both}) > 10, "each has drawn its own"
        assert all(row[-1] in range(KEYS) for row in both)


def test_a_run_without_a_batch_changes_nothing(shared_world: World, period: Period) -> None:
    put_taps(shared_world, class_of(period), range(10))
    mix(shared_world, period)
    put_taps(shared_world, class_of(period), range(10, 19))
    before = keys_of("marks", period), keys_of("mixer_box", period)
    mix(shared_world, period)
    assert (keys_of("marks", period), keys_of("mixer_box", period)) == before


def test_what_breaks_off_in_the_middle_leaves_everything(any_world: World, period: Period) -> None:
    put_taps(any_world, class_of(period), range(12))
    before = keys_of("mixer_box", period)
    for name, new in (("marks", "away"), ("away", "marks")):
        with transaction() as current:
            current.execute(text(f"ALTER TABLE {name} RENAME TO {new}"))
        if new == "away":
            with pytest.raises(DBAPIError):
                mix(any_world, period)
    assert keys_of("mixer_box", period) == before
    assert mix(any_world, period).items == 12
    assert tapped(period) == said(range(12))


def test_housekeeping_mixes_every_half_year(any_world: World, period: Period) -> None:
    other, folder = new_period(), any_world.tools.settings.statistics_folder
    put_taps(any_world, class_of(period), range(10))
    put_taps(any_world, class_of(other, municipality="0461"), range(10))
    put_taps(any_world, class_of(other), range(9))
    assert mixing.mix_all(folder, NOW) == Mixed(20, 0)
    assert waiting(other) == {class_of(other): 9}
