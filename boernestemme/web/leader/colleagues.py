"""New colleagues wait for a leader's yes: who they are, who made the account, yes and no."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Response, make_response, redirect, request

from boernestemme.domain.errors import EntryRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Permission
from boernestemme.services import confirming
from boernestemme.services.access import Setting
from boernestemme.services.confirming import Newcomer
from boernestemme.web.guard import opens
from boernestemme.web.leader import blueprint
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.leader.wording_colleagues import (
    ADMINISTRATOR,
    DEEDS,
    OPERATOR,
    REFUSED,
    ROLES,
)
from boernestemme.web.locale import full_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.pages import problem_page

HERE = "/kolleger/<person_id>"


@dataclass(frozen=True)
class NewcomerView:
    """One who waits; ``deeds`` tell who has made the account what it is."""

    address: str
    name: str
    email: str
    role: str
    team: str
    deeds: tuple[str, ...]
    can_be_confirmed: bool
    seen: str


@blueprint.post(f"{HERE}/ja")
@opens(Permission.CONFIRM_COLLEAGUE)
def say_yes(person_id: str) -> Response | tuple[str, int]:
    """It is a colleague, who can come in from now."""
    return _say(_yes_to_seen, person_id, "ja")


@blueprint.post(f"{HERE}/nej")
@opens(Permission.CONFIRM_COLLEAGUE)
def say_no(person_id: str) -> Response | tuple[str, int]:
    """It is none: the account is closed."""
    return _say(confirming.say_no, person_id, "nej")


def newcomer_views() -> tuple[NewcomerView, ...]:
    """Who waits, in words; those whom a yes lets in first."""
    waiting = sorted(confirming.newcomers(leader()), key=lambda one: not one.can_be_confirmed)
    return tuple(_view(one) for one in waiting)


def _yes_to_seen(setting: Setting, person_id: str) -> None:
    confirming.say_yes(setting, person_id, request.form.get("seen", ""))


def _say(
    answer: Callable[[Setting, str], None], person_id: str, said: str
) -> Response | tuple[str, int]:
    try:
        answer(leader(), person_id)
    except EntryRefused as refused:
        rule = refused.rules["yes"]
        return problem_page(_(REFUSED[rule]), 422)
    return make_response(redirect(f"/leder/?{said}", 303))


def _view(one: Newcomer) -> NewcomerView:
    deeds = (
        _(
            DEEDS[deed.action],
            day=full_day(danish_day(deed.at)),
            who=_(ADMINISTRATOR, name=deed.who) if deed.who else _(OPERATOR),
        )
        for deed in one.deeds
    )
    return NewcomerView(
        f"/leder/kolleger/{one.id}",
        one.first_name,
        one.email,
        _(ROLES[one.role]),
        one.team,
        tuple(deeds),
        one.can_be_confirmed,
        one.seen,
    )
