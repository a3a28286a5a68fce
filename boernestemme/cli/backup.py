"""`boernestemme backup` and `boernestemme restore`: one sealed file, and an empty database."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import click

from boernestemme.domain.backup import BackupRefused
from boernestemme.services import anchoring, backing_up, restoring
from boernestemme.services.backing_up import Sources
from boernestemme.settings import Settings
from boernestemme.web.tools import staff_links

PUBLIC_FILE = "backup.public"
WHY = {
    "no_key": "{detail} is no key of backups: 'boernestemme keys backup' makes a pair",
    "exists": "{detail} is there already, and a backup takes nobody's place",
    "busy": "another backup to {detail} is being taken",
    "no_database": "the database was never set up, or this login cannot read it",
    "not_ours": "the file is no backup of this program",
    "other_key": "the file is sealed to the key pair {detail}, and this is another",
    "damaged": "the file is changed, or was cut short: take another backup",
    "newer": "the file was made by a newer version of the program: install that one first",
    "other_kind": "the file is of another kind of database: {detail}",
    "not_empty": "the database is not empty. Restore into a new one, and nothing is written over",
    "no_ledger": "{detail} is missing, which tells what was erased since: bring its newest copy, "
    "or say --ledger-is-lost",
    "tool": "PostgreSQL says: {detail}",
}
existing_file = click.Path(exists=True, dir_okay=False, path_type=Path)


def refusal(refused: BackupRefused) -> click.ClickException:
    """Why, in one line."""
    return click.ClickException(WHY[refused.rule].format(detail=refused.detail))


def sources_of(settings: Settings) -> Sources:
    """What a backup is of."""
    return Sources(settings.database, settings.epoch_file, settings.erasure_ledger)


@click.command("backup")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--to", "public_file", type=existing_file, metavar="PUBLIC",
              help=f"The public half of the offline key. By default {PUBLIC_FILE} in the folder "
              "of the installation.")  # fmt: skip
def backup_command(file: Path, public_file: Path | None) -> None:
    """Copy the database into a new FILE, sealed to the offline key, while everybody goes on."""
    settings = Settings.from_environment()
    public_file = public_file or settings.instance / PUBLIC_FILE
    try:
        taken = backing_up.take(sources_of(settings), public_file, file, datetime.now(UTC))
    except BackupRefused as refused:
        raise refusal(refused) from refused
    click.echo(f"Backup: {file}, {taken.size} bytes, SHA-256 {taken.digest}.")


@click.command("restore")
@click.argument("file", type=existing_file)
@click.option("--key", "private_file", required=True, type=existing_file, metavar="PRIVATE",
              help="The private half of the offline key.")  # fmt: skip
@click.option("--ledger-is-lost", is_flag=True, help="Restore though nobody has the ledger of "
              "what was erased since: those papers come back.")  # fmt: skip
def restore_command(file: Path, private_file: Path, ledger_is_lost: bool) -> None:
    """Restore FILE into an empty database. Run again what was interrupted; close all doors first.

    Erased stays erased, used stays used: every link made before is dead and becomes a task.
    """
    settings = Settings.from_environment()
    try:
        backup = restoring.read(file, private_file)
        made = restore_into(settings, backup, datetime.now(UTC), ledger_is_lost=ledger_is_lost)
    except BackupRefused as refused:
        raise refusal(refused) from refused
    click.echo(
        f"Restored as of {backup.manifest.taken_at:%Y-%m-%d %H:%M} UTC: epoch {made.epoch}, "
        f"{made.erased} erased papers gone again, {made.keys_that_open} of {made.keys} keys open. "
        "Now: setup (--roles on PostgreSQL), then open the doors; open links have become tasks."
    )
    if made.keys_that_open < made.keys:
        raise click.ClickException(
            f"{settings.wrapping_key_file} opens {made.keys_that_open} of {made.keys} keys: put "
            "the wrapping key of that day there, or what is sealed to the others stays closed"
        )


def restore_into(
    settings: Settings, backup: restoring.Backup, now: datetime, *, ledger_is_lost: bool = False
) -> restoring.MadeTrue:
    """Fill an installation's empty database, make it true, and open it. Raises BackupRefused."""
    from boernestemme import create_app

    place = sources_of(settings)
    app = create_app(replace(settings, database=restoring.address_aside(place)))
    restoring.fill(backup, place, ledger_is_lost=ledger_is_lost)
    with app.app_context():
        made = restoring.make_true(backup, place, staff_links().keys, now)
        anchoring.anchor(settings.access_log_anchors, now, is_restored=True)
        restoring.open_up(place)
    return made
