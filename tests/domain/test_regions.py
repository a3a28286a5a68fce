"""The 98 municipalities: each in exactly one region, in every version of the map."""

from collections import Counter

import pytest

from boernestemme.domain.period import Period
from boernestemme.domain.regions import (
    FROM_2007,
    FROM_2027,
    MUNICIPALITIES,
    MUNICIPALITIES_OF,
    Hierarchy,
    hierarchy,
)
from boernestemme.domain.roles import BOARD_CODE


def test_there_are_98_municipalities_with_codes_and_names_of_their_own() -> None:
    assert len(MUNICIPALITIES) == len(set(MUNICIPALITIES.values())) == 98
    assert sum(map(len, MUNICIPALITIES_OF.values())) == 98
    assert all(len(code) == 4 and code.isdecimal() for code in MUNICIPALITIES)
    assert not {"0411", BOARD_CODE} & set(MUNICIPALITIES)


@pytest.mark.parametrize(
    ("regions", "counts"),
    [
        (FROM_2007, {"1081": 11, "1082": 19, "1083": 22, "1084": 29, "1085": 17}),
        (FROM_2027, {"1081": 11, "1082": 19, "1083": 22, "1086": 46}),
    ],
)
def test_each_lies_in_exactly_one_region(regions: Hierarchy, counts: dict[str, int]) -> None:
    found = Counter(regions.region_of(code).code for code in MUNICIPALITIES)
    assert found == counts
    assert {region.code for region in regions.regions} == set(counts)


@pytest.mark.parametrize(
    ("code", "name", "before", "after"),
    [
        ("0101", "København", "Region Hovedstaden", "Region Østdanmark"),
        ("0265", "Roskilde", "Region Sjælland", "Region Østdanmark"),
        ("0400", "Bornholm", "Region Hovedstaden", "Region Østdanmark"),
        ("0461", "Odense", "Region Syddanmark", "Region Syddanmark"),
        ("0751", "Aarhus", "Region Midtjylland", "Region Midtjylland"),
        ("0787", "Thisted", "Region Nordjylland", "Region Nordjylland"),
    ],
)
def test_known_places_lie_where_they_lie(code: str, name: str, before: str, after: str) -> None:
    assert MUNICIPALITIES[code] == name
    assert hierarchy(Period(2026, 2)).region_of(code).name == before
    assert hierarchy(Period(2027, 1)).region_of(code).name == after


def test_the_map_follows_the_half_year_that_is_counted() -> None:
    assert hierarchy(Period(2026, 2)).version == "2007"
    assert hierarchy(Period(2027, 1)).version == hierarchy(Period(2030, 2)).version == "2027"


def test_a_place_that_is_no_municipality_lies_nowhere() -> None:
    with pytest.raises(KeyError):
        FROM_2007.region_of("0411")
