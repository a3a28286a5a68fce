"""The tally: exact counts of a half-year, by municipality and age group. Nothing here is public.

Beside each count stand the keys of its records, summed: ``cell_keys`` makes the noise of them.

Headlines count first answers only, so that one child weighs once however many meetings it had.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import HEADLINE, ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import WishKind

STANDS = ("yes", "partly", "no")


@dataclass(frozen=True)
class Counts:
    """How many first answers said what to one item: exact numbers of children.

    ``yes_keys`` and its like are sums of record keys.
    """

    yes: int = 0
    partly: int = 0
    no: int = 0
    unsure: int = 0
    skip: int = 0
    yes_keys: int = 0
    partly_keys: int = 0
    no_keys: int = 0

    @property
    def valid(self) -> int:
        """How many took a stand: the base of every share."""
        return self.yes + self.partly + self.no

    @property
    def valid_keys(self) -> int:
        """The keys of those who took a stand."""
        return self.yes_keys + self.partly_keys + self.no_keys

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
            self.yes_keys + other.yes_keys,
            self.partly_keys + other.partly_keys,
            self.no_keys + other.no_keys,
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
    """How often one value of one item was tapped in first answers, and the keys of those marks."""

    municipality: str
    age_group: AgeGroup
    item: str
    value: str
    number: int
    keys: int = 0


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
    keys: int = 0


@dataclass(frozen=True)
class ReplyCounts:
    """What became of the wishes of some kinds, and which municipalities they come from.

    ``outcome_keys`` and ``in_time_keys`` are sums of record keys.
    """

    outcomes: Mapping[Outcome, int]
    in_time: int
    municipalities: frozenset[str]
    outcome_keys: Mapping[Outcome, int] = field(default_factory=dict)
    in_time_keys: int = 0

    @property
    def wishes(self) -> int:
        """How many wishes there were."""
        return sum(self.outcomes.values())

    @property
    def keys(self) -> int:
        """The keys of all of them."""
        return sum(self.outcome_keys.values())


def tally(taps: Iterable[TapCount], people: Iterable[People]) -> tuple[Cell, ...]:
    """A cell for every municipality and age group with a first answer, in order.

    A child that has only later answers stands behind no figure, so a cell never has more children
    than first answers.
    """
    values: dict[tuple[str, AgeGroup], dict[str, dict[str, TapCount]]] = {}
    for one in taps:
        items = values.setdefault((one.municipality, one.age_group), {})
        items.setdefault(one.item, {})[one.value] = one
    behind = {(one.municipality, one.age_group): one for one in people}
    return tuple(
        _cell(behind.get((code, age_group), People(code, age_group, 0, 0)), items)
        for (code, age_group), items in sorted(values.items())
    )


def _cell(people: People, values: Mapping[str, Mapping[str, TapCount]]) -> Cell:
    items = {item: _counts(values.get(item, {})) for item in ITEMS[people.age_group]}
    children = min(people.children, items[HEADLINE].answers)
    return Cell(people.municipality, people.age_group, children, people.workers, items)


def _counts(tapped: Mapping[str, TapCount]) -> Counts:
    numbers = {value: one.number for value, one in tapped.items()}
    keys = {f"{value}_keys": tapped[value].keys for value in STANDS if value in tapped}
    return Counts(**numbers, **keys)


def tally_replies(outcomes: Iterable[OutcomeCount]) -> dict[WishKind, ReplyCounts]:
    """What became of the wishes of each kind, in the whole country."""
    by_kind: dict[WishKind, list[OutcomeCount]] = defaultdict(list)
    for one in outcomes:
        by_kind[one.kind].append(one)
    return {kind: _reply_counts(by_kind[kind]) for kind in WishKind}


def _reply_counts(counted: list[OutcomeCount]) -> ReplyCounts:
    in_time = [one for one in counted if one.in_time]
    by_outcome = {
        outcome: [one for one in counted if one.outcome is outcome] for outcome in Outcome
    }
    return ReplyCounts(
        {outcome: sum(one.number for one in those) for outcome, those in by_outcome.items()},
        sum(one.number for one in in_time),
        frozenset(one.municipality for one in counted),
        {outcome: sum(one.keys for one in those) for outcome, those in by_outcome.items()},
        sum(one.keys for one in in_time),
    )


def all_together(counted: Iterable[ReplyCounts]) -> ReplyCounts:
    """The wishes of several kinds as one."""
    every = list(counted)
    return ReplyCounts(
        {outcome: sum(one.outcomes[outcome] for one in every) for outcome in Outcome},
        sum(one.in_time for one in every),
        frozenset(code for one in every for code in one.municipalities),
        {outcome: sum(one.outcome_keys.get(outcome, 0) for one in every) for outcome in Outcome},
        sum(one.in_time_keys for one in every),
    )
