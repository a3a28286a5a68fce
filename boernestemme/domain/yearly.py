"""Which period a municipality's answers belong to: the half-year, or in the smallest the year.

A half-year has too few children there to be told. A list known beforehand files each municipality
under one kind of period, so the figures of a year share no child with those of any half-year.
"""

from collections.abc import Iterator
from datetime import datetime

from boernestemme.domain.period import Period, half_year_of
from boernestemme.domain.regions import MUNICIPALITIES, hierarchy


def period_of(moment: datetime, municipality: str) -> Period:
    """The period a meeting's answers are counted in, by the Danish day of its start (aware)."""
    half_year = half_year_of(moment)
    is_yearly = municipality in hierarchy(half_year).yearly
    return Period(half_year.year) if is_yearly else half_year


def is_told_in(period: Period, municipality: str) -> bool:
    """True when a period is of the kind that this municipality's answers are counted in."""
    return period.is_year == (municipality in hierarchy(period).yearly)


def told_in(period: Period) -> tuple[str, ...]:
    """The codes of those of the 98 municipalities whose answers are counted in a period."""
    return tuple(code for code in MUNICIPALITIES if is_told_in(period, code))


def periods_between(first: datetime, last: datetime) -> Iterator[Period]:
    """Every period, of either kind, of the meetings from one moment to another (both aware)."""
    half_year, years = half_year_of(first), set()
    while half_year <= half_year_of(last):
        yield half_year
        year = Period(half_year.year)
        if told_in(year) and year not in years:
            years.add(year)
            yield year
        half_year = half_year.next
