"""`boernestemme team …`: the teams of a municipality."""

import click
from flask.cli import with_appcontext

from boernestemme.services import keeping_teams
from boernestemme.services.keeping_teams import team_by_name, teams_of
from boernestemme.services.offices import operators_office
from boernestemme.web.tools import now


@click.group("team")
def team_group() -> None:
    """Teams of a municipality, each by its name."""


@team_group.command("add")
@click.argument("code")
@click.argument("name")
@with_appcontext
def add_team(code: str, name: str) -> None:
    """Add a team to a municipality."""
    keeping_teams.add(operators_office(code, now()), name)
    click.echo(f"Added team {name} in {code}.")


@team_group.command("rename")
@click.argument("code")
@click.argument("name")
@click.argument("new_name")
@with_appcontext
def rename_team(code: str, name: str, new_name: str) -> None:
    """Give a team another name."""
    office = operators_office(code, now())
    keeping_teams.rename(office, team_by_name(office, name).id, new_name)
    click.echo(f"Team {name} in {code} is now {new_name}.")


@team_group.command("remove")
@click.argument("code")
@click.argument("name")
@with_appcontext
def remove_team(code: str, name: str) -> None:
    """Take a team away that nobody is in."""
    office = operators_office(code, now())
    keeping_teams.remove(office, team_by_name(office, name).id)
    click.echo(f"Removed team {name} in {code}.")


@team_group.command("list")
@click.argument("code")
@with_appcontext
def list_teams(code: str) -> None:
    """Show the teams and how many are in each."""
    found = teams_of(operators_office(code, now()))
    for team in found:
        click.echo(f"{team.name}: {len(team.people)}")
    click.echo(f"{len(found)} teams in {code}.")
