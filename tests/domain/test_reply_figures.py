"""Wishes: told from a hundred in three municipalities, no hidden kind by subtraction."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.cell_keys import NOISE
from boernestemme.domain.figures import ReplyFigure, Status
from boernestemme.domain.framing import Outcome
from boernestemme.domain.reply_figures import disclose_replies, hide_kinds
from boernestemme.domain.submission import WishKind
from boernestemme.domain.tally import ReplyCounts, all_together

WIDE = frozenset({"0101", "0265", "0461"})
NONE = ReplyCounts(dict.fromkeys(Outcome, 0), 0, frozenset())


def wishes(number: int, where: frozenset[str] = WIDE) -> ReplyCounts:
    """So many wishes: half met, a quarter partly, all the met ones in time."""
    met, partly = number // 2, number // 4
    outcomes = dict(zip(Outcome, (met, partly, number - met - partly), strict=True))
    return ReplyCounts(outcomes, met, where if number else frozenset())


def told(**numbers: int) -> dict[str, ReplyFigure]:
    counted = {kind: wishes(numbers.get(kind, 0)) for kind in WishKind}
    return {figure.kind: figure for figure in disclose_replies(counted)}


def test_wishes_are_told_rounded_by_kind_and_all_together() -> None:
    found = told(topic=203, person=102)
    assert found["topic"] == ReplyFigure("topic", Status.SHOWN, 205, 100, 50, 50, 49)
    assert found["all"].n == 305
    assert [*found] == ["all", *WishKind]


def test_every_count_of_wishes_has_its_noise() -> None:
    met, late = Outcome.MET, NOISE.index(7)
    counted = dict.fromkeys(WishKind, NONE) | {WishKind.NEED: wishes(200)}
    keyed = replace(wishes(200), outcome_keys={met: NOISE.index(-7)}, in_time_keys=late)
    plain, noisy = (
        {one.kind: one for one in disclose_replies(counted | {WishKind.NEED: one})}["need"]
        for one in (wishes(200), keyed)
    )
    assert plain == ReplyFigure("need", Status.SHOWN, 200, 100, 50, 50, 50)
    assert noisy == ReplyFigure("need", Status.SHOWN, 195, 95, 50, 50, 54)


@pytest.mark.parametrize(
    ("number", "where", "status"),
    [
        (100, WIDE, Status.SHOWN),
        (99, WIDE, Status.HIDDEN),
        (900, frozenset({"0101", "0265"}), Status.HIDDEN),
    ],
)
def test_a_hundred_wishes_of_three_municipalities_are_enough(
    number: int, where: frozenset[str], status: Status
) -> None:
    counted = dict.fromkeys(WishKind, NONE) | {WishKind.NEED: wishes(number, where)}
    found = {figure.kind: figure for figure in disclose_replies(counted)}
    assert found["need"].status is found["all"].status is status
    assert (found["need"].n is None) is (status is Status.HIDDEN)


def test_a_kind_that_is_too_small_takes_the_next_smallest_with_it() -> None:
    found = told(topic=500, person=200, place=110, need=30)
    hidden = {kind for kind, figure in found.items() if figure.status is Status.HIDDEN}
    assert hidden == {"need", "place", "private"}


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_what_the_hidden_kinds_hold_together_is_nothing_or_enough(seed: int) -> None:
    chance = Random(seed)
    counted = {
        kind: wishes(
            chance.choice((0, 5, 60, 99, 100, 400)),
            frozenset(chance.sample(sorted(WIDE | {"0751"}), chance.randint(1, 4))),
        )
        for kind in WishKind
    }
    hidden = hide_kinds(counted)
    left = all_together(counted[kind] for kind in hidden)
    is_safe = left.wishes >= 100 and len(left.municipalities) >= 3
    assert left.wishes == 0 or is_safe or hidden == set(WishKind)
    for kind in set(WishKind) - hidden:
        assert counted[kind].wishes >= 100
