"""Protection leaves the numbers useful: small errors, true intervals, most municipalities shown."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.statistics.utility import Usefulness, by_size, shown

HALF_YEARS = 25
COVERED = 0.94
# The mean error in points, by the size of the group; the exact answers have some 5 at 30 already.
MEAN_ERROR = {30: 9.0, 50: 6.5, 100: 5.0, 200: 3.5, 500: 2.5}
# How many of the 98 are told apart at the least, 6–9 and 10–17, at each response.
TOLD_APART = {0.12: (40, 80), 0.25: (75, 90), 0.55: (88, 90)}


@pytest.fixture(scope="module")
def found() -> dict[int, Usefulness]:
    """The errors of the invented half-years."""
    return by_size(HALF_YEARS)


@pytest.mark.parametrize("size", MEAN_ERROR)
def test_a_percentage_is_near_the_truth(found: dict[int, Usefulness], size: int) -> None:
    errors = found[size].published
    assert sum(errors) / len(errors) <= MEAN_ERROR[size]


@pytest.mark.parametrize("size", MEAN_ERROR)
def test_an_interval_holds_the_truth(found: dict[int, Usefulness], size: int) -> None:
    one = found[size]
    held, every = one.covered + one.bands_covered, len(one.published) + one.bands
    assert held / every >= COVERED


@pytest.mark.parametrize("size", MEAN_ERROR)
def test_noise_adds_less_than_a_half_to_the_error(found: dict[int, Usefulness], size: int) -> None:
    """Of the error there is anyway, from who happened to answer."""
    one = found[size]
    assert sum(one.published) <= 1.5 * sum(one.sampled)


@pytest.mark.parametrize("response", TOLD_APART)
def test_most_municipalities_are_told_apart(response: float) -> None:
    told = shown(response, half_years=4)
    for age_group, fewest in zip(AgeGroup, TOLD_APART[response], strict=True):
        assert told[age_group][0] >= fewest
