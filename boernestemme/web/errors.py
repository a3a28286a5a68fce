"""When something is wrong: plain pages, the same for every cause, and logs without secrets."""

from flask import Flask, current_app, render_template, request, url_for
from werkzeug.exceptions import BadHost, HTTPException

from boernestemme.domain.errors import Refused
from boernestemme.web.assets import addresses
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language
from boernestemme.web.logs import WithoutSecrets

NOT_FOUND, OUT_OF_ORDER, SERVER_ERROR = 404, 503, 500


def handle_errors(app: Flask) -> None:
    """Register the app's plain error pages; an audience may have kinder ones of its own."""
    app.logger.addFilter(WithoutSecrets())
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(BadHost, _no_host)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(Exception, _trouble)


def log_trouble(error: Exception) -> None:
    """Log an error under its endpoint, never its path: a path may hold a link."""
    current_app.logger.error(
        "%s in %s [%s]", type(error).__name__, request.endpoint, request.method, exc_info=error
    )


def _http_error(error: HTTPException) -> tuple[str, int]:
    return _nothing_here(error.code or SERVER_ERROR)


def _no_host(error: BadHost) -> tuple[str, int]:
    # No browser sends such a name, and without a host a page could not name its own files.
    return "", error.code


def _refused(_error: Refused) -> tuple[str, int]:
    return _nothing_here(NOT_FOUND)


def _nothing_here(status: int) -> tuple[str, int]:
    return plain_page(_("Her er ikke noget nu"), _("Du kan lukke siden."), status)


def _trouble(error: Exception) -> tuple[str, int]:
    log_trouble(error)
    return plain_page(_("Noget gik galt"), _("Prøv igen om lidt."), OUT_OF_ORDER)


def plain_page(title: str, text: str, status: int) -> tuple[str, int]:
    """A page with nothing of the service on it."""
    page = render_template(
        "errors/page.html",
        title=title,
        text=text,
        favicon_url=url_for("assets.favicon"),
        **page_language(),
        **addresses("child"),
    )
    return page, status
