"""`boernestemme user …` and `boernestemme municipality …`: who takes part."""

import sys

import click
from flask.cli import with_appcontext

from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.web.tools import now, staff_links


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
    administering.add_account(new)
    click.echo(f"Added {email}.")


@user_group.command("disable")
@click.argument("email")
@click.option("--receiver", help="E-mail of the colleague who takes over open links.")
@with_appcontext
def disable_user(email: str, receiver: str | None) -> None:
    """Close an account; its open links need a receiver."""
    administering.disable_account(email, receiver, now())
    click.echo(f"Disabled {email}.")


def _password() -> str:
    if sys.stdin.isatty():
        given: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
        return given
    return sys.stdin.readline().rstrip("\n")


@click.group("municipality")
def municipality_group() -> None:
    """Municipalities of this installation."""


@municipality_group.command("add")
@click.argument("code")
@click.argument("name")
@click.option("--call-number", required=True, help="The number a child may call.")
@with_appcontext
def add_municipality(code: str, name: str, call_number: str) -> None:
    """Add a municipality with its keys and its access log."""
    administering.add_municipality(code, name, call_number, staff_links().keys, now())
    click.echo(f"Added {code} {name}.")
    if code not in MUNICIPALITIES:
        click.echo(f"{code} is not one of the 98: its answers will be in no release.", err=True)
