"""Practice: the child's questions and *Mødets ramme* with an invented child; nothing is kept."""

from flask import render_template, request

from boernestemme.domain.framing import broken_replies
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.practice_meeting import practice_meeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.asking_alone import helped_view
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.frame import make_frame
from boernestemme.web.caseworker.given_replies import given_replies, loose_rules
from boernestemme.web.caseworker.link_page import qr_picture
from boernestemme.web.caseworker.reply_views import Attempt
from boernestemme.web.caseworker.tasks import tasks_of
from boernestemme.web.caseworker.wording import AGES
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.message import practice_address
from boernestemme.web.tools import now, tools


@blueprint.get("/oevelse")
@opens(Permission.READ_MEETING)
def practice() -> str:
    """Where to practise: the child's side on any phone, and one's own side here."""
    found = [
        (_(AGES[age]), address, qr_picture(address))
        for age in AgeGroup
        for address in [practice_address(tools().settings, age)]
    ]
    return render_template("caseworker/practice.html", childs=found, **page_context())


@blueprint.get("/oevelse/ramme")
@opens(Permission.READ_MEETING)
def practice_frame() -> str:
    """An invented meeting, read as a real one."""
    return _frame_page(_invented(), None)


@blueprint.post("/oevelse/ramme")
@opens(Permission.READ_MEETING)
def try_replies() -> str | tuple[str, int]:
    """What would happen with these replies; they go nowhere."""
    read = _invented()
    replies, loose = given_replies((wish.key for wish in read.wishes), request.form)
    rules = loose_rules(loose) | broken_replies(read.wishes, replies)
    problem = _("Det her ville ikke blive gemt endnu. Se ønskerne med rødt.") if rules else ""
    page = _frame_page(read, Attempt(replies, loose, 0, rules, problem))
    return (page, 422) if rules else page


def _invented() -> ReadMeeting:
    return practice_meeting(setting().person.first_name, tools().days, now())


def _frame_page(read: ReadMeeting, attempt: Attempt | None) -> str:
    return render_template(
        "caseworker/practice_frame.html",
        frame=make_frame(read, is_backup=False, attempt=attempt),
        help=helped_view(read, is_backup=False),
        tasks=tasks_of(read, now()),
        is_tried=attempt is not None,
        today=danish_day(now()),
        **page_context(),
    )
