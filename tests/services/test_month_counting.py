"""A month's work is counted once, by team, and never changes: nobody can watch an answer come."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.month import Month
from boernestemme.domain.roles import Person, Role
from boernestemme.domain.team_counts import CountedMonth
from boernestemme.services import changing_links, month_counting
from boernestemme.services.access import Setting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import access_log, accounts, teams
from boernestemme.storage.db import db, transaction
from tests.factories import NOW
from tests.services.steps import set_now
from tests.world import World

APRIL = Month(2027, 4)
STARTS = datetime(2027, 4, 6, 12, 0, tzinfo=DENMARK)
TEAM = ("mette", "jonas", "nadia")


def april(world: World, each: int = 7) -> list[MadeLink]:
    """As many meetings for each of the three, in one team, all in April."""
    with transaction():
        team = teams.add("0265", "Familie Syd")
        for name in TEAM:
            accounts.move_to_team(world.person(name).id, team)
    return [world.link(by=name, starts_at=STARTS) for _ in range(each) for name in TEAM]


def answer(links: Sequence[MadeLink], phase: str) -> None:
    """Let the children of these meetings have answered; nothing else is looked at."""
    done = {"before": "answered_on = '2027-04-01'", "after": "after_by = '\\x01'"}[phase]
    with transaction():
        for link in links:
            query = f"UPDATE invitations SET {done} WHERE meeting_id = :id"
            db.session.execute(text(query), {"id": link.meeting_id})


def count(world: World) -> int:
    return month_counting.count_due(world.tools.days, world.clock())


def months(world: World, who: str = "leder") -> tuple[CountedMonth, ...]:
    return month_counting.counted_months(world.setting(who))


def figures(world: World) -> dict[str | None, tuple[int | None, ...]]:
    [found] = [one for one in months(world) if one.month == APRIL]
    return {line.name: line.figures for line in found.lines}


def test_a_month_is_counted_once_its_links_are_dead_and_never_again(leaders_world: World) -> None:
    links = april(leaders_world)
    answer(links[:15], "before")
    answer(links[:12], "after")
    with transaction():
        for link in links[:11]:
            replied = STARTS - timedelta(days=4)
            access_log.append("0265", "x", "reply_given", link.meeting_id, replied)
    changing_links.cancel(leaders_world.setting("nadia"), links[20].meeting_id)
    set_now(leaders_world, days=66)
    count(leaders_world)
    assert APRIL not in {one.month for one in months(leaders_world)}, "some link still lives"
    set_now(leaders_world, days=68)
    assert count(leaders_world) == 2, "April, in each municipality"
    told = {None: (20, 20, 15, 10, 10), "Familie Syd": (20, 20, 15, 10, 10)}
    assert figures(leaders_world) == told
    answer(links, "after")
    with transaction():
        other = teams.add("0265", "Et andet team")
        accounts.move_to_team(leaders_world.person("nadia").id, other)
    assert count(leaders_world) == 0
    assert figures(leaders_world) == told
    with transaction() as session:
        for table in ("counted_months", "month_counts"):
            session.execute(text(f"DELETE FROM {table} WHERE month = '2027-04'"))
    count(leaders_world)
    assert figures(leaders_world) != told, "the control: counted anew it would have changed"


def test_a_running_month_tells_nothing_however_often_it_is_asked_for(leaders_world: World) -> None:
    """The one who polls: each new answer would show, were the running month counted."""
    links = april(leaders_world)
    seen = set()
    for number in range(0, len(links), 7):
        answer(links[number : number + 7], "after")
        set_now(leaders_world, days=30 + number)
        count(leaders_world)
        seen.add(tuple(one for one in months(leaders_world) if one.month >= APRIL))
    assert seen == {()}


def test_two_case_workers_are_no_team_and_only_the_own_municipality_is_seen(
    leaders_world: World,
) -> None:
    """Mette's and Jonas's would else be each other's; Sofie's are elsewhere."""
    for name in ("mette", "jonas", "sofie"):
        for _ in range(10):
            leaders_world.link(by=name, starts_at=STARTS)
    set_now(leaders_world, days=68)
    count(leaders_world)
    assert set(figures(leaders_world).values()) == {(None,) * 5}
    assert months(leaders_world, "mette") == months(leaders_world), "both see the same"


def test_housekeeping_begins_a_year_back_and_leaves_no_month_out(leaders_world: World) -> None:
    count(leaders_world)
    set_now(leaders_world, days=400)
    count(leaders_world)
    with transaction() as session:
        query = "SELECT month FROM counted_months WHERE municipality = '0265' ORDER BY month"
        found = list(session.scalars(text(query)))
    assert found == [f"{2026 + (n + 2) // 12}-{(n + 2) % 12 + 1:02}" for n in range(24)]


def test_it_is_for_leaders_and_case_workers(leaders_world: World) -> None:
    board = Person("x", Role.BOARD, "0265", "X")
    with pytest.raises(NotPermitted):
        month_counting.counted_months(Setting(board, NOW, leaders_world.tools.days))
