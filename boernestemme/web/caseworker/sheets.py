"""The three sheets in print: one for the table, one for the case worker alone, one for the child.

Nothing guarded and no name stands on the first and the last.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import render_template, request

from boernestemme.domain.framing import FramingPoint, PointText
from boernestemme.domain.roles import Permission
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.asking_alone import HelpedView, helped_view
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.child_labels import ChildLabels
from boernestemme.web.caseworker.frame import Frame, make_frame
from boernestemme.web.caseworker.meetings import MEETING, read_meeting
from boernestemme.web.caseworker.point_views import Points, points_of
from boernestemme.web.caseworker.points import AGENDA, HOW, composed_points, standing_points
from boernestemme.web.caseworker.said_reply import said_reply
from boernestemme.web.caseworker.tasks import TaskView, tasks_of
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import now

TABLE, OWN, CHILD = "bord", "egen", "barn"
# Each sheet's template, and what the way to it is called.
SHEETS = {
    TABLE: ("caseworker/sheet_table.html", N_("Til bordet")),
    OWN: ("caseworker/sheet_own.html", N_("Til dig selv")),
    CHILD: ("caseworker/sheet_child.html", N_("Til barnet")),
}
TO_THE_CHILD = {
    FramingPoint.PURPOSE: N_("Derfor mødes vi"),
    FramingPoint.EXPECTATIONS: N_("Det kan du forvente"),
    FramingPoint.AUTHORITY: N_("Det bestemmer jeg"),
    FramingPoint.RIGHTS: N_("Det har du ret til"),
    AGENDA: N_("Det taler vi om"),
    HOW: N_("Sådan taler vi sammen"),
}


@dataclass(frozen=True)
class SheetWish:
    """One open wish: what it is about, the child's own words, and the reply as the child reads it.

    ``answer`` is empty while there is no reply.
    """

    label: str
    quote: str
    language: str
    answer: str


@dataclass(frozen=True)
class Sheet:
    """All that any of the three sheets shows of a meeting, on a page and in a document alike."""

    meeting: ReadMeeting
    kind: str
    wishes: tuple[SheetWish, ...]
    table_points: tuple[tuple[str, Sequence[str]], ...]
    replies: tuple[tuple[str, str], ...]
    frame: Frame
    points: Points
    tasks: tuple[TaskView, ...]
    help: HelpedView


@blueprint.get(f"{MEETING}/print")
@opens(Permission.READ_MEETING)
def print_sheet(meeting_id: str) -> str | tuple[str, int]:
    """One of the three sheets. It is a reading of the answer, and logged as one."""
    kind = request.args.get("ark", TABLE)
    if kind not in SHEETS:
        return problem_page(_("Det ark findes ikke."), 404)
    template, _name = SHEETS[kind]
    return render_template(
        template,
        sheets=tuple((one, _(name)) for one, (_template, name) in SHEETS.items()),
        **vars(make_sheet(read_meeting(meeting_id), kind)),
        **page_context(),
    )


def make_sheet(read: ReadMeeting, kind: str) -> Sheet:
    """One sheet of a meeting that was read, for whoever is signed in."""
    is_backup = read.caseworker_id != setting().person.id
    return Sheet(
        meeting=read,
        kind=kind,
        wishes=tuple(open_wishes(read)),
        table_points=table_points(read),
        replies=tuple(all_replies(read, is_backup=is_backup)),
        frame=make_frame(read, is_backup=is_backup),
        points=points_of(read),
        tasks=tasks_of(read, now()),
        help=helped_view(read, is_backup=is_backup),
    )


def open_wishes(meeting: ReadMeeting) -> Iterator[SheetWish]:
    """The wishes that may lie on the table, in the child's words, with their replies so far."""
    for one in meeting.answers:
        said = ChildLabels(one.asked_as)
        for wish in one.wishes:
            if not wish.is_guarded:
                yield SheetWish(
                    said.wish(wish),
                    wish.text,
                    one.language,
                    said_reply(meeting, wish, one.asked_as),
                )


def all_replies(meeting: ReadMeeting, *, is_backup: bool) -> Iterator[tuple[str, str]]:
    """Every wish as its reader knows it, with the reply so far."""
    for one in meeting.answers:
        said = Labels(one.asked_as, is_backup)
        for wish in one.wishes:
            yield said.wish(wish), said_reply(meeting, wish, one.asked_as)


def table_points(meeting: ReadMeeting) -> tuple[tuple[str, Sequence[str]], ...]:
    """The six points, short and said to the child: its wishes stand above them already."""
    composed, standing = composed_points(meeting), standing_points(meeting.age_group)
    short = {point: text.splitlines() for point, text in composed.items()}
    short |= {point: list(standing[point]) for point in (AGENDA, HOW)}
    own = meeting.framing.points
    return tuple(
        (_(heading), own.get(point, PointText("", 0)).text.splitlines() or short[point])
        for point, heading in TO_THE_CHILD.items()
    )
