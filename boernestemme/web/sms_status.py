"""Where the SMS gateway tells what became of a message: no page, no session, a signature.

It has no form's token, for no browser of ours sends it: what it changes, it changes by a signature
over its whole body, and to the same whoever sends it how often.
"""

from flask import Blueprint, abort, request

from boernestemme.domain.roles import Permission
from boernestemme.services import message_receipts
from boernestemme.web.guard import opens
from boernestemme.web.tools import now, tools

blueprint = Blueprint("sms_status", __name__)


@blueprint.post("/sms/status")
@opens(Permission.ANYBODY)
def take_status() -> tuple[str, int]:
    """One word of the gateway's. What is signed is taken with thanks, whether it is of use or not.

    (Else the gateway would come with it again for a day.)
    """
    gateway = tools().settings.sms
    if gateway is None or not gateway.callback_secret:
        abort(404)
    body, signature = request.get_data(cache=False), request.headers.get("Signature", "")
    if not message_receipts.is_signed(body, signature, gateway.callback_secret):
        abort(403)
    message_receipts.take(body, now())
    return "", 204
