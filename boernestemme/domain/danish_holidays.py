"""The days besides weekends on which nobody works in Denmark, reckoned from the year's Easter."""

from datetime import date, timedelta
from functools import cache

FIXED = {
    (1, 1): "New Year's Day",
    (5, 1): "Workers' Day",
    (6, 5): "Constitution Day",
    (12, 24): "Christmas Eve",
    (12, 25): "Christmas Day",
    (12, 26): "the second day of Christmas",
    (12, 31): "New Year's Eve",
}
DAYS_FROM_EASTER = {
    -3: "Maundy Thursday",
    -2: "Good Friday",
    0: "Easter Sunday",
    1: "Easter Monday",
    39: "Ascension Day",
    49: "Whit Sunday",
    50: "Whit Monday",
}


class DanishHolidays:
    """Holds a day that is a holiday by law, or is kept as one at most places of work.

    As they are since 2024, when *store bededag* was taken away.
    """

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and (
            (day.month, day.day) in FIXED or day in _around_easter(day.year)
        )


@cache
def _around_easter(year: int) -> frozenset[date]:
    return frozenset(easter(year) + timedelta(days=days) for days in DAYS_FROM_EASTER)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, after Meeus' *Astronomical Algorithms*."""
    moon_year = year % 19
    century, of_century = divmod(year, 100)
    leaps, of_leaps = divmod(century, 4)
    moon_shift = (century - (century + 8) // 25 + 1) // 3
    full_moon = (19 * moon_year + century - leaps - moon_shift + 15) % 30
    weekday = (32 + 2 * of_leaps + 2 * (of_century // 4) - full_moon - of_century % 4) % 7
    late = (moon_year + 11 * full_moon + 22 * weekday) // 451
    month, day = divmod(full_moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
