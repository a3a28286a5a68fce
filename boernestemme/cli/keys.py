"""`boernestemme keys …`: what is done to keys by hand."""

import click
from flask.cli import with_appcontext

from boernestemme.domain.delivery_key import REMARK, to_text
from boernestemme.services.delivering import make_key
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


@keys_group.command("delivery")
@with_appcontext
def delivery_key() -> None:
    """Print the public part of this installation's key for deliveries; made when there is none.

    Both ends of a delivery have one: the board gives its own to the municipalities, and each
    municipality gives its own to the board. The whole output may lie in the file that is handed
    over; the fingerprint is for comparing by voice.
    """
    part = make_key(tools().settings.statistics_folder)
    click.echo(to_text(part))
    click.echo(f"{REMARK} Fingeraftryk: {part.fingerprint}")
