"""For operators: is it alive, and is it ready to take an answer?"""

from flask import Blueprint, Response, current_app, jsonify

from boernestemme.domain.roles import Permission
from boernestemme.web.guard import opens

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@opens(Permission.ANYBODY)
def healthz() -> Response:
    """The process answers."""
    return jsonify(status="alive")


@blueprint.get("/readyz")
@opens(Permission.ANYBODY)
def readyz() -> tuple[Response, int]:
    """Database, migrations and keys are in place; names the first that is not."""
    missing = current_app.extensions["readiness"]()
    if missing:
        return jsonify(status="not ready", missing=missing), 503
    return jsonify(status="ready"), 200
