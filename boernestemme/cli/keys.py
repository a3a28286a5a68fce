"""`boernestemme keys …`: what is done to keys by hand."""

import click
from flask.cli import with_appcontext

from boernestemme.services.erasing import replay
from boernestemme.services.setting_up import void_all_links
from boernestemme.web.tools import tools


@click.group("keys")
def keys_group() -> None:
    """What is done to keys by hand."""


@keys_group.command("new-epoch")
@with_appcontext
def new_epoch() -> None:
    """After restoring a snapshot: no used link revives, and nothing erased comes back."""
    settings = tools().settings
    epoch = void_all_links(settings.epoch_file)
    removed = replay(settings.erasure_ledger)
    click.echo(
        f"Epoch {epoch}: restart the service. Open links become tasks: make a new link. "
        f"{removed} erased papers and cards that the backup brought back are gone again."
    )
