"""The link keys as they stand in the settings file: two lines of it, changed in one step."""

import re
import tomllib
from pathlib import Path

from boernestemme.storage.new_file import replace_file

KEYS = re.compile(r"^link_keys *= *(\[[^\]\n]*\]) *$", re.MULTILINE)
NEXT = re.compile(r"^next_link_key *=.*\n", re.MULTILINE)


def all_keys(file: Path) -> tuple[str, ...]:
    """The keys as a process reads them: the prepared one first, which signs nothing."""
    found = tomllib.loads(file.read_text("utf-8"))
    prepared = [found["next_link_key"]] if "next_link_key" in found else []
    return tuple(map(str, [*prepared, *found.get("link_keys", ())]))


def next_key(file: Path) -> str | None:
    """The key that was prepared and does not sign yet."""
    found = tomllib.loads(file.read_text("utf-8")).get("next_link_key")
    return None if found is None else str(found)


def prepare(file: Path, key: str) -> None:
    """Write a key down that is to sign later. Raises ValueError where the keys do not stand so."""
    said = file.read_text("utf-8")
    line = _line(said, file)
    _put(file, said, f'{said[: line.start()]}next_link_key = "{key}"\n{said[line.start() :]}')


def let_sign(file: Path) -> None:
    """Put the prepared key last among the others: now it signs, and they go on verifying."""
    said, key = file.read_text("utf-8"), next_key(file)
    line = _line(said, file)
    keys = tomllib.loads(line[0])["link_keys"]
    listed = ", ".join(f'"{one}"' for one in (*keys, key))
    _put(
        file,
        said,
        NEXT.sub("", f"{said[: line.start()]}link_keys = [{listed}]{said[line.end() :]}"),
    )


def _line(said: str, file: Path) -> "re.Match[str]":
    line = KEYS.search(said)
    if line is None:
        raise ValueError(f"{file} has no line link_keys = [...]")
    return line


def _put(file: Path, said: str, changed: str) -> None:
    """Write the file, once it is clear that nothing but the keys has changed."""
    ours = {"link_keys", "next_link_key"}
    before, after = (
        {name: value for name, value in tomllib.loads(text).items() if name not in ours}
        for text in (said, changed)
    )
    if before != after:
        raise ValueError(f"{file} is not written as it was expected to be")
    replace_file(file, changed.encode("utf-8"))
