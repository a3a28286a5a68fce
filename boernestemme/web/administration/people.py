"""Everybody in the municipality, and adding somebody."""

from dataclasses import dataclass

from flask import Response, render_template

from boernestemme.domain.errors import EntryRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import keeping_people, keeping_teams
from boernestemme.services.listing_people import Access, Someone, people_of
from boernestemme.web.administration import blueprint
from boernestemme.web.administration.acting import go_to, office
from boernestemme.web.administration.person_forms import PersonForm, options, sent
from boernestemme.web.administration.wording import ACCESS, ROLES, messages
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context

PEOPLE = "/administration/personer/"


@dataclass(frozen=True)
class Line:
    """One person on the list."""

    address: str
    name: str
    email: str
    role: str
    team: str
    backup: str
    access: str


@blueprint.get("/personer/")
@opens(Permission.ADMINISTER)
def people() -> str:
    """Those who can have work here first, closed accounts behind a press."""
    everybody = people_of(office())
    is_open = [one.access is not Access.CLOSED for one in everybody]
    lines = [_line(one) for one in everybody]
    return render_template(
        "administration/people.html",
        lines=[line for line, stays in zip(lines, is_open, strict=True) if stays],
        closed=[line for line, stays in zip(lines, is_open, strict=True) if not stays],
        **page_context(),
    )


@blueprint.get("/personer/ny")
@opens(Permission.ADMINISTER)
def ask_new_person() -> str:
    """Who is it?"""
    return _new_page(PersonForm(), {})


@blueprint.post("/personer/ny")
@opens(Permission.ADMINISTER)
def add_person() -> Response | tuple[str, int]:
    """Add somebody; how they get in comes on their own page."""
    form = sent()
    try:
        account_id = keeping_people.add(office(), form.email, form.details())
    except EntryRefused as refused:
        return _new_page(form, messages(refused.rules)), 422
    return go_to(f"{PEOPLE}{account_id}/")


def _new_page(form: PersonForm, errors: dict[str, str]) -> str:
    acting = office()
    return render_template(
        "administration/new_person.html",
        form=form,
        options=options(people_of(acting), keeping_teams.teams_of(acting)),
        errors=errors,
        **page_context(),
    )


def _line(one: Someone) -> Line:
    return Line(
        f"{PEOPLE}{one.id}/",
        one.first_name,
        one.email,
        _(ROLES[one.role]),
        one.team,
        one.backup,
        _(ACCESS[one.access]) if one.access in ACCESS else "",
    )
