"""Where a provider says that somebody signed out there (OpenID Connect back-channel logout).

No browser comes here and no form's token: what counts is the provider's signature.
"""

from flask import Blueprint, Response, current_app, request

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import signing_on
from boernestemme.services.signing_on import Desk
from boernestemme.web.guard import opens
from boernestemme.web.tools import now, tools

staff_blueprint = Blueprint("caseworker_provider", __name__, url_prefix="/raadgiver")
board_blueprint = Blueprint("board_provider", __name__, url_prefix="/styrelse")


@staff_blueprint.post("/log-ud/udbyder")
@board_blueprint.post("/log-ud/udbyder")
@opens(Permission.ANYBODY)
def signed_out_there() -> Response:
    """End the sessions that the signed message names."""
    asks = tools().providers
    try:
        if asks is None:
            raise SignOnRefused("not_ready")
        desk = Desk(tools().settings.sign_on, asks, "")
        signing_on.signed_out_there(request.form.get("logout_token", ""), desk, now())
    except SignOnRefused as refused:
        current_app.logger.warning("provider's message refused: %s", refused.detail)
        return Response("refused\n", 400, mimetype="text/plain")
    return Response("", 200, mimetype="text/plain")
