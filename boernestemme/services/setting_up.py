"""Setting up an installation: key files that are never overwritten, today's schema, the roles."""

from datetime import MAXYEAR, UTC, datetime
from pathlib import Path

from boernestemme.storage import (
    access_log,
    child_sessions,
    epoch,
    installation,
    sign_in_steps,
    sign_ups,
    staff_sessions,
    wrapping,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.granting import grant_in_database
from boernestemme.storage.migrating import migrate_database

ROLE_PREFIX = "boernestemme"
SIGN_IN_KEY = "sign_in.key"
EVER = datetime(MAXYEAR, 1, 1, tzinfo=UTC)


def make_key_files(
    wrapping_key_file: Path, epoch_file: Path, sign_in_key_file: Path | None = None
) -> None:
    """Write the wrapping key, the sign-in key and the epoch where they are missing.

    The sign-in key lies beside the wrapping key unless another place is named.
    """
    for file in (
        wrapping_key_file,
        sign_in_key_file or wrapping_key_file.with_name(SIGN_IN_KEY),
    ):
        if not file.exists():
            wrapping.write_new_key(file)
    if not epoch_file.exists():
        epoch.write_epoch(epoch_file, epoch.FIRST_EPOCH)


def bring_up_to_date(database: str) -> None:
    """Migrate the database at this address to today's schema."""
    migrate_database(database)


def give_roles(database: str, prefix: str = ROLE_PREFIX) -> list[str]:
    """Make the PostgreSQL roles with the rights of the written table; their names.

    Raises SettingsMissing on another kind of database, or when a right given besides stands in
    the way.
    """
    return list(grant_in_database(database, prefix).values())


def void_all_links(epoch_file: Path, known: int = 0) -> int:
    """Raise the epoch over the file's and a ``known`` one: no link made so far can be used any
    more; the new epoch.

    All sessions end too, and links to choose a password: none that had ended shall live again.
    """
    raised = epoch.raise_epoch(epoch_file, known)
    with transaction():
        child_sessions.end_all()
        staff_sessions.end_older(EVER)
        sign_in_steps.end_older(EVER)
        sign_ups.forget_older(EVER)
    return raised


def is_demo() -> bool:
    """True when this database holds invented data."""
    return installation.fact(installation.DEMO) is not None


def note_demo() -> None:
    """Mark this database as one of invented data."""
    with transaction():
        installation.note(installation.DEMO, "invented data")


def holds_data() -> bool:
    """True when somebody's data lie in this database."""
    return bool(access_log.municipalities())
