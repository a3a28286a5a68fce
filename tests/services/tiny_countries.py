"""Countries of a few municipalities, published by chance, and every truth that could be behind.

The truths are found by trying them all: each number is kept that some noise and the rounding would
publish as it was published. Nothing of the audit is used for it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import product
from math import prod
from random import Random

import numpy as np

from boernestemme.domain.disclosure import COUNTRY, PROTECTION
from boernestemme.domain.figures import Area, AreaKind, Figure, Status
from boernestemme.domain.knowledge import Sum
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.domain.shares import rounded

ANSWERS = {AgeGroup.YOUNGER: ("yes", "no"), AgeGroup.OLDER: ("yes", "partly", "no")}
CODES = ("0101", "0265", "0461", "0751")
FEWEST = 10
MOST = 130
MOST_TRIED = 200_000


def release_of(figures: Sequence[Figure], noise: int) -> Release:
    """A release of these figures alone, made with noise of at most so much."""
    protection = replace(PROTECTION, largest_noise=noise)
    day = date(2027, 2, 1)
    return Release(Period(2026, 2), 1, "2007", 4, 98, day, "", tuple(figures), (), (1,), protection)


def area(code: str) -> Area:
    """A municipality."""
    return Area(AreaKind.MUNICIPALITY, code, MUNICIPALITIES[code])


def figure(
    age_group: AgeGroup, where: Area, n: int | None, counts: Sequence[int] | None = None
) -> Figure:
    """A figure of the headline item; without counts it tells its n alone, without n nothing."""
    if n is None:
        return Figure(age_group, where, "heard", Status.HIDDEN)
    if counts is None:
        return Figure(age_group, where, "heard", Status.UNCERTAIN, n)
    told = dict(zip(ANSWERS[age_group], counts, strict=True))
    return Figure(age_group, where, "heard", Status.SHOWN, n, **told)


def tiny(chance: Random, age_group: AgeGroup, noise: int) -> Release:
    """A country of three or four municipalities with up to twelve of each answer."""
    answers = ANSWERS[age_group]
    truths = {
        code: [chance.randint(0, 12) for _ in answers]
        for code in chance.sample(CODES, chance.choice((3, 3, 3, 4)))
    }
    if sum(map(sum, truths.values())) < FEWEST:
        return tiny(chance, age_group, noise)
    silent = {
        code for code, truth in truths.items() if sum(truth) < FEWEST or chance.random() < 0.2
    }
    while silent and sum(sum(truths[code]) for code in silent) < FEWEST:
        silent.add(next(code for code in truths if code not in silent))
    whole = [sum(column) for column in zip(*truths.values(), strict=True)]
    figures = [_published(chance, age_group, COUNTRY, whole, noise)]
    for code, truth in truths.items():
        told = _published(chance, age_group, area(code), truth, noise)
        figures.append(figure(age_group, area(code), None) if code in silent else told)
    return release_of(figures, noise)


def _published(
    chance: Random, age_group: AgeGroup, where: Area, truth: Sequence[int], noise: int
) -> Figure:
    def told(count: int) -> int:
        return rounded(max(0, count + chance.randint(-noise, noise))) if count else 0

    counts = None if chance.random() < 0.1 else [told(count) for count in truth]
    return figure(age_group, where, max(told(sum(truth)), FEWEST), counts)


def truths_of(release: Release) -> np.ndarray | None:
    """Every truth that could be behind the release, as rows; None where they are too many to try.

    The columns are the answers of the first municipality, then those of the next.
    """
    country, *parts = release.figures
    noise = release.protection.largest_noise if release.protection else 0
    own = [_own(part, noise, country) for part in parts]
    if prod(map(len, own)) > MOST_TRIED:
        return None
    rows = np.zeros((1, 0), np.int16)
    for one in own:
        rows = np.hstack([np.repeat(rows, len(one), 0), np.tile(one, (len(rows), 1))])
    by_part = rows.reshape(len(rows), len(parts), -1)
    fits = _fits(country, by_part.sum(axis=1), noise)
    silent = [part.status is Status.HIDDEN for part in parts]
    if any(silent) and not all(silent):
        fits &= by_part[:, silent].sum(axis=(1, 2)) >= FEWEST
    return rows[fits]


def range_in(truths: np.ndarray, release: Release, cell: Sum) -> tuple[int, int]:
    """The smallest and largest a sum is in any of the truths."""
    country, *parts = release.figures
    columns = list(product((part.area for part in parts), ANSWERS[country.age_group]))
    at = [columns.index(one) for one in product(cell.places, cell.answers)]
    values = truths[:, at].sum(axis=1)
    return int(values.min()), int(values.max())


def _own(part: Figure, noise: int, country: Figure) -> np.ndarray:
    """Everything one area can be by itself; a silent one is at most what the country holds."""
    highest = _highest(country if part.n is None else part, noise)
    own = np.indices([top + 1 for top in highest], np.int16).reshape(len(highest), -1).T
    return own if part.n is None else own[_fits(part, own, noise)]


def _highest(part: Figure, noise: int) -> list[int]:
    told = [getattr(part, answer) for answer in ANSWERS[part.age_group]]
    whole = max(np.flatnonzero(_could_be(part.n or 0, noise)))
    return [whole if one is None else max(np.flatnonzero(_could_be(one, noise))) for one in told]


def _fits(part: Figure, counts: np.ndarray, noise: int) -> np.ndarray:
    whole = counts.sum(axis=1)
    fits = _could_be(part.n or 0, noise, FEWEST)[whole] & (whole >= FEWEST)
    for number, answer in enumerate(ANSWERS[part.age_group]):
        told = getattr(part, answer)
        if told is not None:
            fits &= _could_be(told, noise)[counts[:, number]]
    return np.asarray(fits)


@cache
def _could_be(published: int, noise: int, least: int = 0) -> np.ndarray:
    """For every count from 0 on: whether some noise makes it this published number."""
    kept = [True] if published == max(0, least) else [False]
    for count in range(1, MOST):
        told = (rounded(max(0, count + one)) for one in range(-noise, noise + 1))
        kept.append(any(max(one, least) == published for one in told))
    return np.array(kept)
