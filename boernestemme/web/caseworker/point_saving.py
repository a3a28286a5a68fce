"""Saving own words to one point of a framing: by a press, or as it is written."""

from flask import Response, jsonify, make_response, redirect, request
from werkzeug.datastructures import MultiDict

from boernestemme.domain.errors import PointRefused
from boernestemme.domain.framing import FramingPoint, PointText
from boernestemme.domain.roles import Permission
from boernestemme.services import preparing
from boernestemme.services.access import own_meeting
from boernestemme.services.preparing import PointConflict
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.meetings import MEETING, frame_page, read_meeting
from boernestemme.web.caseworker.point_views import PointAttempt, points_of, refusal
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import staff_links

BY_SCRIPT = "application/json"


@blueprint.post(f"{MEETING}/ramme")
@opens(Permission.READ_MEETING)
def save_point(meeting_id: str) -> Response | tuple[Response | str, int]:
    """Save one point. What is refused stays in its field; after a conflict both texts are shown."""
    own_meeting(setting(), meeting_id)  # a stranger is told the same, whatever was sent
    point, given = _given_point(request.form), _given_words(request.form)
    if point is None:
        return problem_page(_("Punktet findes ikke."), 422)
    try:
        saved = preparing.save_point(setting(), meeting_id, staff_links().keys, point, given)
    except PointRefused as refused:
        mine = PointText(_text(request.form, "text"), given.version)
        return _refused(meeting_id, PointAttempt(point, mine, rule=refused.rule), 422)
    except PointConflict as conflict:
        mine = PointText(_text(request.form, "text"), given.version)
        return _refused(meeting_id, PointAttempt(point, mine, theirs=conflict.theirs), 409)
    if _is_script():
        return jsonify(version=saved.version)
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}?punkt={point}#p-{point}", 303))


def _refused(meeting_id: str, attempt: PointAttempt, status: int) -> tuple[Response | str, int]:
    """The page with all that was typed; to the script what it shows at the field."""
    if _is_script():
        theirs = None if attempt.theirs is None else attempt.theirs.text
        answer = jsonify(message=refusal(attempt), version=attempt.version, theirs=theirs)
        return answer, status
    read = read_meeting(meeting_id)
    return frame_page(read, points=points_of(read, attempt=attempt)), status


def _is_script() -> bool:
    return request.accept_mimetypes.best == BY_SCRIPT


def _given_point(form: MultiDict[str, str]) -> FramingPoint | None:
    given = form.get("point", "")
    return FramingPoint(given) if given in set(FramingPoint) else None


def _given_words(form: MultiDict[str, str]) -> PointText:
    """Own words. What was not changed is none: it follows the child's answers from then on."""
    text = _text(form, "text")
    is_changed = text.strip() and text.strip() != _text(form, "shown").strip()
    return PointText(text if is_changed else "", form.get("version", default=0, type=int))


def _text(form: MultiDict[str, str], name: str) -> str:
    """A field as it was written; browsers send line feeds in pairs."""
    return form.get(name, "").replace("\r\n", "\n")
