"""Five million invented marks: 98 municipalities, 20 half-years, written as the mixer leaves them.

Ids are random and in their order, so that what belongs together lies nowhere near each other.
"""

import secrets
from collections.abc import Iterator
from random import Random

from bench.bulk import Row, writer
from boernestemme.cli.demo_numbers import OUTCOMES, SHARES, TAPPED, THOUSANDS
from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.instruments.after import ITEMS, OLDER_ITEMS, VERSION
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.submission import WishKind
from boernestemme.storage.ids import ID_LENGTH
from boernestemme.storage.people_hashes import Counted

HALF_YEARS = 20
ANSWERED_BEFORE, OLDER = 0.1, 0.7
CHILDREN_PER_WORKER = 6
TAP_SETS = 4096  # so many sets of taps are drawn, and then drawn from
AT_ONCE = 50_000
MARK = ("id", "municipality", "period", "age_group", "version", "is_first", *OLDER_ITEMS,
        "is_helped", "record_key", "is_interpreted")  # fmt: skip
REPLY = ("id", "municipality", "period", "age_group", "kind", "outcome", "in_time", "record_key")
PERSON = ("period", "municipality", "age_group", "who", "digest")


def half_years(newest: Period) -> list[Period]:
    """The half-years that are filled, the oldest first."""
    found = [newest]
    while len(found) < HALF_YEARS:
        found.append(found[-1].previous)
    return found[::-1]


def fill(address: str, kind: str, newest: Period, number: int) -> None:
    """Write ``number`` marks over all half-years.

    The newest, which is to be frozen, has people and one reply-mark a mark besides.
    """
    chance = Random(number)
    with writer(address, kind) as into:
        into.write("marks", MARK, _marks(chance, half_years(newest), number))
        each = number // HALF_YEARS
        into.write("reply_marks", REPLY, _reply_marks(chance, newest, each))
        into.write("people_hashes", PERSON, _people(chance, newest, each))


def _marks(chance: Random, periods: list[Period], number: int) -> Iterator[Row]:
    names = [str(period) for period in periods]
    taps = {age: [_taps(chance, age) for _ in range(TAP_SETS)] for age in AgeGroup}
    codes, weights = list(THOUSANDS), list(THOUSANDS.values())
    for begin in range(0, number, AT_ONCE):
        places = chance.choices(codes, weights, k=min(AT_ONCE, number - begin))
        for offset, code in enumerate(places):
            age = AgeGroup.OLDER if chance.random() < OLDER else AgeGroup.YOUNGER
            is_first = chance.random() >= ANSWERED_BEFORE
            key = chance.randrange(KEYS)
            row_id = _row_id(begin + offset, number)
            period = chance.choice(names)
            yield (
                row_id,
                code,
                period,
                age.value,
                VERSION,
                is_first,
                *chance.choice(taps[age]),
                False,
                key,
                False,
            )


def _taps(chance: Random, age_group: AgeGroup) -> Row:
    """Of 6–9 nobody is asked *partly*."""
    asked, is_younger = ITEMS[age_group], age_group is AgeGroup.YOUNGER
    shares = {
        item: (yes, 0 if is_younger else partly, no, unsure)
        for item, (yes, partly, no, unsure) in SHARES.items()
    }
    return tuple(
        chance.choices(TAPPED, shares[item])[0] if item in asked else None for item in OLDER_ITEMS
    )


def _row_id(number: int, every: int) -> str:
    """A random id that follows the one before it."""
    place = number * 16**8 // every
    return f"{place:08x}{secrets.token_hex(ID_LENGTH // 2)}"[:ID_LENGTH]


def _reply_marks(chance: Random, period: Period, number: int) -> Iterator[Row]:
    codes, weights = list(THOUSANDS), list(THOUSANDS.values())
    kinds, ends = [kind.value for kind in WishKind], [outcome.value for outcome in OUTCOMES]
    for place, code in enumerate(chance.choices(codes, weights, k=number)):
        row_id, key = _row_id(place, number), chance.randrange(KEYS)
        told = chance.choice(kinds), chance.choice(ends), chance.random() < 0.8, key
        yield row_id, code, str(period), AgeGroup.OLDER.value, *told


def _people(chance: Random, period: Period, number: int) -> Iterator[Row]:
    codes, weights = list(THOUSANDS), list(THOUSANDS.values())
    for place, code in enumerate(chance.choices(codes, weights, k=number)):
        age = AgeGroup.OLDER if chance.random() < OLDER else AgeGroup.YOUNGER
        who = Counted.WORKER if place % CHILDREN_PER_WORKER == 0 else Counted.CHILD
        yield str(period), code, age.value, who.value, secrets.token_bytes(32)
