"""`boernestemme keys …`: what is done to keys by hand."""

import click
from flask.cli import with_appcontext

from boernestemme.services.setting_up import void_all_links
from boernestemme.web.tools import tools


@click.group("keys")
def keys_group() -> None:
    """Signing keys and the epoch."""


@keys_group.command("new-epoch")
@with_appcontext
def new_epoch() -> None:
    """After restoring a snapshot: void every link made so far, so that no used link revives."""
    epoch = void_all_links(tools().settings.epoch_file)
    click.echo(f"Epoch {epoch}: restart the service. Open links become tasks: make a new link.")
