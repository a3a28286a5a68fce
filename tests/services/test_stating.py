"""The staff's statement: counted and not kept, told to nobody while it is asked or for a few."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.statements import Change, Part
from boernestemme.services import own_figures, stating
from boernestemme.services.own_figures import CourseRefused
from boernestemme.services.stating import StatementRefused
from boernestemme.storage import statements
from boernestemme.storage.db import session, transaction
from tests.factories import NOW
from tests.services.steps import log_length, set_now
from tests.world import World

OCTOBER = (date(2027, 10, 5) - NOW.date()).days
DECEMBER = (date(2027, 12, 1) - NOW.date()).days


def rows(query: str) -> list[tuple[object, ...]]:
    return sorted(map(tuple, session().execute(text(query))), key=repr)


def state_for(municipality: str, occasion: str, steps: list[int]) -> None:
    """As many answers as there are steps, of colleagues who are not named."""
    with transaction():
        for step in steps:
            statements.count(municipality, occasion, step)


def test_an_answer_leaves_a_count_and_a_tick_that_tell_nothing_of_each_other(
    leaders_world: World,
) -> None:
    """Who declined is ticked as who answered; no line of any log has the moment."""
    set_now(leaders_world, days=OCTOBER)
    before = log_length()
    stating.state(leaders_world.setting(), 5)
    stating.state(leaders_world.setting("nadia"), 2)
    stating.decline(leaders_world.setting("jonas"))
    assert rows("SELECT * FROM statement_counts") == [("0265", "2027", 0, 1, 0, 0, 1)]
    ticked = [(leaders_world.person(name).id, "2027") for name in ("mette", "nadia", "jonas")]
    assert rows("SELECT * FROM statement_asked") == sorted(ticked)
    assert log_length() == before
    assert stating.asked(leaders_world.setting()) is None
    with pytest.raises(NotFound):
        stating.state(leaders_world.setting(), 1)
    with pytest.raises(NotFound):
        stating.decline(leaders_world.setting("jonas"))
    assert stating.asked(leaders_world.setting("sofie")) is not None, "the control"


@pytest.mark.parametrize("step", [0, 6, -1])
def test_another_step_is_refused_and_ticks_nobody(leaders_world: World, step: int) -> None:
    set_now(leaders_world, days=OCTOBER)
    with pytest.raises(StatementRefused):
        stating.state(leaders_world.setting(), step)
    assert stating.asked(leaders_world.setting()) is not None


def test_outside_its_months_nothing_is_asked_and_a_leader_never_is(leaders_world: World) -> None:
    assert stating.asked(leaders_world.setting()) is None
    with pytest.raises(NotFound):
        stating.state(leaders_world.setting(), 3)
    with pytest.raises(NotPermitted):
        stating.asked(leaders_world.setting("leder"))
    for who in ("mette", "jonas"):
        with pytest.raises(NotPermitted):
            own_figures.own_figures(leaders_world.setting(who))


def test_leaders_are_told_when_nobody_is_asked_any_more_and_from_ten(leaders_world: World) -> None:
    state_for("0265", "2027", [5] * 8 + [1])
    state_for("0461", "2027", [5] * 40)

    def told(days: int) -> tuple[bool, object]:
        set_now(leaders_world, days=days)
        newest = own_figures.own_figures(leaders_world.setting("leder")).years[0]
        return newest.is_over, newest.agreement

    assert told(DECEMBER) == (True, None), "nine answers"
    state_for("0265", "2027", [1, 2])
    assert told(DECEMBER - 1) == (False, None), "the last day it is asked"
    is_over, agreement = told(DECEMBER)
    assert is_over and agreement is not None
    assert (agreement.n, agreement.share, agreement.part) == (10, None, Part.MOST)  # type: ignore[attr-defined]  # checked above


def test_a_course_is_asked_about_at_its_start_and_end_and_compared(leaders_world: World) -> None:
    leader, today = leaders_world.setting("leder"), danish_day(NOW)
    assert stating.asked(leaders_world.setting()) is None
    own_figures.start_course(leader, today)
    occasion = stating.asked(leaders_world.setting())
    assert occasion is not None and occasion.opens == today
    stating.state(leaders_world.setting(), 1)
    with pytest.raises(CourseRefused, match="running"):
        own_figures.start_course(leader, today + timedelta(days=300))
    state_for("0265", occasion.key, [1] * 60 + [5] * 9)
    set_now(leaders_world, days=OCTOBER)
    assert stating.asked(leaders_world.setting()) is None, "in its years nothing else is asked"
    set_now(leaders_world, days=350)
    end = stating.asked(leaders_world.setting())
    assert end is not None and end.key != occasion.key
    state_for("0265", end.key, [5] * 60 + [1] * 10)
    set_now(leaders_world, days=366)
    [course] = own_figures.own_figures(leaders_world.setting("leder")).courses
    assert course.change is Change.HIGHER
    assert course.start.agreement is not None and course.start.agreement.n == 70


@pytest.mark.parametrize(("days", "rule"), [(-1, "past"), (367, "too_far")])
def test_a_course_begins_today_or_within_a_year(leaders_world: World, days: int, rule: str) -> None:
    with pytest.raises(CourseRefused, match=rule):
        own_figures.start_course(
            leaders_world.setting("leder"), danish_day(NOW) + timedelta(days=days)
        )
