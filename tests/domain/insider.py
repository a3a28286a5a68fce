"""The insider: knows what every child of a cell said but one, and reads the published counts.

He goes through all he may see, exactly: the keys of the four cells are summed over every key there
can be. That n's key is the sum of the other three gives him nothing he does not use here.
"""

from collections import Counter
from collections.abc import Callable
from functools import cache
from itertools import product
from random import Random

from boernestemme.domain.shares import rounded
from tests.domain.published_law import keys_of

PRIORS = (0.72, 0.16, 0.12)  # yes, partly, no
CERTAIN = 0.95
COUNTRIES = 40
SLOT, RING = 32, 32 * 256
Seen = dict[tuple[int, ...], float]


def _spread(keys: tuple[int, ...]) -> int:
    """A set of keys as a polynomial: one slot of bits for each key."""
    return sum(1 << SLOT * key for key in keys)


def _added(one: int, other: int) -> int:
    """How many ways lead to each sum of two keys, modulo 256."""
    raw = one * other
    return (raw & ((1 << RING) - 1)) + (raw >> RING)


@cache
def noisy_and_rounded(yes: int, partly: int, no: int) -> Seen:
    """How likely each published (yes, partly, no, n) is."""
    parts = [
        [(told, _spread(keys), len(keys)) for told, keys in keys_of(count).items()]
        for count in (yes, partly, no)
    ]
    every = 1
    for part in parts:
        every *= sum(keys for _, _, keys in part)
    seen: Seen = {}
    for (a, x, _), (b, y, _), (c, z, _) in product(*parts):
        ways = _added(_added(x, y), z).to_bytes(RING // 8, "little")
        slots = memoryview(ways).cast("I")
        for n, keys in keys_of(yes + partly + no).items():
            if found := sum(slots[key] for key in keys):
                seen[a, b, c, n] = found / every
    return seen


def only_rounded(yes: int, partly: int, no: int) -> Seen:
    """The control: counts that are rounded and no more."""
    return {tuple(map(rounded, (yes, partly, no, yes + partly + no))): 1.0}


def what_he_learns(
    children: int, published: Callable[[int, int, int], Seen]
) -> tuple[float, float]:
    """How often he is near certain, and how much more often right than by the priors alone."""
    chance = Random(children)
    certain = right = 0.0
    for _ in range(COUNTRIES):
        others = Counter(chance.choices(range(3), PRIORS, k=children - 1))
        laws = [
            published(*(others[said] + (said == answer) for said in range(3)))
            for answer in range(3)
        ]
        for seen in set().union(*laws):
            likely = [prior * law.get(seen, 0.0) for prior, law in zip(PRIORS, laws, strict=True)]
            right += max(likely) / COUNTRIES
            if max(likely) >= CERTAIN * sum(likely):
                certain += sum(likely) / COUNTRIES
    return certain, right - max(PRIORS)
