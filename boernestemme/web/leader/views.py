"""The team leader's overview: what has waited too long, and the counts of the half-year."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from flask import render_template, request

from boernestemme.domain.roles import Permission
from boernestemme.services.overseeing import Counts, Task, overview
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.leader.wording import COUNTS, TASKS
from boernestemme.web.locale import full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context
from boernestemme.web.tools import tools


@dataclass(frozen=True)
class Meeting:
    """One meeting: its two words, whose task it is, and each task with its day.

    ``id`` is None where the task is not the case worker's, and so is not mended by another one.
    """

    id: str | None
    words: str
    whose: str
    tasks: tuple[tuple[str, str], ...]


@blueprint.get("/")
@opens(Permission.SEE_COUNTS)
def overview_page() -> str:
    """Everything on one page; nothing here can be pressed but the ways on."""
    acting = leader()
    seen = overview(acting)
    return render_template(
        "leader/overview.html",
        meetings=tuple(_meetings(seen.tasks)),
        period=seen.period,
        counts=_counts(seen.counts),
        has_numbers="board" in tools().audiences,
        was_given="givet" in request.args,
        **page_context(),
    )


def _meetings(tasks: Iterable[Task]) -> Iterator[Meeting]:
    """The tasks by meeting and whose they are, whichever has waited longest first."""
    found: dict[tuple[str | None, str, str], list[tuple[str, str]]] = {}
    for task in tasks:
        what, since = TASKS[task.what]
        line = _(what), _(since, day=full_day(task.since))
        named = task.meeting_id, str(task.words), task.whose
        found.setdefault(named, []).append(line)
    for named, lines in found.items():
        yield Meeting(*named, tuple(lines))


def _counts(counts: Counts) -> tuple[tuple[str, str], ...]:
    few = _("færre end 10")
    return tuple(
        (_(COUNTS[name]), few if number is None else str(number))
        for name, number in asdict(counts).items()
    )
