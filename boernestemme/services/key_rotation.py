"""Rotating keys while everybody goes on: first all processes read the new ones, then they are used.

Between the two steps every process is started anew. A step that was interrupted is run again.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from boernestemme.domain.errors import Refused
from boernestemme.services.key_keeping import KeyKeeper
from boernestemme.storage import link_keys_file, wrapping
from boernestemme.storage.db import transaction
from boernestemme.storage.new_file import write_new
from boernestemme.storage.sealing import KEY_BYTES

LINK_KEY_BYTES = 36


class RotationRefused(Refused):
    """Keys are not rotated; all of them are as they were.

    Attributes:
        rule: ``under_way`` when beginning, ``not_begun`` when finishing, ``settings_file`` or
            ``environment`` where the link keys stand otherwise or elsewhere.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


@dataclass(frozen=True)
class KeyFiles:
    """Where the keys lie: the settings file with the link keys, and the wrapping key's.

    ``link_keys`` are those in use, which must be the file's own.
    """

    settings: Path
    wrapping: Path
    link_keys: tuple[str, ...]


@dataclass(frozen=True)
class Rotated:
    """What was done: keys wrapped anew, new pairs, and where the wrapping key of before lies."""

    rewrapped: int
    pairs: int
    retired: Path


def begin(files: KeyFiles) -> None:
    """Lay a new link key and a new wrapping key beside those in use. Raises RotationRefused."""
    keys = wrapping.read_keys(files.wrapping)
    if len(keys) > 1:
        raise RotationRefused("under_way")
    try:
        if link_keys_file.all_keys(files.settings) != files.link_keys:
            raise RotationRefused("environment")
        if link_keys_file.next_key(files.settings) is None:
            link_keys_file.prepare(files.settings, secrets.token_urlsafe(LINK_KEY_BYTES))
    except (FileNotFoundError, ValueError) as problem:
        raise RotationRefused("settings_file") from problem
    wrapping.put_keys(files.wrapping, (*keys, secrets.token_bytes(KEY_BYTES)))


def finish(files: KeyFiles, now: datetime) -> Rotated:
    """Use the new keys alone, once every process holds them. Raises RotationRefused, CannotOpen.

    The wrapping key of before goes into a file beside: backups from before need it.
    """
    keys = wrapping.read_keys(files.wrapping)
    if len(keys) == 1:
        raise RotationRefused("not_begun")
    keeper = KeyKeeper(*keys)
    with transaction():
        rewrapped = keeper.rewrap_all()
        pairs = keeper.add_pairs(now)
    if link_keys_file.next_key(files.settings) is not None:
        link_keys_file.let_sign(files.settings)
    retired = files.wrapping.with_name(f"{files.wrapping.name}.until-{now:%Y-%m-%d-%H%M%S}")
    write_new(retired, b"".join(keys[:-1]))
    wrapping.put_keys(files.wrapping, keys[-1:])
    return Rotated(rewrapped, pairs, retired)
