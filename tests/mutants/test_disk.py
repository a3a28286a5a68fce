"""What is written, made and removed on a disk is as it was once it is put back."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.mutants.disk import Disk


def everything(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.rglob("*") if one.is_file()}


def test_files_are_as_they_were(tmp_path: Path) -> None:
    (tmp_path / "longer").write_text("a")
    (tmp_path / "shorter").write_text("much of it")
    (tmp_path / "within").mkdir()
    (tmp_path / "within" / "gone").write_text("still here")
    before, disk = everything(tmp_path), Disk(tmp_path)
    (tmp_path / "longer").write_text("a longer text")
    (tmp_path / "shorter").write_text("")
    (tmp_path / "within" / "gone").unlink()
    (tmp_path / "new").write_text("not there before")
    assert everything(tmp_path) != before
    disk.put_back()
    assert everything(tmp_path) == before


def test_an_open_database_holds_what_it_held(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as one:
        one.execute("PRAGMA journal_mode=WAL")
        one.execute("CREATE TABLE words (word)")
        disk = Disk(tmp_path)
        with closing(sqlite3.connect(tmp_path / "a.sqlite3", isolation_level=None)) as other:
            other.execute("INSERT INTO words VALUES ('later')")
        disk.put_back()
        assert one.execute("SELECT count(*) FROM words").fetchall() == [(0,)]
