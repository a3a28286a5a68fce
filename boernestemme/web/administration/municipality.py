"""The municipality's own name and settings: all at a glance, each changed on a page of its own."""

from collections.abc import Mapping
from dataclasses import asdict

from flask import Response, abort, render_template, request

from boernestemme.domain.errors import EntryRefused
from boernestemme.domain.local_settings import SECTIONS, Section
from boernestemme.domain.roles import Permission
from boernestemme.services import keeping_municipality
from boernestemme.services.keeping_municipality import Municipality, municipality_of
from boernestemme.web.administration import blueprint
from boernestemme.web.administration.acting import go_to, office
from boernestemme.web.administration.section_wording import WORDS
from boernestemme.web.administration.wording import messages
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context
from boernestemme.web.tools import usual_settings

HERE = "/administration/kommunen/"
SECTION_OF = {words.address: section for section, words in WORDS.items()}


@blueprint.get("/kommunen/")
@opens(Permission.ADMINISTER)
def municipality() -> str:
    """What is set, and what a child sees of it."""
    found = municipality_of(office())
    return render_template(
        "administration/municipality.html",
        municipality=found,
        local=found.local.over(usual_settings()),
        sections=[_shown(section, _values(found)) for section in Section],
        was_saved="gemt" in request.args,
        **page_context(),
    )


@blueprint.get("/kommunen/<section>")
@opens(Permission.ADMINISTER)
def ask_section(section: str) -> str:
    """What belongs together, to be changed."""
    return _section_page(_known(section), _values(municipality_of(office())), {})


@blueprint.post("/kommunen/<section>")
@opens(Permission.ADMINISTER)
def change_section(section: str) -> Response | tuple[str, int]:
    """Set it; an empty field brings back the installation's own."""
    known = _known(section)
    given = {name: request.form.get(name, "") for name in SECTIONS[known]}
    try:
        keeping_municipality.change(office(), known, given)
    except EntryRefused as refused:
        return _section_page(known, given, messages(refused.rules)), 422
    return go_to(f"{HERE}?gemt#{section}")


def _known(address: str) -> Section:
    if address not in SECTION_OF:
        abort(404)
    return SECTION_OF[address]


def _values(found: Municipality) -> dict[str, str]:
    own = {"name": found.name, "call_number": found.call_number}
    return own | asdict(found.local)


def _usual(name: str) -> str:
    return str(getattr(usual_settings(), name, ""))


def _shown(section: Section, values: Mapping[str, str]) -> dict[str, object]:
    """A section on the overview: each value, the usual one, or that there is none."""
    words = WORDS[section]
    lines = [
        (_(one.label), values[name] or _usual(name) or _("Ikke skrevet endnu"), not values[name])
        for name, one in words.fields.items()
    ]
    return {"title": _(words.title), "address": words.address, "lines": lines}


def _section_page(section: Section, values: Mapping[str, str], errors: dict[str, str]) -> str:
    words = WORDS[section]
    fields = [
        (name, _(one.label), values[name], _(one.hint) if one.hint else "", one.type)
        for name, one in words.fields.items()
    ]
    usual = [_usual(name) for name in words.fields if _usual(name)]
    return render_template(
        "administration/section.html",
        title=_(words.title),
        why=_(words.why),
        address=words.address,
        fields=fields,
        usual=", ".join(usual),
        errors=errors,
        **page_context(),
    )
