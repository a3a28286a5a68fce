"""A month's work as tables: teams down and what is counted across, or one month beside itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from boernestemme.domain.team_counts import CountedMonth, Line
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import month
from boernestemme.web.marking import N_

# What is counted, in the order of the figures.
MEASURES = (
    N_("Møder med link"),
    N_("Holdte møder"),
    N_("Barnet svarede før mødet"),
    N_("Barnet fik svar på sine ønsker til tiden"),
    N_("Barnet svarede efter mødet"),
)
TEAM, NUMBER = N_("Team"), N_("Antal")
WHOLE = N_("Hele kommunen")
NO_TEAM = N_("Uden team")
FORMER_TEAM = N_("Et team, der er nedlagt")
HIDDEN = N_("vises ikke")


@dataclass(frozen=True)
class MonthTable:
    """One month. ``lines`` are names, whether it is the own team, and what stands beside them.

    ``corner`` is said above the names.
    """

    id: str
    title: str
    corner: str
    columns: tuple[str, ...]
    lines: tuple[tuple[str, bool, tuple[str, ...]], ...]


def tables_of(months: Sequence[CountedMonth]) -> tuple[MonthTable, ...]:
    """Every month that tells anything, the newest first."""
    return tuple(_table(one) for one in months if _tells(one))


def newest_of(months: Sequence[CountedMonth]) -> MonthTable | None:
    """The newest month turned round: the whole municipality beside the own team."""
    newest = next((one for one in months if _tells(one)), None)
    if newest is None:
        return None
    shown = [line for line in newest.lines if line.is_whole or line.is_own]
    columns = tuple(_name(line) for line in shown)
    lines = tuple(
        (_(name), False, tuple(_told(line.figures[place]) for line in shown))
        for place, name in enumerate(MEASURES)
    )
    return MonthTable("maaned", month(newest.month.first_day), _(NUMBER), columns, lines)


def _tells(one: CountedMonth) -> bool:
    return any(figure is not None for line in one.lines for figure in line.figures)


def _table(one: CountedMonth) -> MonthTable:
    return MonthTable(
        f"maaned-{one.month}",
        month(one.month.first_day),
        _(TEAM),
        tuple(_(name) for name in MEASURES),
        tuple((_name(line), line.is_own, tuple(map(_told, line.figures))) for line in one.lines),
    )


def _name(line: Line) -> str:
    if line.is_whole:
        return _(WHOLE)
    if line.is_teamless:
        return _(NO_TEAM)
    return _(FORMER_TEAM) if line.name is None else line.name


def _told(figure: int | None) -> str:
    return _(HIDDEN) if figure is None else str(figure)
