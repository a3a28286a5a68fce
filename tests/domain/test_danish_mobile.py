"""Numbers a message may go to: Danish mobiles, typed twice, in the ways people type them."""

import pytest

from boernestemme.domain.danish_mobile import MOBILE, mobile_number, typed_twice
from boernestemme.domain.errors import MessageRefused

RIGHT = (
    "20000001", "20 00 00 01", "+45 20 00 00 01", "0045 20000001", "+4520000001", "2000-0001",
    "\u00a020\u00a000\u00a000\u00a001 ", "(+45) 2000 0001", "20.00.00.01",
)  # fmt: skip
WRONG = {
    "empty": ("", "   ", "-"),
    "abroad": ("+46 70 123 45 67", "004670123456", "+298 201234", "00298201234", "+1 202 5550100"),
    "length": (
        "2000000", "200000012", "4520000001", "0102031234", "20 00 00 O1", "mor: 20000001",
        "٢٠٠٠٠٠٠١", "２０００００01", "20000001\x00",
    ),
    "special": ("11200000", "90123456", "80808080", "70101155", "37123456", "01234567"),
    "not_mobile": ("33123456", "46123456", "86123456", "98123456", "34112233", "77312233"),
}  # fmt: skip


def refusal(first: str, second: str) -> str:
    with pytest.raises(MessageRefused) as refused:
        typed_twice(first, second)
    assert not set("0123456789") & set(str(refused.value)), "no number in what may be logged"
    return refused.value.rule


@pytest.mark.parametrize("typed", RIGHT)
def test_a_mobile_number_is_read_however_it_is_typed(typed: str) -> None:
    assert typed_twice(typed, "20 00 00 01") == "4520000001"


@pytest.mark.parametrize(("rule", "typed"), [(rule, one) for rule in WRONG for one in WRONG[rule]])
def test_what_surely_is_no_danish_mobile_is_refused(rule: str, typed: str) -> None:
    assert refusal(typed, typed) == rule


@pytest.mark.parametrize("again", ["20000002", "", "20000001x", "+4620000001"])
def test_two_numbers_that_are_not_the_same_are_refused(again: str) -> None:
    assert refusal("20000001", again) == "differ"


def test_the_series_are_those_of_the_plan_and_no_landline() -> None:
    assert all(len(series) in {1, 2, 3} for series in MOBILE)
    for taken in ("344", "349", "829", "30", "2"):
        assert mobile_number(f"{taken}00000000"[:8])
    landlines = ("32", "33", "343", "350", "38", "44", "54", "550", "62", "75", "784", "86", "96")
    for landline in landlines:
        with pytest.raises(MessageRefused, match="not_mobile"):
            mobile_number(f"{landline}00000000"[:8])
