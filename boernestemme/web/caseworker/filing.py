"""The box *Journal* on *Mødets ramme*: what is filed, the day it is erased, and the buttons."""

from dataclasses import dataclass, replace
from datetime import date

from flask import Response, make_response, redirect, request

from boernestemme.domain.errors import Conflict
from boernestemme.domain.framing import Framing
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.retention import FilingState
from boernestemme.domain.roles import Permission
from boernestemme.services import filing
from boernestemme.services.filing import PostBox, Seen
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.links import MEETING
from boernestemme.web.caseworker.wording import FILING, PAPERS
from boernestemme.web.guard import opens
from boernestemme.web.locale import full_day, long_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now

MEANWHILE = "imens"


@dataclass(frozen=True)
class JournalView:
    """The box: how it stands, in a word and a sentence, and what is to be filed.

    ``seen`` is what the page shows and its button ticks.
    """

    id: str
    head: str
    text: str
    papers: tuple[str, ...]
    seen: Seen
    is_task: bool
    is_unfiled: bool
    came_meanwhile: bool
    hold_since: date | None
    erased_on: date | None


def journal_view(read: ReadMeeting) -> JournalView:
    """The box beside what was read. It ticks no answer that came after the reading."""
    box = filing.look(setting(), read.id)
    seen = replace(box.seen, before=len(read.answers), version=read.framing.row_version)
    there = (seen.before, read.framing.version, _has_points(read.framing), seen.after)
    head, text = _state(box)
    return JournalView(
        id=read.id,
        head=head,
        text=text,
        papers=tuple(_(name) for name, count in zip(PAPERS, there, strict=True) if count),
        seen=seen,
        is_task=box.state.is_task,
        is_unfiled=box.state not in {FilingState.NOTHING, FilingState.FILED},
        came_meanwhile=MEANWHILE in request.args,
        hold_since=box.hold_since,
        erased_on=box.erased_on,
    )


def _has_points(framing: Framing) -> bool:
    """True where own words are a paper: a framing without a reply has nothing else in it."""
    return bool(framing.points) or framing.row_version > framing.version == 0


def _state(box: PostBox) -> tuple[str, str]:
    if box.filed_on is not None:
        return _("Journaliseret %(day)s.", day=long_day(box.filed_on)), _erased_when(box)
    if box.state is FilingState.NOTHING:
        return "", _(FILING[box.state])
    if box.is_begun:
        head = _("Noget er kommet til eller ændret, siden du journaliserede.")
        return head, _(FILING[box.state])
    return _("Ikke journaliseret."), _(FILING[box.state])


def _erased_when(box: PostBox) -> str:
    if box.erased_from is None or box.hold_since is not None:
        return ""
    if box.child_waits:
        return _("Slettes ikke her, før du har talt med barnet.")
    if box.erased_from <= danish_day(now()):
        return _("Slettes her ved næste oprydning.")
    return _("Slettes her %(day)s.", day=full_day(box.erased_from))


@blueprint.post(f"{MEETING}/journaliseret")
@opens(Permission.READ_MEETING)
def file_papers(meeting_id: str) -> Response:
    """The papers the page showed are in the municipality's own system."""
    shown = (request.form.get(name, -1, type=int) for name in ("before", "after", "version"))
    try:
        filing.file(setting(), meeting_id, Seen(*shown))
    except Conflict:
        return _back_to(meeting_id, f"?{MEANWHILE}")
    return _back_to(meeting_id)


@blueprint.post(f"{MEETING}/pause")
@opens(Permission.READ_MEETING)
def hold(meeting_id: str) -> Response:
    """Nothing of the meeting may be erased for now."""
    filing.put_on_hold(setting(), meeting_id)
    return _back_to(meeting_id)


@blueprint.post(f"{MEETING}/ophaev-pause")
@opens(Permission.READ_MEETING)
def lift_hold(meeting_id: str) -> Response:
    """It may be erased again."""
    filing.lift_hold(setting(), meeting_id)
    return _back_to(meeting_id)


def _back_to(meeting_id: str, told: str = "") -> Response:
    address = f"/raadgiver/moeder/{meeting_id}{told}#h-journal"
    return make_response(redirect(address, 303))
