"""`boernestemme municipality …`: who takes part, and what each municipality has set for itself."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import click
from flask.cli import with_appcontext

from boernestemme.domain.entries import phone_rule, tidy_phone
from boernestemme.domain.local_settings import SECTIONS, checked
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.services import administering, keeping_municipality
from boernestemme.services.keeping_municipality import Municipality, municipality_of
from boernestemme.services.offices import operators_office
from boernestemme.web.tools import now, staff_links

NAMES = tuple(name for fields in SECTIONS.values() for name in fields)


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
    if phone_rule(tidy_phone(call_number)):
        click.echo(f"{call_number} is no Danish number: no child can call it.", err=True)


def _with_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for name in reversed(NAMES):
        command = click.option(f"--{name.replace('_', '-')}", name)(command)
    return command


@municipality_group.command("set")
@click.argument("code")
@_with_options
@with_appcontext
def set_municipality(code: str, **given: str | None) -> None:
    """Set what is named; '' brings back the installation's own."""
    wanted = {name: value for name, value in given.items() if value is not None}
    if not wanted:
        raise click.UsageError(f"name what to set with --{NAMES[0]} or another option")
    office = operators_office(code, now())
    stands = _stands(municipality_of(office))
    changes = {
        section: checked(section, {name: wanted.get(name, stands[name]) for name in fields})
        for section, fields in SECTIONS.items()
        if wanted.keys() & fields.keys()
    }
    for section, values in changes.items():
        keeping_municipality.change(office, section, values)
    click.echo(f"Set {', '.join(wanted)} of {code}.")


@municipality_group.command("show")
@click.argument("code")
@with_appcontext
def show_municipality(code: str) -> None:
    """Show what a municipality has set, one line each."""
    stands = _stands(municipality_of(operators_office(code, now())))
    for name in NAMES:
        click.echo(f"{name}: {stands[name] or '-'}")


def _stands(found: Municipality) -> dict[str, str]:
    own = {"name": found.name, "call_number": found.call_number}
    return own | asdict(found.local)
