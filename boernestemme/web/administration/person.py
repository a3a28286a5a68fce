"""One person: changing, a link to get in by, closing the account and opening it again."""

from flask import Response, render_template, request, url_for

from boernestemme.domain.errors import EntryRefused
from boernestemme.domain.roles import Permission, Role
from boernestemme.services import keeping_people, keeping_teams, second_factors, signing_up
from boernestemme.services.listing_people import Access, Closely, look_closely, people_of
from boernestemme.services.signing_in import who_can_say_yes
from boernestemme.web.administration import blueprint
from boernestemme.web.administration.acting import go_to, office
from boernestemme.web.administration.people import PEOPLE
from boernestemme.web.administration.person_forms import PersonForm, form_of, options, sent
from boernestemme.web.administration.wording import ACCESS, messages
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff.browser import page_context, signed_in
from boernestemme.web.tools import now, tools

HERE = "/personer/<person_id>/"
DONE = {
    "gemt": N_("Gemt."),
    "aabnet": N_("Kontoen er åben igen."),
    "lukket": N_("Kontoen er lukket."),
    "nulstillet": N_("Koden fra appen er nulstillet. Den skal sættes op igen."),
}


@blueprint.get(HERE)
@opens(Permission.ADMINISTER)
def person(person_id: str) -> str:
    """Who it is, and what can be done."""
    seen = look_closely(office(), person_id)
    return _page(seen, form_of(seen.someone), {})


@blueprint.post(HERE)
@opens(Permission.ADMINISTER)
def change_person(person_id: str) -> Response | tuple[str, int]:
    """Another name, role, team or backup reader."""
    form, acting = sent(), office()
    try:
        keeping_people.change(acting, person_id, form.details())
    except EntryRefused as refused:
        return _page(look_closely(acting, person_id), form, messages(refused.rules)), 422
    return go_to(f"{PEOPLE}{person_id}/?gemt")


@blueprint.post(f"{HERE}link")
@opens(Permission.ADMINISTER)
def make_sign_up(person_id: str) -> str | tuple[str, int]:
    """A link to choose a password by, shown this once."""
    acting = office()
    try:
        token = signing_up.make(acting, person_id)
    except EntryRefused as refused:
        seen = look_closely(acting, person_id)
        return _page(seen, form_of(seen.someone), messages(refused.rules)), 422
    someone = look_closely(acting, person_id).someone
    return render_template(
        "administration/sign_up.html",
        someone=someone,
        needs_yes=someone.role is not Role.ADMINISTRATOR,
        link=_door() + url_for("administration.welcome", token=token),
        **page_context(),
    )


@blueprint.get(f"{HERE}luk")
@opens(Permission.ADMINISTER)
def ask_close(person_id: str) -> str:
    """Who takes over?"""
    return _close_page(look_closely(office(), person_id), {})


@blueprint.post(f"{HERE}luk")
@opens(Permission.ADMINISTER)
def close_person(person_id: str) -> Response | tuple[str, int]:
    """Close the account; what is open goes to the receiver at once."""
    acting, receiver = office(), request.form.get("receiver") or None
    try:
        keeping_people.close(acting, person_id, receiver)
    except EntryRefused as refused:
        return _close_page(look_closely(acting, person_id), messages(refused.rules)), 422
    return go_to(f"{PEOPLE}{person_id}/?lukket")


@blueprint.post(f"{HERE}aabn")
@opens(Permission.ADMINISTER)
def reopen_person(person_id: str) -> Response:
    """Open a closed account again."""
    keeping_people.reopen(office(), person_id)
    return go_to(f"{PEOPLE}{person_id}/?aabnet")


@blueprint.post(f"{HERE}totrin")
@opens(Permission.ADMINISTER)
def reset_factor(person_id: str) -> Response:
    """Let somebody who lost the phone set up a second factor anew."""
    someone = look_closely(office(), person_id).someone
    second_factors.reset(someone.email, signed_in(), now())
    return go_to(f"{PEOPLE}{person_id}/?nulstillet")


def _door() -> str:
    """The address of the staff's door, as the installation knows it or this browser reached it."""
    return tools().settings.staff_url or request.host_url.rstrip("/")


def _page(seen: Closely, form: PersonForm, errors: dict[str, str]) -> str:
    acting, access = office(), seen.someone.access
    return render_template(
        "administration/person.html",
        seen=seen,
        someone=seen.someone,
        is_closed=access is Access.CLOSED,
        has_way_in=access in {Access.READY, Access.WAITING},
        waits=access is Access.WAITING,
        needs_yes=seen.someone.role is not Role.ADMINISTRATOR,
        leaders=", ".join(who_can_say_yes(acting.municipality)),
        had_link=access in {Access.INVITED, Access.EXPIRED},
        access=_(ACCESS[access]) if access in ACCESS else "",
        no_link=messages({"link": seen.why_no_link})["link"] if seen.why_no_link else "",
        form=form,
        options=options(people_of(acting), keeping_teams.teams_of(acting), but=seen.someone.id),
        errors=errors,
        done=next((_(text) for name, text in DONE.items() if name in request.args), ""),
        **page_context(),
    )


def _close_page(seen: Closely, errors: dict[str, str]) -> str:
    return render_template(
        "administration/close_person.html",
        seen=seen,
        someone=seen.someone,
        receivers=(
            ("", _("Vælg en kollega")),
            *((one.id, one.first_name) for one in seen.receivers),
        ),
        chosen=request.form.get("receiver", ""),
        errors=errors,
        **page_context(),
    )
