"""The public pages: a half-year with everything it tells, and one municipality picked in it."""

from typing import Any

from flask import Response, abort, render_template, request, url_for

from boernestemme.domain.period import Period, parse_period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.roles import Permission
from boernestemme.services.publishing import approved_so_far, published, published_numbers
from boernestemme.web.assets import addresses
from boernestemme.web.guard import opens
from boernestemme.web.locale import page_language, spoken
from boernestemme.web.numbers import blueprint
from boernestemme.web.numbers.page import content_of
from boernestemme.web.numbers.shelf import kept_page

PICKED = "kommune"


@blueprint.get("/")
@opens(Permission.ANYBODY)
def newest() -> Response:
    """The newest half-year that is published."""
    return _kept(None)


@blueprint.get("/<period>/")
@opens(Permission.ANYBODY)
def half_year(period: str) -> Response:
    """One half-year; a draft is not there."""
    wanted = parse_period(period)
    if wanted is None:
        abort(404)
    return _kept(wanted)


def _kept(wanted: Period | None) -> Response:
    """The page of a period, or of the newest; it changes only when something is approved."""
    picked = request.args.get(PICKED, "")
    if picked and picked not in MUNICIPALITIES:
        abort(404)
    key = (spoken().code, wanted, picked, approved_so_far())
    return kept_page(key, lambda: _made(wanted, picked))


def _made(wanted: Period | None, picked: str) -> str:
    every = published()
    one = next((one for one in every if wanted in (None, one.period)), None)
    if one is None and wanted is None:
        return render_template("numbers/none.html", **_page_context())
    if one is None:
        abort(404)
    return render_template(
        "numbers/release.html",
        **content_of(one.release, [other.release for other in every], picked),
        digest=one.digest,
        others=tuple(other.period for other in every if other.period != one.period),
        numbers=published_numbers(one.period),
        **_page_context(),
    )


def _page_context() -> dict[str, Any]:
    favicon_url = url_for("assets.favicon")
    return {"favicon_url": favicon_url, **page_language(), **addresses("numbers")}
