"""A municipality's own view: its children's published figures, beside what its staff state.

The children's figures are those of a frozen release and nothing else. The staff's are told when
the asking is over, from ten answers, and from rounded counts alone.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from boernestemme.domain.errors import NotPermitted, Refused
from boernestemme.domain.figures import AreaKind
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.release import Release
from boernestemme.domain.roles import Permission
from boernestemme.domain.statements import (
    Agreement,
    Change,
    Course,
    Occasion,
    agreement,
    can_start,
    change,
    is_asked_yearly,
    of_year,
)
from boernestemme.domain.team_counts import CountedMonth
from boernestemme.domain.yearly import is_told_in
from boernestemme.services.access import Setting, log
from boernestemme.services.month_counting import counted_months
from boernestemme.services.publishing import published
from boernestemme.storage import advice_courses, statements
from boernestemme.storage.db import transaction

YEARS_SHOWN = 2
FURTHEST_AHEAD = timedelta(days=366)


class CourseRefused(Refused):
    """A course cannot begin on that day.

    Attributes:
        rule: ``past``, ``too_far`` or ``running``.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class Said:
    """What was said on one occasion; ``agreement`` is None while it is asked, and below 10."""

    occasion: Occasion
    is_over: bool
    agreement: Agreement | None


@dataclass(frozen=True)
class CourseSaid:
    """A course, what was said at its start and at its end, and what may be said of both."""

    course: Course
    start: Said
    end: Said
    change: Change


@dataclass(frozen=True)
class OwnFigures:
    """``release`` is the newest published one of the half-years, or years, that this municipality
    is told in, with its figures alone.

    It is None where nothing is published; without figures where the municipality has none of its
    own in it.
    """

    release: Release | None
    years: tuple[Said, ...]
    courses: tuple[CourseSaid, ...]
    months: tuple[CountedMonth, ...]


def own_figures(setting: Setting) -> OwnFigures:
    """The leader's own municipality. Raises NotPermitted."""
    _check(setting)
    today, municipality = danish_day(setting.now), setting.person.municipality
    courses = advice_courses.of_municipality(municipality)
    asked = [today.year - back for back in range(YEARS_SHOWN)]
    years = [of_year(year) for year in asked if is_asked_yearly(courses, year)]
    return OwnFigures(
        _release(municipality),
        tuple(_said(municipality, one, today) for one in years if one.opens <= today),
        tuple(_course(municipality, one, today) for one in courses),
        counted_months(setting),
    )


def start_course(setting: Setting, starts_on: date) -> None:
    """Begin twelve months of advice. Raises NotPermitted, and CourseRefused."""
    _check(setting)
    today, municipality = danish_day(setting.now), setting.person.municipality
    if starts_on < today:
        raise CourseRefused("past")
    if starts_on > today + FURTHEST_AHEAD:
        raise CourseRefused("too_far")
    if not can_start(advice_courses.of_municipality(municipality), starts_on):
        raise CourseRefused("running")
    with transaction():
        course_id = advice_courses.add(municipality, starts_on)
        log(setting, "course_begun", course_id)


def _check(setting: Setting) -> None:
    if not setting.person.may(Permission.SEE_COUNTS):
        raise NotPermitted("own figures")


def _release(municipality: str) -> Release | None:
    of_kind = (one for one in published() if is_told_in(one.period, municipality))
    newest = next(of_kind, None)
    if newest is None:
        return None
    is_own = (AreaKind.MUNICIPALITY, municipality)
    own = tuple(one for one in newest.release.figures if (one.area.kind, one.area.code) == is_own)
    return replace(newest.release, figures=own)


def _course(municipality: str, course: Course, today: date) -> CourseSaid:
    start, end = (_said(municipality, one, today) for one in course.occasions)
    return CourseSaid(course, start, end, change(start.agreement, end.agreement))


def _said(municipality: str, occasion: Occasion, today: date) -> Said:
    """While it is asked nothing is told: else each answer could be seen as it comes."""
    is_over = today > occasion.closes
    counts = statements.counts(municipality, occasion.key) if is_over else ()
    return Said(occasion, is_over, agreement(counts))
