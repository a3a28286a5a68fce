"""Danish holidays, held against a library that knows those of every country."""

from datetime import date, timedelta

from holidays import country_holidays

from boernestemme.domain.danish_holidays import DanishHolidays, easter

FIRST, LAST = 2024, 2100  # the library knows no later ones


def test_they_are_those_of_the_library_as_far_as_it_knows() -> None:
    library = country_holidays(
        "DK", categories=("public", "optional"), years=range(FIRST, LAST + 1)
    )
    first, beyond = date(FIRST, 1, 1), date(LAST + 1, 1, 1)
    days = [first + timedelta(days=past) for past in range((beyond - first).days)]
    ours = DanishHolidays()
    assert [day for day in days if (day in ours) != (day in library)] == []


def test_the_library_tells_another_day_apart() -> None:
    """The control: *store bededag* was a holiday in 2023, and ours are those since 2024."""
    assert date(2023, 5, 5) in country_holidays("DK")
    assert date(2023, 5, 5) not in DanishHolidays()


def test_easter_lies_at_its_earliest_and_its_latest() -> None:
    assert easter(2285) == date(2285, 3, 22)
    assert easter(2038) == date(2038, 4, 25)


def test_what_is_no_day_is_no_holiday() -> None:
    assert "2027-01-01" not in DanishHolidays()
