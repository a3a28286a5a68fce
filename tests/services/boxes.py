"""What tests of the mixer do again and again: fill its box, mix, and count what came of it."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count, product

from sqlalchemy import select, text

from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import ITEMS, OLDER_SCALE, YOUNGER_SCALE
from boernestemme.domain.marks import (
    BoxKind,
    MixClass,
    Taps,
    Whose,
    WishOutcome,
    outcomes_to_bytes,
    taps_to_bytes,
    whose_to_bytes,
)
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.submission import WishKind
from boernestemme.services import mixing
from boernestemme.services.mixing import Mixed
from boernestemme.storage import mixer_box
from boernestemme.storage.db import session, transaction
from boernestemme.storage.mark_sealing import seal_item
from boernestemme.storage.marks import MarkRow
from tests.factories import NOW
from tests.world import World

_years = count(2101)
SCALES = {AgeGroup.YOUNGER: YOUNGER_SCALE, AgeGroup.OLDER: OLDER_SCALE}


def new_period() -> Period:
    """A half-year that no other test of the shared world puts anything into."""
    return Period(next(_years), 1)


def class_of(period: Period, **changes: object) -> MixClass:
    """The class of a child of 10–17 that answers for the first time."""
    usual = MixClass(BoxKind.TAPS, "0265", period, AgeGroup.OLDER, True)
    return replace(usual, **changes)  # type: ignore[arg-type]  # changes are named by each test


def taps(number: int, age_group: AgeGroup = AgeGroup.OLDER) -> Taps:
    """Taps that no other number has."""
    items = ITEMS[age_group]
    values = list(product(SCALES[age_group], repeat=len(items)))[number]
    return Taps(1, True, dict(zip(items, values, strict=True)))


NOT_THERE = Taps(1, False, {})


def put(world: World, what: MixClass, contents: Iterable[bytes]) -> None:
    """Seal contents to the half-year's key and put them into the box."""
    with transaction():
        key = world.links.statistics.public_key(what.period)
        for content in contents:
            mixer_box.add(what, seal_item(key, what, content))


def put_taps(world: World, what: MixClass, numbers: Iterable[int]) -> None:
    """One item of distinct taps for each number."""
    put(world, what, (taps_to_bytes(taps(number, what.age_group)) for number in numbers))


def put_whose(world: World, period: Period, meeting_ids: Iterable[str | None]) -> None:
    """One item for each meeting that an answer was about."""
    what = class_of(period, kind=BoxKind.WHOSE, is_first=False)
    put(world, what, (whose_to_bytes(Whose(one)) for one in meeting_ids))


def put_reply(world: World, period: Period, *outcomes: Outcome) -> None:
    """One reply, given in time, with a wish for each outcome."""
    what = class_of(period, kind=BoxKind.REPLY, is_first=False)
    wishes = tuple(WishOutcome(WishKind.PLACE, outcome, True) for outcome in outcomes)
    put(world, what, [outcomes_to_bytes(wishes)])


def mix(world: World, period: Period, now: datetime = NOW) -> Mixed:
    """Mix one half-year."""
    return mixing.mix(period, world.tools.settings.statistics_folder, now)


def at_the_end(period: Period, seconds: float = 0) -> datetime:
    """So much after the last moment a half-year's links can be used."""
    return period.answers_end + timedelta(seconds=seconds)


def waiting(period: Period) -> Counter[MixClass]:
    """How many items of each class are in the box."""
    codes = mixer_box.municipalities(period)
    return Counter(item.what for code in codes for item in mixer_box.waiting(period, code))


def tapped(period: Period) -> Counter[tuple[str, ...]]:
    """What all marks of a half-year say, item by item."""
    rows = session().scalars(select(MarkRow).where(MarkRow.period == str(period)))
    return Counter(
        tuple(getattr(row, item) for item in ITEMS[AgeGroup(row.age_group)]) for row in rows
    )


def said(numbers: Iterable[int], age_group: AgeGroup = AgeGroup.OLDER) -> Counter[tuple[str, ...]]:
    """What marks of these numbers would say."""
    return Counter(tuple(taps(number, age_group).values.values()) for number in numbers)


def keys_of(table: str, period: Period) -> set[str]:
    """The keys of a table's rows of one half-year."""
    query = text(f"SELECT id FROM {table} WHERE period = :period")
    return set(session().scalars(query, {"period": str(period)}))
