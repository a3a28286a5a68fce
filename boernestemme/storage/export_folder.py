"""The folder a case system picks papers up from: a paper is there whole, or not at all.

Every part is written under another name and is on disk before any gets its own. The list of
facts comes last: whoever waits for it finds the rest. Nothing that is there is written over.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

LAST = ".json"
UNFINISHED = ".unfinished"
OWNER_ALONE = 0o600


def put(folder: Path, name: str, parts: Mapping[str, bytes]) -> None:
    """Lay the parts of one paper in the folder, each as ``name`` and its ending.

    Raises OSError when that fails; then none of them is there.
    """
    final = {folder / f"{name}{ending}": content for ending, content in _last(parts).items()}
    try:
        for path, content in final.items():
            _write(_unfinished(path), content)
        _keep_names(folder)
        _name_all(list(final))
    finally:
        for path in final:
            _unfinished(path).unlink(missing_ok=True)


def tidy(folder: Path, written_before: datetime) -> int:
    """Take away what a process that was killed left half-done; how many files.

    Parts that have their names go too while the list of facts has none: nobody was to read them.
    """
    taken = 0
    for unfinished in sorted(folder.glob(f".*{UNFINISHED}")):
        paper = unfinished.name.removeprefix(".").removesuffix(UNFINISHED)
        if _is_older(unfinished, written_before):
            if paper.endswith(LAST):
                _take_named(folder, paper.removesuffix(LAST))
            unfinished.unlink(missing_ok=True)
            taken += 1
    return taken


def _is_older(path: Path, moment: datetime) -> bool:
    """By when it was written; False for what its writer has taken away by now."""
    try:
        return path.lstat().st_mtime < moment.timestamp()
    except FileNotFoundError:
        return False


def _take_named(folder: Path, name: str) -> None:
    if not os.path.lexists(folder / f"{name}{LAST}"):
        for path in folder.glob(f"{name}.*"):
            path.unlink(missing_ok=True)


def _last(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    return dict(sorted(parts.items(), key=lambda part: part[0] == LAST))


def _unfinished(path: Path) -> Path:
    return path.with_name(f".{path.name}{UNFINISHED}")


def _write(path: Path, content: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ALONE)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(descriptor)


def _name_all(paths: list[Path]) -> None:
    """Give each its own name; where that fails, those that have theirs are taken away again."""
    named: list[Path] = []
    try:
        for path in paths:
            if os.path.lexists(path):
                raise FileExistsError(f"{path} is there already")
            _unfinished(path).rename(path)
            named.append(path)
        _keep_names(paths[0].parent)
    except OSError:
        for path in named:
            path.unlink()
        raise


def _keep_names(folder: Path) -> None:
    """Have the folder's list of names on disk too."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
