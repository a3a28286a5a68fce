"""A month's work counted by team: once, when no answer can come any more, and never again.

So a figure cannot be watched while it grows, and does not change when somebody moves to another
team. A meeting counts where its case worker is on the day of counting.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from random import SystemRandom

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.month import Month, month_of, parse_month
from boernestemme.domain.roles import BOARD_CODE, Permission
from boernestemme.domain.team_counts import Column, Count, CountedMonth, Line, told, told_alike
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.access import Setting
from boernestemme.storage import access_log, accounts, month_counts, teams, work_facts
from boernestemme.storage.db import transaction
from boernestemme.storage.month_counts import MEASURES, MonthCountRow
from boernestemme.storage.work_facts import MeetingFacts

WHOLE, TEAMLESS = "", "-"
# What is a part of what.
PARTS = {"answered": "held", "replied_in_time": "answered", "answered_after": "held"}
CHANCE = SystemRandom()
Counted = Callable[[MeetingFacts], bool]


def count_due(days: WorkingDays, now: datetime) -> int:
    """Count every month whose links have all died, in each municipality; how many.

    Any number of runs may go on at once. A new installation begins a year back.
    """
    counted = 0
    for municipality in access_log.municipalities():
        if municipality != BOARD_CODE:
            for month in _months(month_counts.newest(municipality), now):
                counted += _count(municipality, month, days, now)
    return counted


def _months(newest: Month | None, now: datetime) -> Iterator[Month]:
    month = _a_year_before(month_of(now)) if newest is None else newest.next
    while month.answers_end <= now:
        yield month
        month = month.next


def _a_year_before(month: Month) -> Month:
    return Month(month.year - 1, month.number)


def _count(municipality: str, month: Month, days: WorkingDays, now: datetime) -> bool:
    with transaction():
        if not month_counts.begin(municipality, month, danish_day(now)):
            return False
        facts = work_facts.between(municipality, month.begins_at, month.next.begins_at)
        columns = _columns(facts, _measures(municipality, facts, days))
        for team in {WHOLE, *(_team(one) for one in facts)}:
            figures = {name: _figure(columns[name], team) for name in MEASURES}
            month_counts.add(municipality, month, team, figures)
    return True


def _measures(
    municipality: str, facts: Sequence[MeetingFacts], days: WorkingDays
) -> dict[str, Counted]:
    """What is counted, in the order of ``MEASURES``."""
    replied = work_facts.replied_at(municipality, [one.meeting_id for one in facts])

    def in_time(one: MeetingFacts) -> bool:
        at = replied.get(one.meeting_id)
        if at is None or one.answered_on is None or one.is_cancelled:
            return False
        return danish_day(at) <= days.reply_by(one.answered_on, danish_day(one.starts_at))

    return {
        "links": lambda one: True,
        "held": lambda one: not one.is_cancelled,
        "answered": lambda one: one.answered_on is not None and not one.is_cancelled,
        "replied_in_time": in_time,
        "answered_after": lambda one: one.is_answered_after and not one.is_cancelled,
    }


def _columns(facts: Sequence[MeetingFacts], measures: Mapping[str, Counted]) -> dict[str, Column]:
    """Each measure as it may be told: a team left out of one is left out of every part of it."""
    by_team: dict[str, list[MeetingFacts]] = defaultdict(list)
    for one in facts:
        by_team[_team(one)].append(one)
    counts = {
        name: {team: _counted(some, name, counted) for team, some in by_team.items()}
        for name, counted in measures.items()
    }
    links, held = told_alike([counts["links"], counts["held"]], _lot(by_team))
    found = {"links": links, "held": held}
    for name, whole in PARTS.items():
        found[name] = told(counts[name], _lot(by_team), found[whole].hidden)
    return found


def _lot(teams: Collection[str]) -> list[str]:
    return CHANCE.sample(sorted(teams), len(teams))


def _counted(facts: Sequence[MeetingFacts], name: str, counted: Counted) -> Count:
    """That nearly all children of a team answered is nobody's to see."""
    by_worker = Counter(one.caseworker_id for one in facts if counted(one))
    held = sum(not one.is_cancelled for one in facts)
    return Count(by_worker, held if name in ("answered", "answered_after") else None)


def _team(one: MeetingFacts) -> str:
    return one.team_id or TEAMLESS


def _figure(column: Column, team: str) -> int | None:
    return column.whole if team == WHOLE else column.teams[team]


def counted_months(setting: Setting) -> tuple[CountedMonth, ...]:
    """The own municipality's last twelve months, the newest first. Raises NotPermitted.

    Leaders and case workers see the same.
    """
    person = setting.person
    if not (person.may(Permission.SEE_COUNTS) or person.may(Permission.READ_MEETING)):
        raise NotPermitted("counts")
    names = {row.id: row.name for row in teams.of_municipality(person.municipality)}
    account = accounts.by_id(person.id)
    own = account.team_id if account else None
    found: dict[str, list[Line]] = defaultdict(list)
    since = _a_year_before(month_of(setting.now))
    for row in month_counts.of_municipality(person.municipality, since):
        found[row.month].append(_line(row, names, own))
    return tuple(
        CountedMonth(month, tuple(sorted(lines, key=_place)))
        for text, lines in found.items()
        if (month := parse_month(text)) is not None
    )


def _line(row: MonthCountRow, names: Mapping[str, str], own: str | None) -> Line:
    return Line(
        names.get(row.team_id),
        row.team_id == WHOLE,
        row.team_id == TEAMLESS,
        row.team_id == own,
        tuple(getattr(row, name) for name in MEASURES),
    )


def _place(line: Line) -> tuple[bool, bool, bool, str]:
    return not line.is_whole, not line.is_own, line.is_teamless, (line.name or "").casefold()
