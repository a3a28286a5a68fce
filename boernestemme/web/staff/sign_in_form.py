"""The page where staff sign in, at whichever side it is asked for."""

from flask import render_template, request

from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff import ways
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.knocking import providers, takes_passwords
from boernestemme.web.tools import tools

TITLES = {
    "caseworker": N_("Log ind som medarbejder"),
    "board": N_("Log ind: %(board)s"),
}
JUST_CHOSEN = "valgt"  # in the address of somebody who comes from choosing a password
MANY = 6  # more of them are chosen from a list


def sign_in_form(email: str, error: str | None) -> str:
    """The page; ``error`` is what could not be done."""
    settings, title = tools().settings, TITLES[request.blueprint or ""]
    return render_template(
        "staff/sign_in.html",
        title=_(title, board=settings.board_name),
        action=ways.sign_in_page(),
        email=email,
        has_chosen=JUST_CHOSEN in request.args,
        error=error,
        providers=providers(),
        are_many=len(providers()) > MANY,
        takes_passwords=takes_passwords(),
        **page_context(),
    )
