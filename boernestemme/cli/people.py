"""`boernestemme user …`: the accounts of staff."""

import sys

import click
from flask.cli import with_appcontext

from boernestemme.domain.errors import EntryRefused, NotFound
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import (
    administering,
    confirming,
    keeping_people,
    keeping_teams,
    second_factors,
    signing_up,
)
from boernestemme.services.administering import AdministrationRefused, NewAccount
from boernestemme.services.keeping_people import ROLES, Details
from boernestemme.services.keeping_teams import team_by_name
from boernestemme.services.listing_people import people_of
from boernestemme.services.offices import operators_office
from boernestemme.web.tools import now, tools

NOT_CHOSEN = "{email} has chosen no password yet, or has a link left to choose another"
WELCOME = "/administration/velkommen/"
NO_DOOR = "The setting staff_url is missing: put the address of the staff's door before this path."
NO_LINK = "it has the password it was added with, and no link to choose another"
NAME_ALONE = "only its name can be changed"
NO_TEAM = "it is in no team"


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
    office, account = administering.office_at(email, now())
    keeping_people.reopen(office, account.id)
    click.echo(f"Enabled {email}.")


@user_group.command("confirm")
@click.argument("email")
@with_appcontext
def confirm_user(email: str) -> None:
    """Say yes to an account an administrator made, where no leader can; first ask its owner."""
    office, account = administering.office_at(email, now())
    try:
        confirming.confirm_by_command(office, account.id)
    except NotFound as error:
        raise NotFound(f"{email} is not waiting for a yes") from error
    except EntryRefused as error:
        raise AdministrationRefused(NOT_CHOSEN.format(email=email)) from error
    click.echo(f"Confirmed {email}: it can sign in now.")


@user_group.command("change")
@click.argument("email")
@click.option("--first-name", help="The name a child reads.")
@click.option("--role", type=click.Choice([role.value for role in ROLES]))
@click.option("--backup", help="E-mail of the colleague who reads when this one is away.")
@with_appcontext
def change_user(email: str, first_name: str | None, role: str | None, backup: str | None) -> None:
    """Give somebody another name, role or backup reader; a role only without meetings."""
    if role or backup:
        _check_municipalitys(email, NAME_ALONE)
    office, row = administering.office_at(email, now())
    backup_id = administering.account_of(backup).id if backup else row.backup_id
    name, new_role = first_name or row.first_name, Role(role or row.role)
    details = Details(name, new_role, row.team_id, backup_id)
    keeping_people.change(office, row.id, details)
    click.echo(f"Changed {email}.")


@user_group.command("move")
@click.argument("email")
@click.option("--team", help="The team's name; without it the account is in none.")
@with_appcontext
def move_user(email: str, team: str | None) -> None:
    """Put somebody into a team of the municipality, or out of it."""
    _check_municipalitys(email, NO_TEAM)
    office, account = administering.office_at(email, now())
    keeping_teams.move(office, account.id, team_by_name(office, team).id if team else None)
    click.echo(f"Moved {email} to {team or 'no team'}.")


@user_group.command("link")
@click.argument("email")
@with_appcontext
def make_link(email: str) -> None:
    """Make a link by which somebody chooses a password: used once, within 72 hours."""
    _check_municipalitys(email, NO_LINK)
    office, account = administering.office_at(email, now())
    staff_url = tools().settings.staff_url
    if not staff_url:
        click.echo(NO_DOOR, err=True)
    click.echo(f"{staff_url}{WELCOME}{signing_up.make(office, account.id)}")


@user_group.command("list")
@click.argument("code")
@with_appcontext
def list_users(code: str) -> None:
    """Show a municipality's accounts: e-mail, role, whether it can sign in or waits, team."""
    found = people_of(operators_office(code, now()))
    for one in found:
        click.echo(f"{one.email} {one.role} {one.access} {one.team or '-'}")
    click.echo(f"{len(found)} accounts in {code}.")


def _check_municipalitys(email: str, why_not: str) -> None:
    """Refuse what the board's people cannot have."""
    if administering.account_of(email).municipality == BOARD_CODE:
        raise AdministrationRefused(f"{email} is the board's: {why_not}")


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
