"""The erasure ledger: tight, only added to, whole after a crash, and by many processes at once."""

import os
import sqlite3
import stat
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest

from boernestemme.storage.erasure_ledger import Erased, Kind, append, read
from boernestemme.storage.ids import new_id
from tests.races.processes import meet, together

DAY = date(2027, 5, 1)
PROCESSES, ROUNDS = 4, 60


def lines(count: int, day: date = DAY) -> list[Erased]:
    kinds = list(Kind)
    return [Erased(day, kinds[number % len(kinds)], new_id()) for number in range(count)]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "erased.log"


def test_what_was_added_is_read_in_order(ledger: Path) -> None:
    first, second = lines(3), lines(2, DAY + timedelta(days=1))
    append(ledger, first)
    append(ledger, second)
    held = read(ledger)
    assert held.erased == (*first, *second)
    assert held.damaged == ()
    assert ledger.read_text().splitlines()[0] == f"2027-05-01 answer {first[0].row_id}"


def test_only_the_service_may_read_it(ledger: Path) -> None:
    before = os.umask(0)
    try:
        append(ledger, lines(1))
    finally:
        os.umask(before)
    assert stat.S_IMODE(ledger.stat().st_mode) == 0o600


def test_a_line_holds_a_day_a_kind_and_a_random_id_and_nothing_else(ledger: Path) -> None:
    append(ledger, lines(9))
    for line in ledger.read_text().splitlines():
        day, kind, row_id = line.split(" ")
        assert date.fromisoformat(day) == DAY
        assert kind in set(Kind)
        assert len(row_id) == 32 and int(row_id, 16)


def test_no_ledger_is_said_and_not_taken_for_an_empty_one(ledger: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read(ledger)
    ledger.touch()
    assert read(ledger).erased == ()


def test_a_ledger_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="Is a directory"):
        append(tmp_path, lines(1))
    with pytest.raises(FileNotFoundError):
        append(tmp_path / "gone" / "erased.log", lines(1))


@pytest.mark.parametrize("left", [1, 10, 17, 30, 49, 50])
def test_a_last_line_cut_short_is_no_damage_and_never_in_the_way(ledger: Path, left: int) -> None:
    """However much of it is left; also where only its end of line is missing."""
    whole, cut, later = lines(2), lines(1), lines(2)
    append(ledger, whole)
    ledger.write_bytes(ledger.read_bytes() + f"{cut[0]}\n".encode()[:left])
    assert read(ledger).erased == tuple(whole)
    append(ledger, later)
    append(ledger, later)
    held = read(ledger)
    assert held.erased == (*whole, *later, *later)
    assert held.damaged == ()


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"nonsense",
        b"2027-05-01 answer",
        b"2027-13-01 answer " + b"a" * 32,
        b"2027-05-01 mark " + b"a" * 32,
        b"2027-05-01 answer " + b"A" * 32,
        b"2027-05-01 answer " + b"a" * 31,
        b"2027-05-01 answer " + b"a" * 32 + b" ",
        b"2027-05-01 answer " + b"a" * 30 + b"\xff\x00",
        b"\x00" * 50,
        "2027-05-0١ answer ".encode() + b"a" * 32,
    ],
)
def test_any_other_damage_is_named_and_hides_no_other_line(ledger: Path, damage: bytes) -> None:
    first, last = lines(1), lines(1)
    append(ledger, first)
    ledger.write_bytes(ledger.read_bytes() + damage + b"\n")
    append(ledger, last)
    held = read(ledger)
    assert held.damaged == (2,)
    assert held.erased == (*first, *last)


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A database that these processes only need to have, in WAL before they open it at once."""
    path = tmp_path / "none.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode=WAL").close()
    return f"sqlite:///{path}"


def add_many(ledger: str, process: int) -> list[str]:
    """One process: adds three lines at a time, at the same moments as the others."""
    added = []
    for number in range(ROUNDS):
        if number % 10 == 0:
            meet()
        some = lines(3, DAY + timedelta(days=process))
        append(Path(ledger), some)
        added += [str(one) for one in some]
    return added


def add_many_naively(ledger: str, process: int) -> list[str]:
    """The control: reads the file and writes it anew with its own lines at the end."""
    added = []
    for _ in range(ROUNDS):
        some = [str(one) for one in lines(3, DAY + timedelta(days=process))]
        file = Path(ledger)
        before = file.read_text() if file.exists() else ""
        meet()
        file.write_text(before + "".join(f"{one}\n" for one in some))
        added += some
    return added


def test_many_processes_lose_no_line_and_mix_none(ledger: Path, address: str) -> None:
    each = [(str(ledger), number) for number in range(PROCESSES)]
    added = together(address, add_many, *each)
    held = read(ledger)
    assert held.damaged == ()
    assert sorted(map(str, held.erased)) == sorted(line for one in added for line in one)
    blocks = [held.erased[start].day for start in range(0, len(held.erased), 3)]
    assert [one.day for one in held.erased] == [day for day in blocks for _ in range(3)]
    assert blocks != sorted(blocks), "no race: they wrote one after the other"


def test_many_processes_that_write_it_anew_lose_lines(ledger: Path, address: str) -> None:
    each = [(str(ledger), number) for number in range(PROCESSES)]
    together(address, add_many_naively, *each)
    assert len(ledger.read_text().splitlines()) < PROCESSES * ROUNDS * 3
