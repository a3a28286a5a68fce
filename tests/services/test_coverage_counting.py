"""Held meetings are counted once for each half-year, when no answer can come any more."""

from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text

from boernestemme.domain.coverage import ResponseBand
from boernestemme.domain.covering import disclose_coverage
from boernestemme.domain.disclosure import COUNTRY
from boernestemme.domain.meeting import DENMARK, AgeGroup
from boernestemme.domain.meeting_counts import Measure, tally_meetings
from boernestemme.domain.period import Period
from boernestemme.domain.regions import FROM_2007
from boernestemme.services import coverage_counting, releasing
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import (
    access_log,
    coverage_counts,
    municipalities,
    reported_meetings,
)
from boernestemme.storage.db import db, transaction
from tests.services.half_years import CLOSED, counted_meetings, put_country
from tests.world import World

SPRING, AUTUMN = Period(2027, 1), Period(2027, 2)
IN_MAY = datetime(2027, 5, 11, 12, tzinfo=DENMARK)
YOUNGER, OLDER = AgeGroup.YOUNGER, AgeGroup.OLDER


def spring(world: World) -> list[MadeLink]:
    """Five meetings of two case workers with older children, and one with a younger."""
    older = [world.link(by="mette" if number else "jonas", starts_at=IN_MAY) for number in range(5)]
    return [*older, world.link(starts_at=IN_MAY, age_group=YOUNGER)]


def mark(links: list[MadeLink], values: str) -> None:
    """Let children have answered, or meetings be called off; nothing else is looked at."""
    table, column = ("meetings", "id") if "cancelled" in values else ("invitations", "meeting_id")
    with transaction():
        for link in links:
            query = f"UPDATE {table} SET {values} WHERE {column} = :id"
            db.session.execute(text(query), {"id": link.meeting_id})


def numbers(period: Period = SPRING) -> dict[tuple[AgeGroup, Measure], int]:
    return {
        (one.age_group, one.measure): one.number
        for one in coverage_counts.of_period(period, ("0265",))
    }


def at(world: World, moment: datetime) -> int:
    world.clock.now = moment
    return coverage_counting.count_due(moment)


def test_what_was_held_and_answered_is_counted_by_age_group(any_world: World) -> None:
    links = spring(any_world)
    mark(links[:3], "answered_on = '2027-05-01'")
    mark(links[:2], "after_by = '\\x01'")
    mark([links[0], links[5]], "cancelled_on = '2027-05-02'")
    at(any_world, SPRING.answers_end)
    counted = numbers()
    older = [counted[OLDER, one] for one in Measure]
    assert dict(zip(Measure, older, strict=True)) == {
        Measure.HELD: 4, Measure.BEFORE: 2, Measure.AFTER: 1, Measure.WORKERS: 1,
    }, "the one that was called off was nobody's, and Jonas'"  # fmt: skip
    assert {counted[YOUNGER, one] for one in Measure} == {0}


def test_it_is_counted_when_the_last_link_is_dead_and_never_again(any_world: World) -> None:
    links = spring(any_world)
    at(any_world, SPRING.answers_end - timedelta(minutes=1))
    assert numbers() == {}
    at(any_world, SPRING.answers_end)
    before = coverage_counts.of_period(SPRING, ("0265",))
    assert len(before) == 8 and all(0 <= one.keys < 256 for one in before)
    mark(links, "after_by = '\\x01'")
    assert at(any_world, SPRING.answers_end + timedelta(days=60)) == 0
    assert coverage_counts.of_period(SPRING, ("0265",)) == before
    at(any_world, AUTUMN.answers_end)
    assert numbers(AUTUMN)[OLDER, Measure.HELD] == 0, "in the next one there were none"
    assert coverage_counts.of_period(SPRING, ("0265",)) == before


def test_the_smallest_are_counted_by_the_year(shared_world: World) -> None:
    with transaction():
        municipalities.add("0825", "Læsø Kommune", "00 00 00 00")
        access_log.begin("0825")
    year = Period(2027)
    at(shared_world, year.answers_end)
    assert len(coverage_counts.of_period(year, ("0825",))) == 8
    assert coverage_counts.of_period(AUTUMN, ("0825",)) == []
    assert len(coverage_counts.of_period(AUTUMN, ("0265",))) == 8, "the others by the half-year"


def test_the_release_tells_what_was_counted(any_world: World, tmp_path: Path) -> None:
    put_country()
    with transaction():
        for code in ("0461", "0253", "0259", "0265"):
            held = 200 if code == "0461" else 20
            coverage_counts.put(CLOSED, code, counted_meetings(code, held, held // 2))
        for code in ("0461", "0253", "0259"):
            reported_meetings.tell(code, CLOSED, 500, CLOSED.last_day)
    release = releasing.freeze(CLOSED, tmp_path, any_world.clock())
    counted = coverage_counts.of_period(CLOSED, ("0461", "0253", "0259", "0265"))
    [country] = [one for one in release.coverage if one.area == COUNTRY and one.held]
    assert (country.held, country.after) == (260, ResponseBand.TO_60)
    assert release.participants == ("0253", "0259", "0265", "0461")
    assert release.reported and release.reported.municipalities == 3
    assert {one.n for one in release.manners if one.age_group is OLDER} == {75}
    assert len(disclose_coverage((), tally_meetings(counted), FROM_2007)) == 2
