"""Mixing: the box is opened where ten hide each other, and what they said is counted, unlinked.

One municipality's half-year at a time, in a transaction of its own under the half-year's lock.
So any number of runs may meet; a run that dies leaves everything as it was; and what children
put into the box meanwhile waits for the next run.

Marks that were there before are written anew together with the new ones, under new ids and in an
order of chance; so is what stays in the box. Neither place, id nor transaction of a row tells
which batch it came with. Each keeps its record key, which is drawn when it is first written and
says nothing of anybody. The price: a run that finds a batch writes all marks of that
municipality's half-year again, five thousand in about a quarter of a second, and every run opens
all that waits, about a tenth of a millisecond an item; both while it holds the lock.
"""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from boernestemme.domain.errors import CannotOpen, Conflict, NotPermitted
from boernestemme.domain.marks import FEWEST, BoxKind
from boernestemme.domain.period import Period
from boernestemme.services.box_reading import ReadItem, read_all
from boernestemme.storage import marks, mixer_box, people_hashes, reply_marks, statistics_keys
from boernestemme.storage.db import transaction
from boernestemme.storage.mark_opening import BoxOpener

Thing = TypeVar("Thing")
TABLES = {BoxKind.TAPS: marks, BoxKind.REPLY: reply_marks}


@dataclass(frozen=True)
class Mixed:
    """What a run did: items that left the box, and items in it that nobody can read."""

    items: int = 0
    unreadable: int = 0

    def __add__(self, other: "Mixed") -> "Mixed":
        return Mixed(self.items + other.items, self.unreadable + other.unreadable)


def mix_all(folder: Path, now: datetime) -> Mixed:
    """Mix every half-year something waits for; ``folder`` holds the half-years' secrets."""
    return sum((mix(period, folder, now) for period in mixer_box.periods()), Mixed())


def mix(period: Period, folder: Path, now: datetime) -> Mixed:
    """Mix one half-year: of each class of items all that wait, once ten of them count.

    Ten that count, not ten that lie there: who was at the meeting knows which child was not. From
    ``period.answers_end`` on everything is opened, for then no more can come.
    """
    municipalities = mixer_box.municipalities(period)
    return sum((_mix(period, code, folder, now) for code in municipalities), Mixed())


def discard_unreadable(period: Period, folder: Path, now: datetime) -> int:
    """Throw away what nobody could read of a half-year, that it may be frozen; how many items.

    Whatever can be read is counted first. Raises NotPermitted before the last answer was due.
    """
    if now < period.answers_end:
        raise NotPermitted("answers may still come")
    mix(period, folder, now)
    with transaction():
        return mixer_box.destroy(period)


def _mix(period: Period, municipality: str, folder: Path, now: datetime) -> Mixed:
    try:
        with transaction():
            is_alive = statistics_keys.lock(period)
            size = mixer_box.size(period, municipality)
            readable = _readable(period, municipality, folder) if is_alive else []
            batch = _batch(readable, opens_all=now >= period.answers_end)
            if batch:
                _take(readable)
                _count(period, municipality, batch)
                _put_back(readable, batch)
            return Mixed(len(batch), size - len(readable))
    except Conflict:
        return Mixed()


def _readable(period: Period, municipality: str, folder: Path) -> list[ReadItem]:
    """What can be read of all that waits, in an order of chance."""
    try:
        opener = BoxOpener(folder, period)
    except CannotOpen:
        return []
    waiting = mixer_box.waiting(period, municipality)
    return read_all(_shuffled(waiting), opener, municipality)


def _batch(readable: Sequence[ReadItem], *, opens_all: bool) -> list[ReadItem]:
    """The items whose class has enough that count."""
    counting = Counter(one.item.what for one in readable if one.counts)
    return [one for one in readable if opens_all or counting[one.item.what] >= FEWEST]


def _take(items: Sequence[ReadItem]) -> None:
    """Empty the box of all that could be read. Raises Conflict when somebody else took a part."""
    if mixer_box.take([one.item.id for one in items]) != len(items):
        raise Conflict


def _count(period: Period, municipality: str, batch: Sequence[ReadItem]) -> None:
    """Write a batch, and all that was there before, anew."""
    for kind, table in TABLES.items():
        new = [row for one in batch if one.item.what.kind is kind for row in one.rows]
        if new:
            table.add_all(_shuffled(table.take_all(period, municipality) + new))
    people = {who for one in batch for who in one.people}
    if people:
        known = people_hashes.take_all(period, municipality)
        people_hashes.add_all(period, _shuffled(known | people))


def _put_back(items: Sequence[ReadItem], batch: Sequence[ReadItem]) -> None:
    """Put what was not counted into the box again, in the order of chance it comes in."""
    counted = {one.item.id for one in batch}
    rest = [one.item for one in items if one.item.id not in counted]
    mixer_box.put_back([(item.what, item.content) for item in rest])


def _shuffled(things: Iterable[Thing]) -> list[Thing]:
    mixed = list(things)
    secrets.SystemRandom().shuffle(mixed)
    return mixed
