"""Development: what each age group's headline was in every half-year, as a run and as a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from boernestemme.domain.figures import Figure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.trends import Change, Trend, took_part_alike, trend
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import half_year
from boernestemme.web.numbers import wording_charts as words
from boernestemme.web.releases import wording
from boernestemme.web.releases.tables import amount, tell

# The drawing's own measures: 0 to 100 per cent lie between top and bottom.
LEFT, RIGHT, TOP, BOTTOM = 56, 392, 12, 192
MARGIN = 34
MOST_SHOWN = 20
# A half-year below each point; of more, there is room for the years alone.
MOST_NAMED = 4
# Not an equals sign: what is not sure to have changed is not sure to be the same.
SIGNS = {Change.MORE: "▲", Change.FEWER: "▼", Change.UNSURE: "±"}


@dataclass(frozen=True)
class Point:
    """One half-year in the drawing, in its own measures."""

    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True)
class Occasion:
    """One half-year in the table; ``same`` says how many are compared where it is not all."""

    name: str
    told: str
    interval: str
    n: str
    taking_part: str
    change: str
    same: str


@dataclass(frozen=True)
class Run:
    """One age group's run: points that belong together, one or two lines below each, the table."""

    id: str
    age: str
    pieces: tuple[tuple[Point, ...], ...]
    labels: tuple[tuple[float, tuple[str, ...]], ...]
    occasions: tuple[Occasion, ...]


def height(percent: float) -> float:
    """Where a share in per cent lies in the drawing."""
    return round(BOTTOM - (BOTTOM - TOP) * percent / 100, 1)


def before_of(release: Release, every: Sequence[Release]) -> Release | None:
    """The release of the same kind of period that came last before this one."""
    earlier = [one for one in _alike(release, every) if one.period < release.period]
    return earlier[-1] if earlier else None


def _alike(release: Release, every: Sequence[Release]) -> list[Release]:
    same = (one for one in every if one.period.is_year == release.period.is_year)
    return sorted(same, key=lambda one: one.period)


def change_said(release: Release, before: Release | None, age_group: AgeGroup) -> tuple[str, str]:
    """A sign and a sentence: what has changed since the one before."""
    if before is None:
        return "", _(words.FIRST)
    found, since = trend(before, release, age_group), half_year(before.period)
    said = words.CHANGES[found.change]
    if found.municipalities is not None and found.change in words.CHANGES_OF_SAME:
        said = words.CHANGES_OF_SAME[found.change]
    ends = _ends(found)
    return SIGNS.get(found.change, ""), _(said, before=since, same=found.municipalities, **ends)


def _ends(found: Trend) -> dict[str, str]:
    """The interval's ends, without a sign where the direction is said in words."""
    low, high = found.low or 0, found.high or 0
    if found.change is Change.FEWER:
        low, high = -high, -low
    return {"low": _signed(low), "high": _signed(high)}


def _signed(points: int) -> str:
    return f"−{-points}" if points < 0 else str(points)


def runs_of(release: Release, every: Sequence[Release]) -> tuple[Run, ...]:
    """A run for each age group, up to the release that is looked at."""
    row = [one for one in _alike(release, every) if one.period <= release.period][-MOST_SHOWN:]
    return tuple(_run(row, age_group) for age_group in AgeGroup)


def _run(row: Sequence[Release], age_group: AgeGroup) -> Run:
    places = _places(row)
    points = [_point(one.headlines.get(age_group), x) for one, x in zip(row, places, strict=True)]
    return Run(
        f"udvikling-{age_group}",
        _(wording.AGES[age_group]),
        _pieces(row, points),
        tuple(_labels(row, places)),
        tuple(_occasion(row, number, age_group) for number in reversed(range(len(row)))),
    )


def _places(row: Sequence[Release]) -> list[float]:
    """Where each period lies from left to right, by time."""
    times = [one.period.year + (one.period.half == 2) / 2 for one in row]
    whole = max(times[-1] - times[0], 0.5)
    inner = RIGHT - LEFT - 2 * MARGIN
    return [round(LEFT + MARGIN + inner * (time - times[0]) / whole, 1) for time in times]


def _labels(
    row: Sequence[Release], places: Sequence[float]
) -> Iterator[tuple[float, tuple[str, ...]]]:
    """What stands below a point; of many half-years only the first of each year has a label."""
    last = 0
    for one, x in zip(row, places, strict=True):
        period, year = one.period, str(one.period.year)
        if len(row) <= MOST_NAMED and not period.is_year:
            yield x, (_("%(half)s. halvår", half=period.half), year)
        elif period.year != last:
            yield x, (year,)
        last = period.year


def _point(figure: Figure | None, x: float) -> Point | None:
    if figure is None or figure.status is not Status.SHOWN:
        return None
    percent, low, high = figure.percent or 0, figure.low or 0, figure.high or 0
    return Point(x, height(percent), height(high), height(low))


def _pieces(
    row: Sequence[Release], points: Sequence[Point | None]
) -> tuple[tuple[Point, ...], ...]:
    """The points, parted where one cannot be compared with the one before."""
    pieces: list[list[Point]] = []
    last: Release | None = None
    for one, point in zip(row, points, strict=True):
        if point is not None:
            if last is None or not _is_comparable(last, one):
                pieces.append([])
            pieces[-1].append(point)
        last = one if point is not None else None
    return tuple(map(tuple, pieces))


def _is_comparable(before: Release, now: Release) -> bool:
    return before.instrument == now.instrument and took_part_alike(before, now)


def _occasion(row: Sequence[Release], number: int, age_group: AgeGroup) -> Occasion:
    one = row[number]
    figure = one.headlines.get(age_group)
    told = tell(figure) if figure else None
    part = _("%(some)s af %(every)s", some=one.taking_part, every=one.municipalities)
    change, same = _short(trend(row[number - 1], one, age_group)) if number else ("", "")
    return Occasion(
        half_year(one.period),
        (told.share or told.word) if told else _(wording.HIDDEN),
        told.interval if told else "",
        amount(figure.n) if figure else "",
        part,
        change,
        same,
    )


def _short(found: Trend) -> tuple[str, str]:
    said = _(words.SHORT_CHANGES[found.change], **_ends(found))
    if found.municipalities is None or found.points is None:
        return said, ""
    return said, _(words.OF_SAME, same=found.municipalities)
