"""Answering the wishes: one form that saves, shows what the child will read, and gives it."""

from collections.abc import Mapping
from dataclasses import replace

from flask import Response, request

from boernestemme.domain.errors import Conflict, ReplyRefused
from boernestemme.domain.framing import Delivery
from boernestemme.domain.roles import Permission
from boernestemme.services import replying
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.replying import GivenReplies
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.forms import member
from boernestemme.web.caseworker.given_replies import given_replies, loose_rules
from boernestemme.web.caseworker.meetings import MEETING, frame_page, read_meeting
from boernestemme.web.caseworker.onward import onward
from boernestemme.web.caseworker.reply_views import Attempt
from boernestemme.web.caseworker.wording_replies import (
    CONFLICT,
    NOT_GIVEN,
    NOT_SAVED,
    PARTLY_SAVED,
    REPLY_REFUSED,
)
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import staff_links, tools

GO, PREVIEW = "go", "preview"


@blueprint.post(f"{MEETING}/svar")
@opens(Permission.READ_MEETING)
def save_replies(meeting_id: str) -> Response | str | tuple[str, int]:
    """Save an answer to every wish, and give it where the button says so.

    Whatever is refused, all that was typed stays on the page.
    """
    read = read_meeting(meeting_id)
    attempt = _attempt(read)
    if request.form.get(GO) == PREVIEW:
        return frame_page(read, attempt=attempt)
    how = member(Delivery, request.form.get(GO))
    try:
        is_open = _reply(meeting_id, attempt, None if how is None else Delivery(how))
    except ReplyRefused as refused:
        there = read_meeting(meeting_id)
        return _refused(there, attempt, refused.rules, is_given=how is not None), 422
    except Conflict:
        there = read_meeting(meeting_id)
        stale = replace(attempt, problem=_(CONFLICT), version=there.framing.version, is_stale=True)
        return frame_page(there, attempt=stale), 409
    return onward(meeting_id, stays_open=is_open, where="?gemt#h-replies")


def _reply(meeting_id: str, attempt: Attempt, how: Delivery | None) -> bool:
    loose = loose_rules(attempt.loose)
    given = GivenReplies(attempt.version, attempt.replies, how, loose)
    return replying.reply(setting(), meeting_id, staff_links().keys, tools().epoch, given)


def _attempt(read: ReadMeeting) -> Attempt:
    replies, loose = given_replies((wish.key for wish in read.wishes), request.form)
    return Attempt(replies, loose, request.form.get("version", default=0, type=int))


def _refused(
    read: ReadMeeting, attempt: Attempt, rules: Mapping[str, str], *, is_given: bool
) -> str:
    """The page again, read anew: what could be saved of it has been."""
    is_saved = read.framing.version != attempt.version
    problem = NOT_GIVEN if is_given else PARTLY_SAVED if is_saved else NOT_SAVED
    if "delivery" in rules:
        problem = REPLY_REFUSED[rules["delivery"]]
    again = replace(attempt, rules=rules, problem=_(problem), version=read.framing.version)
    return frame_page(read, attempt=again)
