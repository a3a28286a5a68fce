"""Intervals: sampling, noise and rounding together; the truth lies in nineteen of twenty (D-04)."""

import pytest

from tests.domain.published_law import (
    coverage,
    plain_interval,
    published_interval,
    rounded_interval,
)

# Where it was narrowest among all n to 110, and larger ones.
SIZES = (30, 33, 40, 50, 60, 65, 97, 100, 103, 110, 150, 300, 1000)
CHANCES = (0.05, 0.1, 0.2, 0.25, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)
ENOUGH = 0.94


@pytest.mark.parametrize("children", SIZES)
def test_the_published_interval_holds_the_truth(children: int) -> None:
    """Exact, over every sample and every key; also where the percentage is a band."""
    found = {chance: coverage(children, chance, published_interval) for chance in CHANCES}
    assert min(found.values()) >= ENOUGH, found


@pytest.mark.parametrize("children", [30, 60, 100, 150])
def test_an_interval_that_knows_of_no_noise_does_not(children: int) -> None:
    """The control: Wilson's own of the published counts."""
    assert min(coverage(children, chance, plain_interval) for chance in CHANCES) < ENOUGH


def test_the_interval_is_not_wider_than_it_must_be() -> None:
    """At 70 %: in per cent, beside what sampling alone takes."""
    for children, most in ((30, 60), (100, 26), (300, 13), (1000, 7)):
        low, high = published_interval(round(0.14 * children) * 5, children)
        assert high - low <= most / 100
        plain_low, plain_high = plain_interval(round(0.14 * children) * 5, children)
        assert low < plain_low < plain_high < high
        narrower = rounded_interval(round(0.14 * children) * 5, children)
        assert low <= narrower[0] < narrower[1] <= high
