"""The tally: exact counts of a half-year, by municipality and age group. Nothing here is public.

Headlines count first answers only, so that one child weighs once however many meetings it had.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import HEADLINE, ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import WishKind


@dataclass(frozen=True)
class Counts:
    """How many first answers said what to one item: exact numbers of children."""

    yes: int = 0
    partly: int = 0
    no: int = 0
    unsure: int = 0
    skip: int = 0

    @property
    def valid(self) -> int:
        """How many took a stand: the base of every share."""
        return self.yes + self.partly + self.no

    @property
    def answers(self) -> int:
        """How many there were at all."""
        return self.valid + self.unsure + self.skip

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.yes + other.yes,
            self.partly + other.partly,
            self.no + other.no,
            self.unsure + other.unsure,
            self.skip + other.skip,
        )


@dataclass(frozen=True)
class Cell:
    """One municipality's first answers of one age group, and how many people stand behind them."""

    municipality: str
    age_group: AgeGroup
    children: int
    workers: int
    items: Mapping[str, Counts]


@dataclass(frozen=True)
class TapCount:
    """How often one value of one item was tapped in first answers."""

    municipality: str
    age_group: AgeGroup
    item: str
    value: str
    number: int


@dataclass(frozen=True)
class People:
    """How many distinct children and case workers stand behind a municipality's answers."""

    municipality: str
    age_group: AgeGroup
    children: int
    workers: int


@dataclass(frozen=True)
class OutcomeCount:
    """How often the wishes of one kind came to one outcome in one municipality."""

    municipality: str
    kind: WishKind
    outcome: Outcome
    in_time: bool
    number: int


@dataclass(frozen=True)
class ReplyCounts:
    """What became of the wishes of some kinds, and which municipalities they come from."""

    outcomes: Mapping[Outcome, int]
    in_time: int
    municipalities: frozenset[str]

    @property
    def wishes(self) -> int:
        """How many wishes there were."""
        return sum(self.outcomes.values())


def tally(taps: Iterable[TapCount], people: Iterable[People]) -> tuple[Cell, ...]:
    """A cell for every municipality and age group with a first answer, in order.

    A child that has only later answers stands behind no figure, so a cell never has more children
    than first answers.
    """
    values: dict[tuple[str, AgeGroup], dict[str, dict[str, int]]] = {}
    for one in taps:
        items = values.setdefault((one.municipality, one.age_group), {})
        items.setdefault(one.item, {})[one.value] = one.number
    behind = {(one.municipality, one.age_group): one for one in people}
    return tuple(
        _cell(behind.get((code, age_group), People(code, age_group, 0, 0)), items)
        for (code, age_group), items in sorted(values.items())
    )


def _cell(people: People, values: Mapping[str, Mapping[str, int]]) -> Cell:
    items = {item: Counts(**values.get(item, {})) for item in ITEMS[people.age_group]}
    children = min(people.children, items[HEADLINE].answers)
    return Cell(people.municipality, people.age_group, children, people.workers, items)


def tally_replies(outcomes: Iterable[OutcomeCount]) -> dict[WishKind, ReplyCounts]:
    """What became of the wishes of each kind, in the whole country."""
    by_kind: dict[WishKind, list[OutcomeCount]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.kind].append(one)
    return {kind: _reply_counts(by_kind[kind]) for kind in WishKind}


def _reply_counts(counted: list[OutcomeCount]) -> ReplyCounts:
    outcomes = {
        outcome: sum(one.number for one in counted if one.outcome is outcome) for outcome in Outcome
    }
    in_time = sum(one.number for one in counted if one.in_time)
    return ReplyCounts(outcomes, in_time, frozenset(one.municipality for one in counted))


def all_together(counted: Iterable[ReplyCounts]) -> ReplyCounts:
    """The wishes of several kinds as one."""
    every = list(counted)
    outcomes = {outcome: sum(one.outcomes[outcome] for one in every) for outcome in Outcome}
    municipalities = frozenset(code for one in every for code in one.municipalities)
    return ReplyCounts(outcomes, sum(one.in_time for one in every), municipalities)
