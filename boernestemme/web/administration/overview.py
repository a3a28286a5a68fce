"""The administrator's overview: what is missing, and how the municipality stands."""

from dataclasses import dataclass

from flask import render_template

from boernestemme.domain.roles import Permission, Role
from boernestemme.services.listing_people import Gap, Standing, standing
from boernestemme.web.administration import blueprint
from boernestemme.web.administration.acting import office
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff.browser import page_context
from boernestemme.web.tools import usual_settings

PEOPLE, SETTINGS = "/administration/personer/", "/administration/kommunen/"
MANY = {
    Role.CASEWORKER: N_("Rådgivere"),
    Role.LEADER: N_("Ledere"),
    Role.ADMINISTRATOR: N_("Administratorer"),
}
GAPS = {
    Gap.LEADER: (N_("Der er ingen leder"), N_("Tilføj en leder"), f"{PEOPLE}ny"),
    Gap.YES: (N_("Venter på en leders ja"), N_("Se personer"), PEOPLE),
    Gap.ACCESS: (N_("Kan ikke logge ind endnu"), N_("Se personer"), PEOPLE),
    Gap.BACKUP: (N_("Har ingen fast makker"), N_("Se personer"), PEOPLE),
    Gap.TEAM: (N_("Er ikke på et team"), N_("Se teams"), "/administration/team/"),
    Gap.DUTY: (N_("Børn kan ikke se kommunens døgnvagt"), N_("Skriv nummeret"), f"{SETTINGS}vagt"),
    Gap.PROTECTION: (
        N_("Ingen kontakt til databeskyttelse"),
        N_("Skriv kontakten"),
        f"{SETTINGS}databeskyttelse",
    ),
    Gap.ACCESSIBILITY: (
        N_("Ingen tilgængelighedserklæring"),
        N_("Skriv adressen"),
        f"{SETTINGS}tilgaengelighed",
    ),
}


@dataclass(frozen=True)
class Task:
    """What is missing, whom it concerns, and where it is mended."""

    what: str
    who: str
    mend: str
    address: str


@blueprint.get("/")
@opens(Permission.ADMINISTER)
def overview_page() -> str:
    """Everything on one page; nothing here can be pressed but the ways on."""
    seen = standing(office(), usual_settings())
    return render_template(
        "administration/overview.html",
        tasks=_tasks(seen),
        municipality=seen.municipality,
        counts=_counts(seen),
        **page_context(),
    )


def _tasks(seen: Standing) -> tuple[Task, ...]:
    return tuple(
        Task(_(GAPS[gap][0]), ", ".join(names), _(GAPS[gap][1]), GAPS[gap][2])
        for gap, names in seen.gaps
    )


def _counts(seen: Standing) -> tuple[tuple[str, str], ...]:
    people = ((_(label), str(seen.people[role])) for role, label in MANY.items())
    return (*people, (_("Teams"), str(seen.teams)))
