"""A release as tables: areas down, questions across, every figure in words; never by result."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import format_decimal

from boernestemme.domain.coverage import MannerFigure
from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, ReplyFigure, Status
from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.shares import Share
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.releases import wording
from boernestemme.web.releases.yearly import scope_of_year

ORDER = (
    AreaKind.COUNTRY, AreaKind.MUNICIPALITY, AreaKind.REGION_REST, AreaKind.COUNTRY_REST,
)  # fmt: skip
# The last letters of the Danish alphabet; a double a is an old å.
LAST_LETTERS = str.maketrans({"æ": "{", "ø": "|", "å": "}"})


@dataclass(frozen=True)
class Told:
    """One figure as it is read. ``word`` stands where there is no share to tell.

    ``interval`` and ``counts`` are empty where they are not told.
    """

    word: str
    share: str = ""
    interval: str = ""
    counts: str = ""
    answers: str = ""


@dataclass(frozen=True)
class Line:
    """One area and its figures, one for each question."""

    name: str
    is_country: bool
    told: tuple[Told, ...]


@dataclass(frozen=True)
class Table:
    """All areas of one age group."""

    id: str
    title: str
    questions: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class WishLine:
    """What became of one kind of wishes; ``values`` is empty where it is not told."""

    name: str
    values: tuple[str, ...]


def tables_of(release: Release) -> tuple[Table, ...]:
    """A table for each age group; the two are never pooled."""
    return tuple(
        Table(
            f"alder-{age_group}",
            _(wording.TABLES[age_group]),
            tuple(_(wording.QUESTIONS[item]) for item in ITEMS[age_group]),
            tuple(_lines(release, age_group)),
        )
        for age_group in AgeGroup
    )


def _lines(release: Release, age_group: AgeGroup) -> Iterable[Line]:
    figures: dict[Area, dict[str, Figure]] = {}
    for figure in release.figures:
        if figure.age_group is age_group:
            figures.setdefault(figure.area, {})[figure.item] = figure
    for area in sorted(figures, key=place):
        told = tuple(tell(figures[area][item]) for item in ITEMS[age_group])
        yield Line(area_name(area, release), area.kind is AreaKind.COUNTRY, told)


def place(area: Area) -> tuple[int, str]:
    """What sorts areas: all of them, municipalities by the alphabet, the rests."""
    return ORDER.index(area.kind), danish_order(area.name)


def danish_order(name: str) -> str:
    """What sorts a Danish name where the Danish alphabet has it."""
    return name.casefold().replace("aa", "å").translate(LAST_LETTERS)


def area_name(area: Area, release: Release) -> str:
    """An area's name; *the whole country* is said only when it is."""
    if area.kind is AreaKind.COUNTRY_REST:
        return _(wording.YEARLY_REST if release.period.is_year else wording.COUNTRY_REST)
    if area.kind is AreaKind.REGION_REST:
        return _(wording.REGION_REST, region=area.name)
    if area.kind is AreaKind.MUNICIPALITY:
        return area.name
    if release.period.is_year:
        return scope_of_year(release)
    if release.taking_part == release.municipalities:
        return _(wording.WHOLE_COUNTRY)
    return _(wording.ALL_TAKING_PART, some=release.taking_part)


def tell(figure: Figure) -> Told:
    """One figure in words: all it may say and no more."""
    if figure.status is Status.HIDDEN:
        return Told(_(wording.HIDDEN))
    answers = _("%(n)s svar", n=amount(figure.n))
    if figure.status is Status.UNCERTAIN:
        return Told(answers)
    return Told("", share_of(figure), interval_of(figure), _counts(figure), answers)


def share_of(figure: Figure | MannerFigure | Share) -> str:
    """*72 %*, *10 % eller mindre*, *90 % eller mere*."""
    if figure.bound is Bound.UNDER:
        return _("%(share)s %% eller mindre", share=figure.percent)
    if figure.bound is Bound.OVER:
        return _("%(share)s %% eller mere", share=figure.percent)
    return _("%(share)s %%", share=figure.percent)


def interval_of(figure: Figure | MannerFigure | Share) -> str:
    """*65–79 %*."""
    return _("%(low)s–%(high)s %%", low=figure.low, high=figure.high)


def amount(number: int | None) -> str:
    """*15.290*; empty where there is none."""
    if number is None:
        return ""
    # Most of a page's many numbers are small, and the slow way would give them just the same.
    return str(number) if number < 1000 else str(format_decimal(number))


def _counts(figure: Figure) -> str:
    """*145 ja, 30 lidt, 25 nej*, as far as they are told."""
    told = (
        (N_("%(n)s ja"), figure.yes),
        (N_("%(n)s lidt"), figure.partly),
        (N_("%(n)s nej"), figure.no),
    )
    return ", ".join(_(text, n=amount(number)) for text, number in told if number is not None)


def wishes_of(release: Release) -> tuple[WishLine, ...]:
    """What became of the wishes, by kind."""
    return tuple(WishLine(_(wording.WISHES[one.kind]), _values(one)) for one in release.replies)


def _values(figure: ReplyFigure) -> tuple[str, ...]:
    if figure.status is not Status.SHOWN:
        return ()
    in_time = _("%(share)s %%", share=figure.percent_in_time)
    counts = (figure.n, figure.met, figure.partly, figure.not_met)
    return (*map(amount, counts), in_time)
