"""Who is asking, and may they: every route is closed until it names what it takes to open it."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Flask, abort, current_app, request

from boernestemme.domain.roles import Permission

View = TypeVar("View", bound=Callable[..., Any])
MARK = "opened_by"
GUARDED = frozenset({"child", "caseworker", "leader", "administration", "board"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
FOREIGN = frozenset({"cross-site", "same-site"})


def opens(permission: Permission) -> Callable[[View], View]:
    """Declare who may open a view."""

    def mark(view: View) -> View:
        setattr(view, MARK, permission)
        return view

    return mark


def permission_of(endpoint: str) -> Permission | None:
    """What it takes to open an endpoint; None when it was never declared."""
    view = current_app.view_functions.get(endpoint)
    found: Permission | None = getattr(view, MARK, None)
    return found


def asked_permission() -> Permission:
    """What this request's view takes. A view that never said so is closed to everyone."""
    permission = permission_of(request.endpoint or "")
    if permission is None:
        abort(404)
    return permission


def close_by_default(app: Flask) -> None:
    """Close every route that no audience guards, unless it is declared open to anybody.

    An audience's own rules come after this one, in its blueprint.
    """

    @app.before_request
    def _check() -> None:
        if request.endpoint is None:
            return
        permission = asked_permission()
        if request.blueprint not in GUARDED and permission is not Permission.ANYBODY:
            abort(404)


def changes_something() -> bool:
    """True for requests that may change anything, and so must carry a form's token."""
    return request.method not in SAFE_METHODS


def comes_from_elsewhere() -> bool:
    """True when the browser says that another site sent this form."""
    return request.headers.get("Sec-Fetch-Site") in FOREIGN


def comes_from_outside() -> bool:
    """True when the browser says that no page of ours led here: typed, tapped in another app, or
    taken from history. (A tab brought back with the browser says what it said at first.)"""
    return request.headers.get("Sec-Fetch-Site") == "none"
