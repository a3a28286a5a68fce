"""The folder a case system picks up from: whole or not at all, and nothing is written over."""

import errno
import os
import stat
from pathlib import Path

import pytest

from boernestemme.storage import export_folder

PARTS = {".json": b"{}", ".txt": "æøå".encode(), ".pdf": b"%PDF"}
NAMES = {"navn.txt", "navn.pdf", "navn.json"}


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def test_all_parts_are_there_for_the_owner_alone(tmp_path: Path) -> None:
    export_folder.put(tmp_path, "navn", PARTS)
    assert names(tmp_path) == NAMES
    assert (tmp_path / "navn.txt").read_bytes() == "æøå".encode()
    assert {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()} == {0o600}


def test_the_facts_get_their_name_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    named, rename = [], Path.rename

    def noting(self: Path, target: Path) -> Path:
        named.append(target.suffix)
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", noting)
    export_folder.put(tmp_path, "navn", PARTS)
    assert named[-1] == ".json" and set(named) == {".txt", ".pdf", ".json"}


@pytest.mark.parametrize("taken", sorted(NAMES))
def test_nothing_is_written_over(tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("før")
    with pytest.raises(FileExistsError):
        export_folder.put(tmp_path, "navn", PARTS)
    assert names(tmp_path) == {taken}
    assert (tmp_path / taken).read_text() == "før"


@pytest.mark.parametrize("fails_at", [1, 2, 3, 4, 5])
def test_a_full_disk_leaves_nothing_half_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int
) -> None:
    """At each part, and when the names of the folder are to be kept, before and after."""
    times, fsync = [0], os.fsync

    def full(descriptor: int) -> None:
        times[0] += 1
        if times[0] == fails_at:
            raise OSError(errno.ENOSPC, "no space left on device")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        export_folder.put(tmp_path, "navn", PARTS)
    assert names(tmp_path) == set()
    export_folder.put(tmp_path, "navn", PARTS)
    assert names(tmp_path) == NAMES, "the control"


def test_without_the_folder_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        export_folder.put(tmp_path / "findes-ikke", "navn", PARTS)
