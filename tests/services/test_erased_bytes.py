"""SQLite: no piece of an erased row is left in the database's file or in its log."""

import shutil
import sqlite3
from pathlib import Path

from sqlalchemy import text

from boernestemme.domain.meeting import AgeGroup
from boernestemme.services.erasing import erase_due
from boernestemme.storage.db import db, session
from tests.factories import older_answers, younger_answers
from tests.raw_bytes import raw
from tests.services.post_box import ERASED, file_all, on
from tests.services.steps import reply_to_all
from tests.world import World

MEETINGS, PIECE, STEP = 24, 24, 97
SEALED = ("wrapped_key", "open_closed", "open_texts", "guarded_closed", "guarded_texts")


def fill(world: World) -> list[str]:
    """Many meetings with answers of many lengths, every second one filed; the filed ones."""
    filed = []
    for number in range(MEETINGS):
        age = list(AgeGroup)[number % 2]
        said = younger_answers if age is AgeGroup.YOUNGER else older_answers
        link = world.link(age_group=age)
        world.answer(link, said(topics_text="ord " * (7 * number % 90)))
        reply_to_all(world, link, words=f"svar {number}")
        filed += [link] * (number % 2)
    for link in filed:
        file_all(world, link)
    return [link.meeting_id for link in filed]


def pieces(meeting_ids: list[str]) -> set[bytes]:
    """Pieces from all along every sealed field of these meetings' papers."""
    names, found = ", ".join(f":id{number}" for number in range(len(meeting_ids))), set()
    values = {f"id{number}": one for number, one in enumerate(meeting_ids)}
    for columns, table in (
        (", ".join(SEALED), "submissions"),
        ("wrapped_key, content", "framings"),
    ):
        query = text(f"SELECT {columns} FROM {table} WHERE meeting_id IN ({names})")
        for row in session().execute(query, values):
            for field in row:
                starts = range(0, len(field) - PIECE, STEP)
                found |= {bytes(field[start : start + PIECE]) for start in starts}
    session().rollback()
    return found


def on_disk(folder: Path, wanted: set[bytes]) -> int:
    """How many of the pieces are found in the files of a database."""
    files = [raw(path) for path in folder.glob("*.sqlite3*")]
    assert files
    return sum(any(piece in content for content in files) for piece in wanted)


def test_no_piece_of_an_erased_row_is_left_on_disk(world: World, tmp_path: Path) -> None:
    gone = fill(world)
    wanted, folder = pieces(gone), world.tools.settings.instance
    assert len(wanted) > 500
    assert on_disk(folder, wanted) > 0.95 * len(wanted), "the control; some lie on two pages"
    assert erase_due(tmp_path / "erased.log", on(world, ERASED)) == 2 * len(gone)
    assert on_disk(folder, wanted) == 0
    assert (folder / "test.sqlite3-wal").stat().st_size == 0


def test_rows_removed_without_writing_over_them_are_found(world: World, tmp_path: Path) -> None:
    gone = fill(world)
    wanted, folder = pieces(gone), world.tools.settings.instance
    db.session.remove()
    db.engine.dispose()
    copy = tmp_path / "copy"
    copy.mkdir()
    shutil.copy(folder / "test.sqlite3", copy / "copy.sqlite3")
    with sqlite3.connect(copy / "copy.sqlite3") as bare:
        bare.execute("PRAGMA secure_delete = OFF")
        for table in ("submissions", "framings"):
            bare.execute(f"DELETE FROM {table} WHERE filed_on IS NOT NULL")
    bare.close()
    assert on_disk(copy, wanted) > len(wanted) / 2


def test_rows_removed_and_left_in_the_log_are_found(world: World) -> None:
    """Writing over them in the file is not enough: the log still has them."""
    gone = fill(world)
    wanted, folder = pieces(gone), world.tools.settings.instance
    session().execute(text("DELETE FROM submissions WHERE filed_on IS NOT NULL"))
    session().execute(text("DELETE FROM framings WHERE filed_on IS NOT NULL"))
    session().commit()
    assert on_disk(folder, wanted) > 0
