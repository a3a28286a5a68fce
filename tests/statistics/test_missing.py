"""Who is missing tells of no single child whether it answered; exact numbers would."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.statistics.missing_attacks import (
    CONTROL,
    INSIDER,
    PRODUCT,
    SUBTRACTION,
    Results,
    attack,
)
from tests.statistics.missing_utility import told

HALF_YEARS = 8


@pytest.fixture(scope="module")
def results() -> Results:
    """The half-years, attacked once."""
    return attack(HALF_YEARS)


def test_who_knows_all_answers_but_one_hardly_learns_it(results: Results) -> None:
    learned = results[INSIDER, PRODUCT]
    assert learned.attacked > 90 * HALF_YEARS
    assert learned.share_near <= 0.01 and learned.advantage <= 0.05, learned


def test_what_is_hidden_is_not_found_by_subtraction(results: Results) -> None:
    learned = results[SUBTRACTION, PRODUCT]
    assert learned.attacked > 0 and learned.exact == 0


def test_exact_numbers_are_broken(results: Results) -> None:
    """The control."""
    assert results[INSIDER, CONTROL].share_near >= 0.02, results
    assert results[SUBTRACTION, CONTROL].exact >= 1, results


def test_where_a_quarter_answer_nearly_every_municipality_is_told_and_rightly() -> None:
    found = told(0.25, half_years=1)
    assert found[AgeGroup.YOUNGER].bands >= 75 and found[AgeGroup.OLDER].bands >= 90
    assert all(one.right >= 0.9 * one.bands for one in found.values())
