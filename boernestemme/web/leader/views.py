"""The team leader's overview: what has waited too long, and the newest month in coarse counts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import render_template, request

from boernestemme.domain.roles import Permission
from boernestemme.services.overseeing import Overview, Task, overview
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.leader.colleagues import newcomer_views
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.leader.log_page import notices_of
from boernestemme.web.leader.wording import OTHER_TEAMS, OWN_TEAM, TASKS
from boernestemme.web.leader.wording_colleagues import DONE
from boernestemme.web.locale import full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.month_tables import newest_of


@dataclass(frozen=True)
class Meeting:
    """One meeting: its two words, whose task it is, and each task with its day.

    ``id`` is None where the task is not the case worker's, and so is not mended by another one.
    """

    id: str | None
    words: str
    whose: str
    tasks: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Group:
    """The meetings of the own team, of the others, or of all where the leader is in no team."""

    title: str
    meetings: tuple[Meeting, ...]


@blueprint.get("/")
@opens(Permission.SEE_COUNTS)
def overview_page() -> str:
    """Everything on one page; nothing here can be pressed but the ways on, and a yes or no."""
    seen = overview(leader())
    groups = tuple(_groups(seen))
    return render_template(
        "leader/overview.html",
        notices=notices_of(seen.reviews),
        groups=groups,
        waiting=sum(len(group.meetings) for group in groups),
        newest=newest_of(seen.months),
        newcomers=newcomer_views(),
        done=next((_(text) for name, text in DONE.items() if name in request.args), ""),
        **page_context(),
    )


def _groups(seen: Overview) -> Iterator[Group]:
    own = tuple(_meetings(task for task in seen.tasks if task.is_own_team))
    others = tuple(_meetings(task for task in seen.tasks if not task.is_own_team))
    if own:
        yield Group(_(OWN_TEAM), own)
    if others:
        yield Group(_(OTHER_TEAMS) if seen.has_team else "", others)


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
