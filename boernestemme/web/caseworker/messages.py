"""Sending a child the message with its link: the number typed twice, ordered, and tried at once."""

from flask import Response, make_response, redirect, request

from boernestemme.domain.danish_mobile import typed_twice
from boernestemme.domain.errors import AlreadyMade, MessageRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import ordering_messages, sending_messages
from boernestemme.services.sending_messages import WayOut
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.link_page import link_page_again
from boernestemme.web.caseworker.message_box import Attempt
from boernestemme.web.caseworker.wording_messages import REFUSED
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.message import message_with
from boernestemme.web.tools import now, staff_gateway, staff_links, tools


@blueprint.post("/moeder/<meeting_id>/sms")
@opens(Permission.READ_MEETING)
def send_message(meeting_id: str) -> Response | tuple[str, int]:
    """Order the message, and try once to send it; what does not go out now waits."""
    number, again = (request.form.get(name, "") for name in ("number", "number_again"))
    try:
        _order(meeting_id, typed_twice(number, again))
    except AlreadyMade:
        pass  # a second press on the same page: the first one's message is what is shown
    except MessageRefused as refused:
        field = "number_again" if refused.rule == "differ" else "number"
        attempt = Attempt(number, again, {field: _(REFUSED[refused.rule])})
        page = link_page_again(meeting_id, just_made=False, attempt=attempt)
        return (page, 422) if isinstance(page, str) else page
    return make_response(redirect(f"/raadgiver/moeder/{meeting_id}?sms=1", 303))


def _order(meeting_id: str, number: str) -> None:
    gateway = staff_gateway()
    if gateway is None:
        raise MessageRefused("no_gateway")
    once = request.form.get("once", "")
    order_id = ordering_messages.order(setting(), meeting_id, number, once, staff_links())
    way = WayOut(gateway, message_with(tools().settings), staff_links())
    sending_messages.send(way, order_id, now())
