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
from boernestemme.services.access import own_meeting
from boernestemme.services.exporting import folder_of
from boernestemme.services.filing import PostBox, Seen
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.journal import holds_guarded
from boernestemme.web.caseworker.links import MEETING
from boernestemme.web.caseworker.wording import FILING, PAPERS
from boernestemme.web.guard import opens
from boernestemme.web.locale import full_day, long_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import now, tools

MEANWHILE, NO_RECEIPT, LAID = "imens", "kvittering", "i-mappen"
# What went wrong with the press before, by what the address says of it.
PROBLEMS = {
    MEANWHILE: N_(
        "Ikke journaliseret: der er kommet noget nyt, siden du åbnede siden. "
        "Læg også det i sagssystemet, og tryk igen."
    ),
    NO_RECEIPT: N_("Ikke journaliseret: sæt flueben, når du har set kvitteringen i sagssystemet."),
    "mappefejl": N_(
        "Ikke lagt i mappen: der kan ikke skrives i den. Kopiér teksten i stedet, "
        "og sig det til den, der driver systemet."
    ),
}


@dataclass(frozen=True)
class JournalView:
    """The box: how it stands, in a word and a sentence, and what is to be filed.

    ``seen`` is what the page shows and its button ticks; ``problem`` is what went wrong with the
    press before. ``would_go_on`` is the day it is erased if it is filed today.
    """

    id: str
    head: str
    text: str
    papers: tuple[str, ...]
    seen: Seen
    is_task: bool
    is_unfiled: bool
    problem: str
    is_laid: bool
    has_folder: bool
    has_guarded: bool
    would_go_on: date | None
    can_undo: bool
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
        problem=_problem(box),
        is_laid=LAID in request.args,
        has_folder=folder_of(setting(), tools().settings.export_folder) is not None,
        has_guarded=holds_guarded(read),
        would_go_on=None if box.hold_since or box.child_waits else box.would_go_on,
        can_undo=box.can_undo,
        hold_since=box.hold_since,
        erased_on=box.erased_on,
    )


def _problem(box: PostBox) -> str:
    """What is to be said of the press before; nothing of a tick that stands by now."""
    told = next((name for name in PROBLEMS if name in request.args), None)
    if told is None or (box.filed_on is not None and told in {MEANWHILE, NO_RECEIPT}):
        return ""
    return _(PROBLEMS[told])


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
    """The papers the page showed are in the municipality's own system, its receipt seen."""
    if "receipt" not in request.form:
        own_meeting(setting(), meeting_id)
        return _back_to(meeting_id, f"?{NO_RECEIPT}#problem")
    shown = (request.form.get(name, -1, type=int) for name in ("before", "after", "version"))
    try:
        filing.file(setting(), meeting_id, Seen(*shown))
    except Conflict:
        return _back_to(meeting_id, f"?{MEANWHILE}#problem")
    return _back_to(meeting_id)


@blueprint.post(f"{MEETING}/journaliseret-fortryd")
@opens(Permission.READ_MEETING)
def undo_filing(meeting_id: str) -> Response:
    """It was pressed by mistake, today."""
    filing.undo(setting(), meeting_id)
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


def _back_to(meeting_id: str, where: str = "#h-journal") -> Response:
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}{where}", 303))
