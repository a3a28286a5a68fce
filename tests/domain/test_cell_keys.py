"""Cell keys: one table of noise, the same for the same children, apart for any two sets."""

from collections import Counter
from random import Random

import pandas as pd
import pytest
from cell_key_perturbation.create_perturbed_table import create_perturbed_table

from boernestemme.domain.cell_keys import KEYS, LARGEST_NOISE, NOISE, NOISE_VARIANCE, noisy
from boernestemme.domain.disclosure import disclose
from boernestemme.domain.figures import Figure
from boernestemme.domain.instruments.after import OLDER_ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.tally import People, TapCount, tally
from tests.domain.published_law import law_of

HALVING = {0: 86, 1: 43, 2: 21, 3: 11, 4: 5, 5: 3, 6: 1, 7: 1}
CODES = ("0101", "0147", "0151", "0253", "0461")


def test_the_table_is_the_one_that_was_decided() -> None:
    found = Counter(NOISE)
    assert found == {side * size: keys for size, keys in HALVING.items() for side in (1, -1)}
    assert len(NOISE) == KEYS == 256
    assert sum(NOISE) == 0
    assert max(map(abs, NOISE)) == LARGEST_NOISE == 7
    assert pytest.approx(sum(one**2 for one in NOISE) / KEYS) == NOISE_VARIANCE
    assert 1.8 < NOISE_VARIANCE**0.5 < 2.0


def test_nobody_has_no_noise_and_no_count_is_negative() -> None:
    assert {noisy(0, key) for key in range(KEYS)} == {0}
    assert min(noisy(1, key) for key in range(KEYS)) == 0
    assert {noisy(50, key) - 50 for key in range(3 * KEYS)} == set(NOISE)


@pytest.fixture(scope="module")
def ptable() -> pd.DataFrame:
    """Our table in the package's form: what is added for each count and cell key."""
    rows = [(pcv, key, noisy(pcv, key) - pcv) for pcv in range(1, 751) for key in range(KEYS)]
    return pd.DataFrame(rows, columns=["pcv", "ckey", "pvalue"])


@pytest.mark.parametrize("children", [300, 9000])
def test_the_british_offices_own_package_finds_the_same(
    ptable: pd.DataFrame, children: int
) -> None:
    chance = Random(children)
    rows = [
        (chance.choice(CODES[: 1 + chance.randrange(5)]), chance.choice("yyyyppn"), key)
        for key in chance.choices(range(KEYS), k=children)
    ]
    data = pd.DataFrame(rows, columns=["code", "said", "key"])
    keys: Counter[tuple[str, str]] = Counter()
    for code, said, key in rows:
        keys[code, said] += key
    for geography in (["code"], []):
        table = create_perturbed_table(data, ptable, geography, ["said"], "key", threshold=0)
        assert table["pre_sdc_count"].sum() == children
        for row in table.to_dict("records"):
            own = {at: sum_ for at, sum_ in keys.items() if row.get("code", at[0]) == at[0]}
            ours = sum(sum_ for (_, said), sum_ in own.items() if said == row["said"])
            assert row["count"] == noisy(int(row["pre_sdc_count"]), ours)


def figures(records: list[tuple[str, str, int]]) -> dict[tuple[str, str], Figure]:
    """What is told of records of (municipality, answer, key), all of them 10–17, by item."""
    counts, keys = Counter(), Counter()
    for code, said, key in records:
        counts[code, said] += 1
        keys[code, said] += key
    taps = [
        TapCount(code, AgeGroup.OLDER, item, said, number, keys[code, said])
        for (code, said), number in counts.items()
        for item in OLDER_ITEMS
    ]
    people = [People(code, AgeGroup.OLDER, len(records), 9) for code in CODES]
    told = disclose(tally(taps, people), FROM_2007)
    return {(one.area.code, one.item): one for one in told if one.age_group is AgeGroup.OLDER}


def invented(seed: int, codes: tuple[str, ...] = CODES) -> list[tuple[str, str, int]]:
    chance = Random(seed)
    return [
        (code, said, chance.randrange(KEYS))
        for code in codes
        for said in chance.choices(("yes", "partly", "no"), (6, 2, 2), k=70)
    ]


def test_the_same_children_have_the_same_noise_whatever_they_are_called() -> None:
    """One municipality alone is the country too, and each item was answered alike."""
    for seed in range(20):
        told = figures(invented(seed, CODES[:1]))
        counts = {(one.n, one.yes, one.partly, one.no) for one in told.values()}
        assert len(told) == 10 and len(counts) == 1
        backwards = figures(invented(seed, CODES[:1])[::-1])
        assert backwards == told


def test_a_total_is_no_sum_of_what_it_holds() -> None:
    apart = 0
    for seed in range(40):
        told = figures(invented(seed))
        parts = [told[code, "heard"].yes or 0 for code in CODES]
        apart += told["", "heard"].yes != sum(parts)
    assert apart > 20


def test_one_child_more_is_another_draw() -> None:
    """What the noise was before says nothing of what it is after."""
    pairs = Counter(
        (noisy(40, cell) - 40, noisy(41, cell + key) - 41)
        for cell in range(KEYS)
        for key in range(KEYS)
    )
    law = Counter(NOISE)
    assert pairs == {(one, other): law[one] * law[other] for one in law for other in law}


def test_what_is_published_is_near_on_average() -> None:
    for count in (5, 10, 40, 1000):
        law = law_of(count)
        assert sum(told * weight for told, weight in law.items()) == pytest.approx(count, abs=0.01)
        assert max(abs(told - count) for told in law) <= LARGEST_NOISE + 2
