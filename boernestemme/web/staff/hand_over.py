"""Handing over, as case worker and team leader both ask for it: the form's words and fields."""

from flask import request

from boernestemme.domain.errors import HandOverRefused
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

REFUSED = {
    "receiver": N_("Vælg den kollega, der skal have det."),
    "no_third": N_("Der mangler en tredje kollega, som kan være makker. Tal med din leder."),
    "case_number": N_("Nummeret passer ikke til de to ord. Er det det rigtige barn?"),
    "cpr": N_("Det ligner et CPR-nummer. Skriv kun sagens nummer."),
    "nothing": N_("Der er ikke noget at give videre."),
    "not_yours": N_("Kun den, mødet hører til, kan give det videre. Eller lederen."),
}


def refused_fields(refused: HandOverRefused) -> dict[str, str]:
    """Why it was refused, at the field it concerns."""
    field = "case_number" if refused.rule in {"case_number", "cpr"} else "receiver"
    return {field: _(REFUSED[refused.rule])}


def chosen_receiver() -> str:
    """The colleague chosen in the form, or nothing."""
    return request.form.get("receiver", "")


def tells_child() -> bool:
    """True where the child is to be told who it was before."""
    return "tell" in request.form
