"""Counts by team: what is left out cannot be had by subtraction, not even knowing the rules."""

import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.team_counts import Column, Count, together, told, told_alike

Telling = Callable[[Mapping[str, Count], Sequence[str]], Column]
World = tuple[int, ...]
Seen = tuple[int | None, tuple[int | None, ...], tuple[bool, ...]]
NAMES = ("nord", "syd", "vest")
NARROWEST = 5


@cache
def team(name: str, number: int) -> Count:
    """A team of three case workers who share the work evenly."""
    return Count({f"{name}{one}": (number + one) // 3 for one in range(3)})


def careless(teams: Mapping[str, Count], lot: Sequence[str]) -> Column:
    """The first control: each number by itself, hidden where it is small."""
    small = {name: count.number < 10 for name, count in teams.items()}
    shown = {name: None if small[name] else 5 * round(teams[name].number / 5) for name in teams}
    return Column(5 * round(together(teams.values()).number / 5), shown)


def by_size(teams: Mapping[str, Count], lot: Sequence[str]) -> Column:
    """The second control: the next smallest is hidden along, as it is usually done."""
    return told(teams, sorted(teams, key=lambda name: (teams[name].number, name)))


def worlds_behind(telling: Telling, names: Sequence[str], top: int) -> Mapping[Seen, set[World]]:
    """Each table that can come out, with all the worlds it can come from.

    Whoever looks on knows the rules and which teams count nothing.
    """
    found: dict[Seen, set[World]] = defaultdict(set)
    for world in itertools.product(range(top), repeat=len(names)):
        counts = {name: team(name, number) for name, number in zip(names, world, strict=True)}
        for lot in itertools.permutations(names):
            column = telling(counts, lot)
            empty = tuple(number == 0 for number in world)
            found[column.whole, tuple(column.teams.values()), empty].add(world)
    return found


def narrowest(telling: Telling, names: Sequence[str], top: int) -> int:
    """How close somebody can come to a hidden number, beside a whole that is told."""
    widths = []
    for (whole, shown, empty), worlds in worlds_behind(telling, names, top).items():
        for place, figure in enumerate(shown):
            if whole is not None and figure is None and not empty[place]:
                numbers = {world[place] for world in worlds}
                widths.append(max(numbers) - min(numbers))
    return min(widths)


@pytest.mark.parametrize(("names", "top"), [(NAMES[:2], 25), (NAMES, 19)])
def test_no_hidden_number_is_known_to_less_than_five(names: Sequence[str], top: int) -> None:
    assert narrowest(told, names, top) >= NARROWEST


@pytest.mark.parametrize(
    ("telling", "names", "top"), [(careless, NAMES[:2], 25), (by_size, NAMES, 14)]
)
def test_careless_tables_give_a_hidden_number_away(
    telling: Telling, names: Sequence[str], top: int
) -> None:
    assert narrowest(telling, names, top) == 0


SIZES = st.lists(st.tuples(st.integers(0, 25), st.integers(0, 6)), min_size=3, max_size=6)


@settings(max_examples=300, deadline=None)
@given(SIZES, st.randoms(use_true_random=False))
def test_nearly_the_same_is_left_out_for_the_same_teams_and_from_every_part(
    sizes: list[tuple[int, int]], chance: object
) -> None:
    links = {f"t{place}": team(f"t{place}", one) for place, (one, _) in enumerate(sizes)}
    held = {
        f"t{place}": team(f"t{place}", max(one - fewer, 0))
        for place, (one, fewer) in enumerate(sizes)
    }
    lot = sorted(links)
    chance.shuffle(lot)  # type: ignore[attr-defined]  # hypothesis hands a Random
    first, second = told_alike([links, held], lot)
    assert first.hidden == second.hidden
    for counts, column in ((links, first), (held, second)):
        left = [counts[name] for name in column.hidden if counts[name].number]
        assert column.hidden == set(counts) or not left or together(left).is_safe
    assert told(held, lot[::-1], first.hidden).hidden >= first.hidden


def test_told_apart_the_next_column_gives_the_hidden_team_away() -> None:
    """The control: nord is 6, hidden in both, and had from one column and the other."""
    links = {"nord": team("nord", 6), "syd": team("syd", 20), "vest": team("vest", 30)}
    first, second = told(links, ("syd", "vest", "nord")), told(links, ("vest", "syd", "nord"))
    shown = {**first.teams, **{name: one for name, one in second.teams.items() if one}}
    assert first.whole is not None and shown["syd"] is not None and shown["vest"] is not None
    assert first.whole - shown["syd"] - shown["vest"] == 5
    assert {one.hidden for one in told_alike([links, links], ("syd", "vest", "nord"))} == {
        frozenset({"nord", "syd"})
    }


COUNTS = st.lists(st.integers(0, 12), min_size=1, max_size=6)


@settings(max_examples=300, deadline=None)
@given(st.lists(COUNTS, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_whatever_is_told_or_left_over_is_safe(teams: list[list[int]], chance: object) -> None:
    counts = {
        f"t{place}": Count({f"w{place}-{one}": number for one, number in enumerate(workers)})
        for place, workers in enumerate(teams)
    }
    lot = sorted(counts)
    chance.shuffle(lot)  # type: ignore[attr-defined]  # hypothesis hands a Random
    column = told(counts, lot)
    shown = {name for name, figure in column.teams.items() if figure is not None}
    assert all(counts[name].is_safe for name in shown)
    assert not shown or column.whole is not None
    left = [counts[name] for name in counts.keys() - shown if counts[name].number]
    if shown and left:
        assert len(left) > 1 and together(left).is_safe
    for figure in (column.whole, *column.teams.values()):
        assert figure is None or (figure >= 10 and figure % 5 == 0)


@pytest.mark.parametrize(
    ("count", "is_safe"),
    [
        (Count({"a": 4, "b": 3, "c": 3}), True),
        (Count({"a": 3, "b": 3, "c": 3}), False),
        (Count({"a": 5, "b": 5}), False),
        (Count({"a": 5, "b": 5, "c": 0}), False),
        (Count({"a": 8, "b": 1, "c": 1}), False),
        (Count({"a": 5, "b": 3, "c": 2}), True),
        (Count({"a": 4, "b": 3, "c": 3}, out_of=15), True),
        (Count({"a": 4, "b": 3, "c": 3}, out_of=14), False),
    ],
)
def test_ten_three_workers_no_half_and_not_nearly_all(count: Count, is_safe: bool) -> None:
    assert count.is_safe == is_safe


def test_a_lone_small_team_takes_another_with_it() -> None:
    counts = {"nord": team("nord", 20), "syd": team("syd", 6), "vest": team("vest", 31)}
    assert told(counts, NAMES) == Column(55, {"nord": None, "syd": None, "vest": 30})
    assert told(counts, ("vest", "syd", "nord")).teams == {"nord": 20, "syd": None, "vest": None}
    del counts["syd"]
    assert told(counts, NAMES) == Column(50, {"nord": 20, "vest": 30})
