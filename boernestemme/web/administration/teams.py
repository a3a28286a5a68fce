"""Teams: the list, a new one, its name, who is in it, and taking an empty one away."""

from flask import Response, render_template, request

from boernestemme.domain.errors import EntryRefused
from boernestemme.domain.roles import Permission
from boernestemme.services import keeping_teams
from boernestemme.web.administration import blueprint
from boernestemme.web.administration.acting import go_to, office
from boernestemme.web.administration.wording import messages
from boernestemme.web.guard import opens
from boernestemme.web.staff.browser import page_context

TEAMS = "/administration/team/"


@blueprint.get("/team/")
@opens(Permission.ADMINISTER)
def teams() -> str:
    """All teams with their people."""
    return _list_page({})


@blueprint.post("/team/")
@opens(Permission.ADMINISTER)
def add_team() -> Response | tuple[str, int]:
    """A new team; its people are chosen on its own page."""
    try:
        team_id = keeping_teams.add(office(), _name())
    except EntryRefused as refused:
        return _list_page(messages(refused.rules)), 422
    return go_to(f"{TEAMS}{team_id}/")


@blueprint.get("/team/<team_id>/")
@opens(Permission.ADMINISTER)
def team(team_id: str) -> str:
    """Its name and its people."""
    return _team_page(team_id, {})


@blueprint.post("/team/<team_id>/")
@opens(Permission.ADMINISTER)
def rename_team(team_id: str) -> Response | tuple[str, int]:
    """Another name."""
    try:
        keeping_teams.rename(office(), team_id, _name())
    except EntryRefused as refused:
        return _team_page(team_id, messages(refused.rules)), 422
    return go_to(f"{TEAMS}{team_id}/?gemt")


@blueprint.post("/team/<team_id>/personer")
@opens(Permission.ADMINISTER)
def set_members(team_id: str) -> Response:
    """Those who are ticked are in it, and nobody else."""
    keeping_teams.set_members(office(), team_id, frozenset(request.form.getlist("member")))
    return go_to(f"{TEAMS}{team_id}/?gemt")


@blueprint.post("/team/<team_id>/fjern")
@opens(Permission.ADMINISTER)
def remove_team(team_id: str) -> Response | tuple[str, int]:
    """Take it away, if nobody is in it."""
    try:
        keeping_teams.remove(office(), team_id)
    except EntryRefused as refused:
        return _team_page(team_id, messages(refused.rules)), 422
    return go_to(TEAMS)


def _name() -> str:
    return request.form.get("name", "")


def _list_page(errors: dict[str, str]) -> str:
    return render_template(
        "administration/teams.html",
        teams=keeping_teams.teams_of(office()),
        name=_name(),
        errors=errors,
        **page_context(),
    )


def _team_page(team_id: str, errors: dict[str, str]) -> str:
    name, members = keeping_teams.look(office(), team_id)
    return render_template(
        "administration/team.html",
        team_id=team_id,
        name=name,
        typed=_name() if "name" in errors else name,
        members=members,
        can_remove=not any(one.is_in for one in members),
        errors=errors,
        was_saved="gemt" in request.args,
        **page_context(),
    )
