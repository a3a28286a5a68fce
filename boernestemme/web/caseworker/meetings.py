"""The list of meetings, and *Mødets ramme*: reading an answer and replying to every wish."""

from collections.abc import Callable
from dataclasses import replace

from flask import Response, make_response, redirect, render_template, request

from boernestemme.domain.errors import Conflict, ReplyRefused
from boernestemme.domain.framing import Delivery
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services import framing, replying
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.listing_meetings import ListedMeeting, list_meetings
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.after_words import after_view, last_time_view
from boernestemme.web.caseworker.asking_alone import helped_view
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.filing import journal_view
from boernestemme.web.caseworker.forms import given_replies
from boernestemme.web.caseworker.frame import Attempt, make_frame
from boernestemme.web.caseworker.needs_card import card_view
from boernestemme.web.caseworker.wording import REPLY_REFUSED
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now, staff_links, tools

MEETING = "/moeder/<meeting_id>"


@blueprint.get("/")
@opens(Permission.READ_MEETING)
def meetings() -> str:
    """The list: what waits first, then what is coming, then what is over. No answer text."""
    listed = list_meetings(setting(), tools().epoch)
    return render_template(
        "caseworker/list.html",
        waiting=_pick(listed, lambda one: one.waits),
        coming=_pick(listed, lambda one: not one.waits and not one.is_past),
        past=_pick(listed, lambda one: not one.waits and one.is_past)[::-1],
        today=danish_day(now()),
        **page_context(),
    )


def _pick(
    listed: list[ListedMeeting], wanted: Callable[[ListedMeeting], bool]
) -> tuple[ListedMeeting, ...]:
    return tuple(one for one in listed if wanted(one))


@blueprint.get(MEETING)
@opens(Permission.READ_MEETING)
def meeting(meeting_id: str) -> str:
    """Mødets ramme. The log line is written before any text is shown."""
    return _frame_page(_read(meeting_id), saved="gemt" in request.args)


@blueprint.post(f"{MEETING}/svar")
@opens(Permission.READ_MEETING)
def save_replies(meeting_id: str) -> Response | tuple[str, int]:
    """Save an outcome and a reason for every wish; a refused save keeps all that was typed."""
    read = _read(meeting_id)
    replies, loose = given_replies((wish.key for wish in read.wishes), request.form)
    version = request.form.get("version", default=0, type=int)
    given = Attempt(replies, loose, version)
    try:
        if loose:
            raise ReplyRefused(dict.fromkeys(loose, "no_outcome"))
        framing.save_replies(setting(), meeting_id, staff_links().keys, version, replies)
    except ReplyRefused as refused:
        problem = _("Ikke gemt endnu. Se ønskerne med rødt.")
        given = replace(given, rules=refused.rules, problem=problem)
        return _frame_page(read, attempt=given), 422
    except Conflict:
        problem = _(
            "Ikke gemt: der er gemt i et andet vindue imens. Her er det, du skrev. "
            "Tryk på Gem svar igen, hvis det er det, der skal gælde."
        )
        given = replace(given, problem=problem, version=read.framing.version)
        return _frame_page(read, attempt=given), 409
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}?gemt", 303))


@blueprint.post(f"{MEETING}/giv-svar")
@opens(Permission.READ_MEETING)
def give_reply(meeting_id: str) -> Response | tuple[str, int]:
    """Give the child its reply: by the link, or at the meeting."""
    how = request.form.get("how")
    if how not in set(Delivery):
        return problem_page(_("Vælg, hvordan barnet får svaret."), 422)
    try:
        replying.deliver(
            setting(), meeting_id, staff_links().keys, tools().epoch, Delivery(str(how))
        )
    except ReplyRefused as refused:
        rule = next(iter(refused.rules.values()))
        return problem_page(_(REPLY_REFUSED[rule]), 422)
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}", 303))


@blueprint.post(f"{MEETING}/laest")
@opens(Permission.READ_MEETING)
def mark_read(meeting_id: str) -> Response:
    """The child's own words have been read."""
    framing.mark_text_read(setting(), meeting_id)
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}", 303))


def _read(meeting_id: str) -> ReadMeeting:
    return framing.read(setting(), meeting_id, staff_links().keys.opener, tools().epoch)


def _frame_page(read: ReadMeeting, *, saved: bool = False, attempt: Attempt | None = None) -> str:
    is_backup = read.caseworker_id != setting().person.id
    frame = make_frame(read, is_backup=is_backup, saved=saved, attempt=attempt)
    return render_template(
        "caseworker/meeting.html",
        frame=frame,
        today=danish_day(now()),
        journal=journal_view(read),  # first: what comes meanwhile is shown below, and not ticked
        after=after_view(read.id),
        said_last_time=last_time_view(read.id),
        card=card_view(read.id, is_backup=is_backup),
        help=helped_view(read, is_backup=is_backup),
        **page_context(),
    )
