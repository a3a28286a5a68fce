"""`boernestemme user …` and `boernestemme municipality …`: who takes part."""

import sys

import click
from flask.cli import with_appcontext

from boernestemme.domain.roles import Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.web.tools import now, staff_links


@click.group("user")
def user_group() -> None:
    """Staff accounts."""


@user_group.command("add")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--municipality", required=True, help="Four-digit code.")
@click.option("--first-name", required=True)
@click.option("--backup", help="E-mail of the colleague who reads when this one is away.")
@with_appcontext
def add_user(email: str, role: str, municipality: str, first_name: str, backup: str | None) -> None:
    """Add an account; the password is asked for, or read from standard input."""
    new = NewAccount(email, Role(role), municipality, first_name, _password(), backup)
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
