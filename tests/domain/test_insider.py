"""One child's answer stays its own, even from whoever knows all the others' (STA-05)."""

import pytest

from tests.domain.insider import noisy_and_rounded, only_rounded, what_he_learns

SIZES = (30, 60, 150)


@pytest.mark.parametrize("children", SIZES)
def test_whoever_knows_all_but_one_learns_next_to_nothing(children: int) -> None:
    certain, advantage = what_he_learns(children, noisy_and_rounded)
    assert certain <= 0.01
    assert advantage <= 0.05


@pytest.mark.parametrize("children", SIZES)
def test_rounding_alone_gives_the_child_away(children: int) -> None:
    """The control."""
    certain, advantage = what_he_learns(children, only_rounded)
    assert certain > 0.15
    assert advantage > 0.05


def test_he_sees_every_key_there_can_be() -> None:
    for counts in ((21, 5, 3), (8, 0, 2), (30, 0, 0)):
        assert sum(noisy_and_rounded(*counts).values()) == pytest.approx(1)
    assert all(n == yes for yes, _, _, n in noisy_and_rounded(30, 0, 0))
