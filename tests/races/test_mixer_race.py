"""Mixers at once, children who send meanwhile, mixers that are killed: each mark counts once."""

import time
from collections import Counter
from pathlib import Path
from typing import Any

from sqlalchemy import text

from boernestemme.domain.marks import taps_to_bytes
from boernestemme.domain.period import Period
from boernestemme.services import mixing
from boernestemme.services.box_reading import read_all
from boernestemme.storage import marks, mixer_box, statistics_keys
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.mark_opening import BoxOpener
from boernestemme.storage.mark_sealing import seal_item
from tests.factories import NOW
from tests.races.processes import bare_app, is_killed, meet, together
from tests.services.boxes import class_of, new_period, put_taps, said, tapped, taps, waiting
from tests.world import World

PERIOD = Period(2027, 1)
MIXERS, ROUNDS, SENT_A_ROUND = 3, 8, 15
MOMENTS, MANY = (0.0, 0.02, 0.05, 0.1), 250
CODE, SECONDS_OF_A_FREEZE = "0265", 0.1


def send(process: int) -> int:
    """One process: children who send, some in each round."""
    key = statistics_keys.public_key(PERIOD)
    assert key is not None
    for number in range(ROUNDS * SENT_A_ROUND):
        if number % SENT_A_ROUND == 0:
            session().rollback()
            meet()
        content = taps_to_bytes(taps(number_of(process, number)))
        with transaction():
            mixer_box.add(class_of(PERIOD), seal_item(key, class_of(PERIOD), content))
    return 0


def number_of(process: int, number: int) -> int:
    return process * ROUNDS * SENT_A_ROUND + number


def mix_well(folder: str) -> int:
    """One process: mixes in every round; how many items it counted."""
    counted = 0
    for _ in range(ROUNDS):
        session().rollback()
        meet()
        counted += mixing.mix_all(Path(folder), NOW).items
    return counted


def mix_naively(folder: str) -> int:
    """The control: neither lock nor count of rows."""
    counted = 0
    for _ in range(ROUNDS):
        session().rollback()
        meet()
        waiting = mixer_box.waiting(PERIOD, CODE)
        read = read_all(waiting, BoxOpener(Path(folder), PERIOD), CODE)
        with transaction():
            marks.add_all([row for one in read for row in one.rows])
            mixer_box.take([item.id for item in waiting])
        counted += len(read)
    return counted


def mix_singly(folder: str) -> int:
    """Counts one item at a time, without the half-year's lock."""
    counted = 0
    for _ in range(ROUNDS):
        session().rollback()
        meet()
        waiting = mixer_box.waiting(PERIOD, CODE)
        for one in read_all(waiting, BoxOpener(Path(folder), PERIOD), CODE):
            with transaction():
                if mixer_box.take([one.item.id]):
                    marks.add_all(list(one.rows))
                    counted += 1
    return counted


def freeze(_: str) -> int:
    """Counts in the middle of all that, as the freeze does; how many marks there are for ever."""
    counted = 0
    for number in range(ROUNDS):
        session().rollback()
        meet()
        if number == ROUNDS // 2:
            with transaction():
                assert statistics_keys.lock(PERIOD)
                counted = tapped(PERIOD).total()
                time.sleep(SECONDS_OF_A_FREEZE)
                statistics_keys.mark_destroyed(PERIOD, NOW.date())
    return counted


WORK = {"well": mix_well, "naive": mix_naively, "single": mix_singly, "freeze": freeze}


def work(kind: str, argument: str) -> int:
    """One process of a race."""
    return send(int(argument)) if kind == "send" else WORK[kind](argument)


def race(world: World, *mixers: str) -> list[int]:
    """Two children's processes and some mixers; what each of them counted."""
    settings = world.tools.settings
    put_taps(world, class_of(PERIOD), range(number_of(2, 0), number_of(3, 0)))
    each = [("send", "0"), ("send", "1")]
    each += [(kind, str(settings.statistics_folder)) for kind in mixers]
    return together(settings.database, work, *each)[2:]


def counted_by(world: World, *mixers: str) -> tuple[int, Counter[tuple[str, ...]]]:
    """How many items a race counted, with what was left at its end; and what is counted at last."""
    counted = sum(race(world, *mixers))
    left = mixing.mix(PERIOD, world.tools.settings.statistics_folder, PERIOD.answers_end)
    assert left.unreadable == 0
    return counted + left.items, tapped(PERIOD)


ALL = said(range(number_of(3, 0)))


def test_mixers_at_once_count_every_mark_once(any_world: World) -> None:
    counted, found = counted_by(any_world, *["well"] * MIXERS)
    assert counted == ALL.total()
    assert found == ALL


def test_mixers_without_lock_and_count_double_marks(any_world: World) -> None:
    counted, found = counted_by(any_world, *["naive"] * MIXERS)
    assert counted > ALL.total()
    assert found.total() > ALL.total()


def test_somebody_who_takes_items_without_the_lock_doubles_nothing(any_world: World) -> None:
    counted, found = counted_by(any_world, "well", "well", "single")
    assert counted == ALL.total()
    assert found == ALL


def test_no_mark_comes_after_the_freeze_has_counted(any_world: World) -> None:
    *mixers, frozen = race(any_world, "well", "well", "freeze")
    assert frozen == tapped(PERIOD).total() == sum(mixers)
    assert 0 < frozen < ALL.total()
    assert sum(waiting(PERIOD).values()) == ALL.total() - frozen


def mix_until_killed(address: str, folder: str, year: int, ready: Any) -> None:
    """One process: mixes a half-year, and lives as long as it may."""
    with bare_app(address).app_context():
        session().execute(text("SELECT 1"))
        session().rollback()
        ready.set()
        mixing.mix(Period(year, 1), Path(folder), NOW)
        db.engine.dispose()


def test_a_mixer_that_is_killed_loses_and_doubles_nothing(any_world: World) -> None:
    settings, killed, everything = any_world.tools.settings, 0, said(range(MANY))
    for seconds in MOMENTS:
        period = new_period()
        put_taps(any_world, class_of(period), range(MANY))
        session().rollback()
        arguments = (settings.database, str(settings.statistics_folder), period.year)
        killed += is_killed(mix_until_killed, *arguments, after=seconds)
        counted = tapped(period)
        assert counted in ({}, everything)
        assert waiting(period) == ({} if counted else {class_of(period): MANY})
        session().rollback()
        mixing.mix(period, settings.statistics_folder, NOW)
        assert tapped(period) == everything
        session().rollback()
    assert killed > 1, "every process had ended before it was killed"
