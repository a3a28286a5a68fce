"""`boernestemme accesslog anchor` and `accesslog verify`: the log of who read what is whole."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from boernestemme.domain.log_anchors import FORM, Anchors
from boernestemme.services import anchoring
from boernestemme.services.anchoring import Anchored
from boernestemme.services.verifying import broken_chains, read_anchors
from boernestemme.web.tools import now, tools

CHANGED = "the access log is not as it was anchored: {}. Run 'boernestemme accesslog verify'"
of_file = click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Another file of anchors than the installation's own.",
)


@click.group("accesslog")
def accesslog_group() -> None:
    """The log of who read what."""


@accesslog_group.command("anchor")
@of_file
@click.option(
    "--restored",
    is_flag=True,
    help="The database was set back in time, and not by 'boernestemme restore': what was anchored "
    "beyond that moment is void.",
)
@with_appcontext
def anchor_command(file: Path | None, restored: bool) -> None:
    """Note the end of every chain in a file outside the database, and say the seal over all.

    The seal is for mail or paper: 'accesslog verify --seal' asks for it years later.
    """
    try:
        done = anchoring.anchor(_file(file), now(), is_restored=restored)
    except (OSError, ValueError) as problem:
        raise click.ClickException(f"nothing was anchored: {problem}") from problem
    if changed := changed_in(done):
        raise click.ClickException(changed)
    click.echo(f"Anchored: {done.added} chains that have grown. Seal: {done.seal}")


@accesslog_group.command("verify")
@of_file
@click.option("--seal", help="A seal from mail or paper that must be among the anchors' own.")
@with_appcontext
def verify_command(file: Path | None, seal: str | None) -> None:
    """Check every municipality's chain and its anchors; exit status 1 when one is broken."""
    try:
        anchors = read_anchors(_file(file))
    except OSError as problem:
        raise click.ClickException(f"the anchors cannot be read: {problem}") from problem
    _check_file(anchors, seal)
    checked, broken = broken_chains(anchors)
    if broken:
        places = ", ".join(f"{code} at {place}" for code, place in broken.items())
        raise click.ClickException(f"the access log does not hold: {places}")
    click.echo(f"Whole: {checked} chains, {_when(anchors)}.")


def changed_in(done: Anchored) -> str | None:
    """Which chains are no longer what was anchored of them, None where all are."""
    return CHANGED.format(", ".join(done.changed)) if done.changed else None


def _file(given: Path | None) -> Path:
    return given or tools().settings.access_log_anchors


def _check_file(anchors: Anchors, seal: str | None) -> None:
    if anchors.damaged is not None:
        raise click.ClickException(f"the anchors do not hold at line {anchors.damaged}")
    if seal is not None and seal.strip().casefold() not in anchors.seals:
        raise click.ClickException("the anchors do not hold: none of them has this seal")


def _when(anchors: Anchors) -> str:
    """Till when the owner of the database can have changed nothing unseen."""
    return f"anchored last {anchors.last_at:{FORM}}" if anchors.last_at else "never anchored"
