"""Which counts of work may be told by team, so that no small one can be had by subtraction.

A count is told from 10 up, where at least 3 case workers stand behind it and none of them behind
more than half, and rounded to 5. What is too small is left out together with one of the others,
until what was left out is large enough itself: the whole less what is told is then no small count
either. No count here is ever of one case worker.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.month import Month
from boernestemme.domain.shares import rounded

FEWEST = 10
FEWEST_WORKERS = 3
# Fewer than this that did not answer are told of no more than fewer that did.
FEWEST_LEFT = 5


@dataclass(frozen=True)
class Count:
    """What is behind one figure: how many for each case worker, and of how many in all.

    ``out_of`` is None where the others of it are nobody's secret.
    """

    by_worker: Mapping[str, int]
    out_of: int | None = None

    @property
    def number(self) -> int:
        """How many."""
        return sum(self.by_worker.values())

    @property
    def is_safe(self) -> bool:
        """True where the figure tells of nobody."""
        workers = [one for one in self.by_worker.values() if one]
        return (
            self.number >= FEWEST
            and len(workers) >= FEWEST_WORKERS
            and 2 * max(workers) <= self.number
            and (self.out_of is None or self.out_of - self.number >= FEWEST_LEFT)
        )


@dataclass(frozen=True)
class Column:
    """One thing that is counted: the whole, and each team; None where it may not be told."""

    whole: int | None
    teams: Mapping[str, int | None]

    @property
    def hidden(self) -> frozenset[str]:
        """The teams that are not told."""
        return frozenset(name for name, figure in self.teams.items() if figure is None)


@dataclass(frozen=True)
class Line:
    """One line of a month's table: a team by name, and its figures in the order of the columns.

    ``name`` is None for the whole, for those without a team, and for a team that is no more.
    """

    name: str | None
    is_whole: bool
    is_teamless: bool
    is_own: bool
    figures: tuple[int | None, ...]


@dataclass(frozen=True)
class CountedMonth:
    """One month: the whole municipality first, then the own team, then the others by name."""

    month: Month
    lines: tuple[Line, ...]


def told_alike(columns: Sequence[Mapping[str, Count]], lot: Sequence[str]) -> list[Column]:
    """What may be told of things that are nearly the same number: the same teams in each.

    A team that is told in one of them would else all but be told in the other.
    """
    found, hidden = [told(one, lot) for one in columns], frozenset[str]()
    while hidden != frozenset().union(*(one.hidden for one in found)):
        hidden = frozenset().union(*(one.hidden for one in found))
        found = [told(one, lot, hidden) for one in columns]
    return found


def told(
    teams: Mapping[str, Count], lot: Sequence[str], also: frozenset[str] = frozenset()
) -> Column:
    """What may be told of one thing that is counted in every team of a municipality.

    A case worker is in one team. The whole is rounded by itself, never added up from the teams.
    ``lot`` has all teams in an order drawn by chance, and once: a second draw would tell more.
    ``also`` are left out whatever they count: those that are, where this is a part of another.
    """
    whole = together(teams.values())
    if not whole.is_safe:
        return Column(None, dict.fromkeys(teams))
    apart = _left_out(teams, lot, also)
    return Column(
        rounded(whole.number),
        {name: None if name in apart else rounded(count.number) for name, count in teams.items()},
    )


def together(counts: Iterable[Count]) -> Count:
    """Several counts as one."""
    by_worker: dict[str, int] = {}
    out_of: int | None = 0
    for count in counts:
        for worker, number in count.by_worker.items():
            by_worker[worker] = by_worker.get(worker, 0) + number
        out_of = None if out_of is None or count.out_of is None else out_of + count.out_of
    return Count(by_worker, out_of)


def _left_out(teams: Mapping[str, Count], lot: Sequence[str], also: frozenset[str]) -> set[str]:
    """The teams that are not told: those too small, and who hides them.

    The lot says who hides them. Taken by size or by name, it would be known whether somebody was
    taken and how large they are at most, and that gives small counts away. A team that counts
    nothing at all hides nobody.
    """
    apart = {name for name, count in teams.items() if not count.is_safe} | also
    rest = [name for name in lot if name not in apart]
    while not _is_hidden([teams[name] for name in apart if teams[name].number]):
        if not rest:
            return set(teams)
        apart.add(rest.pop(0))
    return apart


def _is_hidden(apart: list[Count]) -> bool:
    return not apart or (len(apart) > 1 and together(apart).is_safe)
