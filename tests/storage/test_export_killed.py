"""What a process that was killed leaves in a case system's folder: taken away, and no more."""

import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boernestemme.storage import export_folder

PARTS = {".json": b"{}", ".txt": b"a", ".pdf": b"b"}
NAMES = {"navn.json", "navn.pdf", "navn.txt"}
HOUR = timedelta(hours=1)


def names(folder: Path) -> set[str]:
    return {one.name for one in folder.iterdir()}


def killed(folder: Path, at_name: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the folder as it is when a process is killed where it names its n-th part."""
    left, rename, begun = [at_name], Path.rename, folder / "begun"

    def dying(self: Path, target: Path) -> Path:
        left[0] -= 1
        if not left[0]:
            for one in begun.iterdir():
                shutil.copy2(one, folder)
        return rename(self, target)

    begun.mkdir()
    with monkeypatch.context() as patched:
        patched.setattr(Path, "rename", dying)
        export_folder.put(begun, "navn", PARTS)
    shutil.rmtree(begun)


@pytest.mark.parametrize(("at_name", "left"), [(1, set()), (3, {"navn.txt", "navn.pdf"})])
def test_what_a_killed_process_left_goes_once_it_is_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at_name: int, left: set[str]
) -> None:
    """Also parts that have their names already: without the facts nobody was to read them."""
    export_folder.put(tmp_path, "andet", PARTS)
    whole = names(tmp_path)
    killed(tmp_path, at_name, monkeypatch)
    there = names(tmp_path)
    assert {one for one in there - whole if not one.startswith(".")} == left
    assert ".navn.json.unfinished" in there, "the control: it leaves something"
    now = datetime.now(UTC)
    assert export_folder.tidy(tmp_path, now - HOUR) == 0
    assert names(tmp_path) == there, "somebody may be writing it now"
    assert export_folder.tidy(tmp_path, now + HOUR) == 3 - len(left)
    assert names(tmp_path) == whole


def test_nothing_whole_and_nothing_of_others_is_touched(tmp_path: Path) -> None:
    export_folder.put(tmp_path, "navn", PARTS)
    for other in (".locked", "navn.unfinished", "brev.txt"):
        (tmp_path / other).write_text("x")
    (tmp_path / ".navn.json.unfinished").write_text("left by another, of a paper that is whole")
    assert export_folder.tidy(tmp_path, datetime.now(UTC) + HOUR) == 1
    assert names(tmp_path) == NAMES | {".locked", "navn.unfinished", "brev.txt"}
