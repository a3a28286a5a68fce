"""The team leader's one page: what has waited too long, and the counts of the half-year."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from flask import render_template

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.roles import Permission
from boernestemme.services.access import Setting
from boernestemme.services.overseeing import Counts, Task, overview
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.leader.wording import COUNTS, TASKS
from boernestemme.web.locale import full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context, signed_in
from boernestemme.web.tools import now, tools


@dataclass(frozen=True)
class Meeting:
    """One meeting: its two words, whose task it is, and each task with its day."""

    words: str
    whose: str
    tasks: tuple[tuple[str, str], ...]


@blueprint.get("/")
@opens(Permission.SEE_COUNTS)
def overview_page() -> str:
    """Everything on one page; nothing here can be pressed but the ways on."""
    person = signed_in()
    if person is None:
        raise NotPermitted("not signed in")
    seen = overview(Setting(person, now(), tools().days))
    return render_template(
        "leader/overview.html",
        meetings=tuple(_meetings(seen.tasks)),
        period=seen.period,
        counts=_counts(seen.counts),
        has_numbers="board" in tools().audiences,
        **page_context(),
    )


def _meetings(tasks: Iterable[Task]) -> Iterator[Meeting]:
    """The tasks by meeting and whose they are, whichever has waited longest first."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for task in tasks:
        what, since = TASKS[task.what]
        line = _(what), _(since, day=full_day(task.since))
        found.setdefault((str(task.words), task.whose), []).append(line)
    for (words, whose), lines in found.items():
        yield Meeting(words, whose, tuple(lines))


def _counts(counts: Counts) -> tuple[tuple[str, str], ...]:
    few = _("færre end 10")
    return tuple(
        (_(COUNTS[name]), few if number is None else str(number))
        for name, number in asdict(counts).items()
    )
