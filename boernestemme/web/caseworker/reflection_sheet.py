"""The sheet for a team's joint reflection: chosen excerpts of one's own, and no child in them.

What is chosen is put on paper and stored nowhere; what a child could be known by is refused.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import render_template, request

from boernestemme.domain.excerpt import LIMIT, MOST, name_like, telling_rule
from boernestemme.domain.reflection import Element
from boernestemme.domain.roles import Permission
from boernestemme.services.own_reflections import OwnReflection, list_own, own_pairs
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.wording_reflection import ELEMENTS, SHEET_REFUSED, TOGETHER
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import month
from boernestemme.web.tools import now, staff_links

SHEET = "/refleksion/ark"


@dataclass(frozen=True)
class Excerpt:
    """One text that may go on the sheet: its field, what it is about, and whether it is chosen."""

    name: str
    element: Element
    about: str
    text: str
    is_chosen: bool


@blueprint.get(SHEET)
@opens(Permission.READ_MEETING)
def choose_excerpts() -> str:
    """All of one's own reflections, to choose from."""
    return _choosing(_own(), {})


@blueprint.post(SHEET)
@opens(Permission.READ_MEETING)
def sheet() -> str | tuple[str, int]:
    """The sheet itself, ready for print, or what must be taken out of it first."""
    own = _own()
    chosen = [one for _reflection, excerpts in own for one in excerpts if one.is_chosen]
    errors = _errors(chosen)
    if errors:
        return _choosing(own, errors), 422
    parts = [
        (_(ELEMENTS[one]), _(TOGETHER[one]), [each.text for each in chosen if each.element is one])
        for one in Element
    ]
    return render_template(
        "caseworker/reflection_sheet.html", parts=parts, when=month(now()), **page_context()
    )


def _own() -> list[tuple[OwnReflection, tuple[Excerpt, ...]]]:
    """Each reflection with its excerpts, as they were changed on the page."""
    chosen = set(request.form.getlist("pick"))
    found = list_own(setting(), staff_links().keys.opener)
    return [(one, _excerpts(one, chosen)) for one in found]


def _excerpts(own: OwnReflection, chosen: set[str]) -> tuple[Excerpt, ...]:
    names = {element: f"own-{own.meeting_id}-{element}" for element in own.written}
    return tuple(
        Excerpt(
            name,
            element,
            _(ELEMENTS[element]),
            request.form.get(name, own.written[element]),
            name in chosen,
        )
        for element, name in names.items()
    )


def _errors(chosen: list[Excerpt]) -> Mapping[str, str]:
    if not chosen:
        return {"pick": _(SHEET_REFUSED["nothing"])}
    pairs = own_pairs(setting())
    rules = {one.name: (telling_rule(one.text, pairs), one.text) for one in chosen}
    errors = {
        name: _(SHEET_REFUSED[rule], word=name_like(text) or "")
        for name, (rule, text) in rules.items()
        if rule
    }
    if len(chosen) > MOST:
        errors["pick"] = _(SHEET_REFUSED["too_many"])
    if "read" not in request.form:
        errors["read"] = _(SHEET_REFUSED["unread"])
    return errors


def _choosing(
    own: list[tuple[OwnReflection, tuple[Excerpt, ...]]], errors: Mapping[str, str]
) -> str:
    return render_template(
        "caseworker/choose_excerpts.html",
        own=own,
        errors=errors,
        limit=LIMIT,
        is_read="read" in request.form,
        **page_context(),
    )
