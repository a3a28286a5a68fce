"""`boernestemme user …`: the accounts of staff."""

import sys

import click
from flask.cli import with_appcontext

from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import (
    administering,
    keeping_people,
    keeping_teams,
    second_factors,
    signing_up,
)
from boernestemme.services.administering import NewAccount
from boernestemme.services.keeping_people import ROLES, Details
from boernestemme.services.keeping_teams import team_by_name
from boernestemme.services.listing_people import people_of
from boernestemme.services.offices import Office, operators_office
from boernestemme.web.tools import now, tools

WELCOME = "/administration/velkommen/"


@click.group("user")
def user_group() -> None:
    """Staff accounts."""


@user_group.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--municipality", help="Four-digit code; the board has none.")
@click.option("--first-name", required=True)
@click.option("--backup", help="E-mail of the colleague who reads when this one is away.")
@with_appcontext
def add_user(
    email: str, role: str, municipality: str | None, first_name: str, backup: str | None
) -> None:
    """Add an account; the password is asked for, or read from standard input."""
    if municipality is None and role != Role.BOARD:
        raise click.UsageError("name the municipality with --municipality")
    code = municipality or BOARD_CODE
    new = NewAccount(email, Role(role), code, first_name, _password(), backup)
    administering.add_account(new, now())
    click.echo(f"Added {email}.")


@user_group.command("disable")
@click.argument("email")
@click.option("--receiver", help="E-mail of the colleague who takes over open links.")
@with_appcontext
def disable_user(email: str, receiver: str | None) -> None:
    """Close an account; its open links need a receiver."""
    administering.disable_account(email, receiver, now())
    click.echo(f"Disabled {email}.")


@user_group.command("enable")
@click.argument("email")
@with_appcontext
def enable_user(email: str) -> None:
    """Open a closed account again."""
    keeping_people.reopen(*_at(email))
    click.echo(f"Enabled {email}.")


@user_group.command("change")
@click.argument("email")
@click.option("--first-name", help="The name a child reads.")
@click.option("--role", type=click.Choice([role.value for role in ROLES]))
@click.option("--backup", help="E-mail of the colleague who reads when this one is away.")
@with_appcontext
def change_user(email: str, first_name: str | None, role: str | None, backup: str | None) -> None:
    """Give somebody another name, role or backup reader; a role only without meetings."""
    office, account_id = _at(email)
    row = administering.account_of(email)
    backup_id = administering.account_of(backup).id if backup else row.backup_id
    name, new_role = first_name or row.first_name, Role(role or row.role)
    details = Details(name, new_role, row.team_id, backup_id)
    keeping_people.change(office, account_id, details)
    click.echo(f"Changed {email}.")


@user_group.command("move")
@click.argument("email")
@click.option("--team", help="The team's name; without it the account is in none.")
@with_appcontext
def move_user(email: str, team: str | None) -> None:
    """Put somebody into a team of the municipality, or out of it."""
    office, account_id = _at(email)
    keeping_teams.move(office, account_id, team_by_name(office, team).id if team else None)
    click.echo(f"Moved {email} to {team or 'no team'}.")


@user_group.command("link")
@click.argument("email")
@with_appcontext
def make_link(email: str) -> None:
    """Make a link by which somebody chooses a password: used once, within 72 hours."""
    token = signing_up.make(*_at(email))
    click.echo(f"{tools().settings.staff_url}{WELCOME}{token}")


@user_group.command("list")
@click.argument("code")
@with_appcontext
def list_users(code: str) -> None:
    """Show a municipality's accounts: e-mail, role, whether it can sign in, team."""
    found = people_of(operators_office(code, now()))
    for one in found:
        click.echo(f"{one.email} {one.role} {one.access} {one.team or '-'}")
    click.echo(f"{len(found)} accounts in {code}.")


def _at(email: str) -> tuple[Office, str]:
    """The operator's office for an account's municipality, and the account's id."""
    account = administering.account_of(email)
    return operators_office(account.municipality, now()), account.id


@user_group.command("reset-factor")
@click.argument("email")
@with_appcontext
def reset_factor(email: str) -> None:
    """Delete a second factor that is lost; the next sign-in sets up a new one."""
    second_factors.reset(administering.account_of(email).email, None, now())
    click.echo(f"{email} has no second factor now, and is signed out everywhere.")


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return given
    return sys.stdin.readline().rstrip("\n")
