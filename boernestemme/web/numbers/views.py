"""The public pages: a half-year's headlines, its tables, and how they were made."""

from typing import Any

from flask import abort, render_template, url_for

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import parse_period
from boernestemme.domain.release import Release
from boernestemme.domain.roles import Permission
from boernestemme.services.publishing import PublishedRelease, published
from boernestemme.web.assets import addresses
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import page_language
from boernestemme.web.numbers import blueprint, wording
from boernestemme.web.releases.headlines import headlines_of
from boernestemme.web.releases.tables import tables_of, wishes_of
from boernestemme.web.releases.wording import AGES


@blueprint.get("/")
@opens(Permission.ANYBODY)
def newest() -> str:
    """The newest half-year that is published."""
    found = published()
    if not found:
        return render_template("numbers/none.html", **_page_context())
    return _page(found[0], found)


@blueprint.get("/<period>/")
@opens(Permission.ANYBODY)
def half_year(period: str) -> str:
    """One half-year; a draft is not there."""
    wanted, found = parse_period(period), published()
    one = next((one for one in found if one.period == wanted), None)
    if one is None:
        abort(404)
    return _page(one, found)


def _page(one: PublishedRelease, every: list[PublishedRelease]) -> str:
    return render_template(
        "numbers/release.html",
        release=one.release,
        scope=_scope(one.release),
        headlines=headlines_of(one.release),
        tables=tables_of(one.release),
        wishes=wishes_of(one.release),
        not_heard=_not_heard(one.release),
        asked=_asked(),
        about=tuple((_(title), tuple(map(_, lines))) for title, lines in wording.ABOUT),
        digest=one.digest,
        licence=wording.LICENCE,
        others=tuple(other.period for other in every if other.period != one.period),
        **_page_context(),
    )


def _scope(release: Release) -> str:
    """*19 af 98 kommuner*; never *the whole country* when it is not."""
    if release.taking_part == release.municipalities:
        return _("Alle %(every)s kommuner", every=release.municipalities)
    some, every = release.taking_part, release.municipalities
    return _("%(some)s af %(every)s kommuner", some=some, every=every)


def _not_heard(release: Release) -> tuple[str, ...]:
    others = release.municipalities - release.taking_part
    more = (_(wording.OTHER_MUNICIPALITIES, others=others),) if others else ()
    return (*map(_, wording.NOT_HEARD), *more)


def _asked() -> tuple[tuple[str, tuple[str, ...], str], ...]:
    return tuple(
        (_(AGES[age]), tuple(map(_, wording.ASKED[age])), _(wording.SCALES[age]))
        for age in AgeGroup
    )


def _page_context() -> dict[str, Any]:
    favicon_url = url_for("assets.favicon")
    return {"favicon_url": favicon_url, **page_language(), **addresses("numbers")}
