"""`boernestemme housekeeping` and `boernestemme accesslog verify`."""

import click
from flask.cli import with_appcontext

from boernestemme.services.housekeeping import keep_house
from boernestemme.services.verifying import broken_chains
from boernestemme.web.tools import now


@click.command("housekeeping")
@with_appcontext
def housekeeping_command() -> None:
    """Do everything that is due; safe from a timer, any number at once."""
    swept = keep_house(now())
    click.echo(
        f"Done: {swept.links} links closed, {swept.drafts} drafts and {swept.sessions} sessions "
        f"removed, {swept.events} events logged."
    )


@click.group("accesslog")
def accesslog_group() -> None:
    """The log of who read what."""


@accesslog_group.command("verify")
@with_appcontext
def verify_command() -> None:
    """Check every municipality's chain; exit status 1 when one is broken."""
    checked, broken = broken_chains()
    if broken:
        places = ", ".join(f"{code} at line {line}" for code, line in broken.items())
        raise click.ClickException(f"the access log does not hold: {places}")
    click.echo(f"Whole: {checked} chains.")
