"""Eight attackers on a hundred invented years: nobody is found, and each control is broken.

Exact recoveries are counted for whoever has only what is public. An insider, or municipalities
that collude, know nearly all of it already: what counts for them is how often they become
near-certain, and how much better they guess.
"""

import pytest

from tests.night.runs import Run
from tests.statistics.campaign import Results, campaign, table

YEARS = 100
PUBLIC = ("subtraction", "adding up", "one child more", "overlap", "homogeneity")
KNOWING = ("insider", "colluding")
NEAR_AT_MOST = 0.01
POINTS_AT_MOST = 0.05
# What each weaker protection gives away: the least share of exact or near-certain recoveries.
BROKEN = {
    ("subtraction", "suppression only"): 0.2,
    ("adding up", "live table"): 0.99,
    ("overlap", "live table"): 0.99,
    ("homogeneity", "live table"): 0.002,
    ("one child more", "live table"): 0.8,
    ("one child more", "rounding only"): 0.05,
    ("insider", "live table"): 0.99,
    ("insider", "rounding only"): 0.1,
    ("colluding", "rounding only"): 0.02,
}


@pytest.fixture(scope="module")
def results() -> Results:
    """The hundred years, attacked once."""
    return campaign(YEARS)


@pytest.mark.parametrize("attack", PUBLIC)
def test_nobody_recovers_an_answer_from_what_is_public(results: Results, attack: str) -> None:
    learned = results[attack, "product"]
    assert learned.exact == 0, table(results)


@pytest.mark.parametrize("attack", KNOWING)
def test_who_knows_nearly_all_hardly_learns_the_rest(results: Results, attack: str) -> None:
    learned = results[attack, "product"]
    assert learned.attacked >= YEARS
    assert learned.share_near <= NEAR_AT_MOST, table(results)
    assert learned.advantage <= POINTS_AT_MOST, table(results)


@pytest.mark.parametrize(("attack", "name"), BROKEN)
def test_a_weaker_protection_is_broken(results: Results, attack: str, name: str) -> None:
    assert results[attack, name].share_near >= BROKEN[attack, name], table(results)


def test_what_is_attacked_is_there_to_attack(results: Results) -> None:
    """The attack by subtraction has hidden areas in the product too, if only in a few years."""
    for attack in (*PUBLIC, *KNOWING):
        assert results[attack, "product"].attacked > 0, attack


@pytest.mark.night
def test_F17_a_thousand_years() -> None:
    """The long programme: the same, in ten times as many years."""
    run = Run("F17", ("years",))
    for _, figures in run.rounds("years"):
        check(results := campaign(10 * YEARS, seed=2))
        knowing = [results[attack, "product"] for attack in KNOWING]
        figures["near"] = 100 * max(one.share_near for one in knowing)
        figures["advantage"] = 100 * max(one.advantage for one in knowing)
        figures["live"] = 100 * results["overlap", "live table"].share_near
    run.close(
        f"{10 * YEARS} years, 0 exact; near-certain {run.sum('near'):.2f} %, "
        f"advantage {run.sum('advantage'):.1f} points",
        f"live table: {run.sum('live'):.0f} % recovered; {len(BROKEN)} of {len(BROKEN)} broken",
    )


def check(results: Results) -> None:
    """Nobody is found, and each control is broken."""
    for attack in PUBLIC:
        assert results[attack, "product"].exact == 0, table(results)
    for attack in KNOWING:
        learned = results[attack, "product"]
        assert learned.share_near <= NEAR_AT_MOST, table(results)
        assert learned.advantage <= POINTS_AT_MOST, table(results)
    for (attack, name), least in BROKEN.items():
        assert results[attack, name].share_near >= least, table(results)
