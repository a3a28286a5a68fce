"""`boernestemme keys …`: what is done to keys by hand."""

from pathlib import Path

import click
from flask.cli import with_appcontext

from boernestemme.cli.backup import refusal
from boernestemme.domain.backup import BackupRefused
from boernestemme.domain.delivery_key import REMARK, to_text
from boernestemme.services import backing_up
from boernestemme.services.delivering import make_key
from boernestemme.services.erasing import replay
from boernestemme.services.key_rotation import KeyFiles, RotationRefused, begin, finish
from boernestemme.services.setting_up import void_all_links
from boernestemme.settings import FILE_NAME
from boernestemme.web.tools import now, tools

ROTATION = {
    "under_way": "a rotation is under way: restart all processes, then run 'keys rotate --finish'",
    "not_begun": "no rotation is under way: begin with 'keys rotate'",
    "settings_file": "the settings file has no line link_keys = [...]: rotate them by hand",
    "environment": "the link keys come from the environment and not from the settings file: rotate "
    "them by hand",
}


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


@keys_group.command("backup")
@click.argument("name", type=click.Path(dir_okay=False, path_type=Path))
def backup_key(name: Path) -> None:
    """Make the offline key of backups: NAME.private and NAME.public.

    It needs no installation: make it on another machine, and bring only NAME.public to the server.
    """
    private, public = (name.with_name(f"{name.name}.{half}") for half in ("private", "public"))
    try:
        known_by = backing_up.make_key(private, public)
    except BackupRefused as refused:
        raise refusal(refused) from refused
    click.echo(f"Key pair {known_by}: {public} goes to the server, {private} never does.")


@keys_group.command("rotate")
@click.option("--finish", "is_second", is_flag=True, help="Use the new keys, and them alone.")
@with_appcontext
def rotate(is_second: bool) -> None:
    """New keys for links, for wrapping, and for each municipality, in two steps.

    First without --finish: every process reads the new keys once it is started again. Then with
    --finish: they are used. Links that are out go on, and answers stay as they lie. A half-year's
    statistics key is its own, made for it and destroyed after it: that one is never rotated.
    """
    settings = tools().settings
    files = KeyFiles(settings.instance / FILE_NAME, settings.wrapping_key_file, settings.link_keys)
    try:
        if not is_second:
            begin(files)
            click.echo("Laid out: restart all, then run 'keys rotate --finish'.")
            return
        done = finish(files, now())
    except RotationRefused as refused:
        raise click.ClickException(ROTATION[refused.rule]) from refused
    click.echo(
        f"Rotated: restart all. {done.rewrapped} keys wrapped anew, {done.pairs} municipalities "
        f"with a new key. {done.retired} goes to the safe, for backups from before."
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
