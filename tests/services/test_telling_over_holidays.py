"""Easter and Christmas: the list, the backup reader's turn, the leader's page and the e-mails."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.services import overseeing
from boernestemme.services.listing_meetings import list_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.services.overseeing import Overdue
from tests.clock import Clock
from tests.factories import NOW, older_answers
from tests.services.notices import at, days_from, move_to, orders, tell
from tests.world import World

WATCHED = 24


@dataclass(frozen=True)
class Holidays:
    """When a child answers, and the first day of everything that follows when nobody does a thing.

    The list and the leader's page know of a day when it begins; e-mails remind on the first
    working day from then on.
    """

    said: datetime
    read_by: date
    backups: date
    teams: date
    due: date
    late: date
    late_told: date
    late_teams_told: date


EASTER = Holidays(
    said=datetime(2027, 3, 24, 17, 0, tzinfo=UTC),
    read_by=date(2027, 3, 30),
    backups=date(2027, 3, 31),
    teams=date(2027, 4, 1),
    due=date(2027, 4, 1),
    late=date(2027, 4, 2),
    late_told=date(2027, 4, 2),
    late_teams_told=date(2027, 4, 5),
)
CHRISTMAS = Holidays(
    said=datetime(2026, 12, 23, 17, 0, tzinfo=UTC),
    read_by=date(2026, 12, 28),
    backups=date(2026, 12, 29),
    teams=date(2026, 12, 30),
    due=date(2026, 12, 30),
    late=date(2026, 12, 31),
    late_told=date(2027, 1, 4),
    late_teams_told=date(2027, 1, 5),
)
BOTH = pytest.mark.parametrize(
    ("clock", "holidays"),
    [pytest.param(one, one, id=name) for name, one in (("e", EASTER), ("c", CHRISTMAS))],
    indirect=["clock"],
)


@pytest.fixture
def clock(request: pytest.FixtureRequest) -> Clock:
    """The world begins before the child answers, and before the meetings of its noise."""
    return Clock(min(request.param.said, NOW))


def answered(world: World, holidays: Holidays) -> MadeLink:
    move_to(world, holidays.said)
    link = world.link(starts_at=world.clock() + timedelta(days=40))
    world.answer(link, older_answers())
    return link


def line_of(world: World, link: MadeLink, name: str) -> ListedMeeting | None:
    lines = list_meetings(world.setting(name), world.links.epoch)
    return next((line for line in lines if line.id == link.meeting_id), None)


def overdue(world: World, what: Overdue) -> bool:
    return what in {task.what for task in overseeing.overview(world.setting("leder")).tasks}


def first_day(
    world: World, holidays: Holidays, is_so: Callable[[], bool], hour: int = 1
) -> date | None:
    """The first day on which something is so, at this hour."""
    for day in days_from(holidays.said.date(), WATCHED):
        move_to(world, max(at(day, hour), holidays.said))
        if is_so():
            return day
    return None


@BOTH
def test_the_list_and_the_leaders_page_count_working_days(
    any_world: World, holidays: Holidays
) -> None:
    world, link = any_world, answered(any_world, holidays)
    mine = line_of(world, link, "mette")
    assert mine is not None
    assert (mine.text_unread, mine.waits, mine.reply_due) == (True, True, holidays.due)
    assert world.tools.days.read_by(holidays.said) == holidays.read_by
    first = {
        "backup": first_day(world, holidays, lambda: line_of(world, link, "jonas") is not None),
        "words": first_day(world, holidays, lambda: overdue(world, Overdue.WORDS)),
        "reply": first_day(world, holidays, lambda: overdue(world, Overdue.REPLY)),
    }
    assert first == {"backup": holidays.backups, "words": holidays.teams, "reply": holidays.late}


def mails_by_day(world: World, holidays: Holidays, link: MadeLink) -> dict[tuple[str, str], date]:
    """Every e-mail about a meeting by the day it was ordered, asked for at all hours."""
    found: dict[tuple[str, str], date] = {}
    for day in days_from(holidays.said.date(), WATCHED):
        for hour in (0, 6, 8, 23):
            move_to(world, max(at(day, hour), holidays.said))
            tell(world)
            before = set(found)
            found |= dict.fromkeys(orders(link) - before, day)
            assert hour == 8 or {kind for _, kind in set(found) - before} <= {"arrived"}
    return found


@BOTH
def test_e_mails_remind_on_the_first_working_day_it_is_so_and_not_at_night(
    any_world: World, holidays: Holidays
) -> None:
    said = holidays.said.date()
    link = answered(any_world, holidays)
    assert mails_by_day(any_world, holidays, link) == {
        ("mette", "arrived"): said,
        ("jonas", "arrived"): said,
        ("mette", "unread"): holidays.backups,
        ("jonas", "unread"): holidays.backups,
        ("leder", "unread_team"): holidays.teams,
        ("mette", "reply_due"): holidays.due,
        ("mette", "reply_late"): holidays.late_told,
        ("jonas", "reply_late"): holidays.late_told,
        ("leder", "reply_team"): holidays.late_teams_told,
    }
