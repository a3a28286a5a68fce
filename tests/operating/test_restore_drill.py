"""Total loss at full size: a hundred thousand answers are back within half an hour (F14).

The record of the last run stands in ``docs/operations/backup.md``.
"""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, Table, insert, select

from boernestemme.domain.backup import BackupRefused
from boernestemme.domain.errors import CannotOpen
from boernestemme.storage.database_copy import kind_of
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id, new_link_id
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow
from boernestemme.storage.tokens import lookup_hash
from tests.conftest import MEASURED
from tests.databases import EmptyDatabases
from tests.night.runs import Run
from tests.services import backups
from tests.services.post_box import answered, left
from tests.services.steps import count
from tests.world import World

MANY, AT_ONCE, LONGEST_SECONDS = 100_000, 5_000, 30 * 60
DRILLS, KINDS = 100, ("sqlite", "postgresql")
# What lies of each answer: its meeting, its link, itself.
TABLES: tuple[Table, ...] = tuple(
    row.metadata.tables[row.__tablename__] for row in (MeetingRow, InvitationRow, SubmissionRow)
)


@pytest.fixture(autouse=True)
def tools_of_the_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's programs are those of the tests' own server."""
    monkeypatch.setenv("PATH", backups.PATH)


@pytest.fixture
def full_world(any_world: World) -> World:
    """A world with as many answers as all municipalities might have in a few years."""
    link = answered(any_world)
    of_one = {table: _row(table, link.meeting_id) for table in TABLES}
    for _ in range(MANY // AT_ONCE):
        _copy(of_one)
    return any_world


def _row(table: Table, meeting_id: str) -> dict[str, object]:
    named: ColumnElement[bool] = table.c.get("meeting_id", table.c.id) == meeting_id
    return dict(session().execute(select(table).where(named)).mappings().one())


def _copy(of_one: dict[Table, dict[str, object]]) -> None:
    answer = of_one[TABLES[-1]]
    meetings, invitations = ([new_id() for _ in range(AT_ONCE)] for _ in range(2))
    fresh: tuple[list[dict[str, object]], ...] = (
        [{"id": one} for one in meetings],
        [
            {"id": one, "meeting_id": meeting, "lookup_hash": lookup_hash(new_link_id())}
            for one, meeting in zip(invitations, meetings, strict=True)
        ],
        [
            {**_sealed_anew(answer), "id": new_id(), "invitation_id": one, "meeting_id": meeting}
            for one, meeting in zip(invitations, meetings, strict=True)
        ],
    )
    with transaction() as current:
        for (table, row), rows in zip(of_one.items(), fresh, strict=True):
            current.execute(insert(table), [row | one for one in rows])


def _sealed_anew(row: dict[str, object]) -> dict[str, bytes]:
    """Every sealed field, as little to be pressed together as a real one."""
    return {
        name: secrets.token_bytes(len(value))
        for name, value in row.items()
        if isinstance(value, bytes)
    }


def counted() -> dict[str, int]:
    """How many rows there are of each kind."""
    return {table.name: count(table.name) for table in TABLES}


@contextmanager
def drilled(world: World, databases: EmptyDatabases, folder: Path) -> Iterator[dict[str, float]]:
    """A backup, and everything back in an empty database; how many seconds each took."""
    folder.mkdir()
    begun = time.monotonic()
    file = backups.take(world, folder)
    taken = time.monotonic()
    with backups.empty_house(world, databases, folder / "empty") as house:
        before = time.monotonic()
        backups.restore(house, file, ledger_is_lost=True)
        seconds = {"backup": taken - begun, "restore": time.monotonic() - before}
        with backups.opened(house) as later:
            assert later.app.extensions["readiness"]() is None
            yield seconds | {"megabytes": file.stat().st_size / 1e6}


@pytest.mark.night
def test_F14_a_hundred_thousand_answers_are_back_within_half_an_hour(
    full_world: World,
    empty_databases: EmptyDatabases,
    tmp_path: Path,
    record_property: Callable[[str, object], None],
) -> None:
    run, kind = begun(full_world)
    for _, kept in run.rounds(f"full size, {kind}"):
        before = counted()
        assert before["submissions"] > MANY
        with drilled(full_world, empty_databases, tmp_path / "drill") as figures:
            assert counted() == before
        assert figures["restore"] < LONGEST_SECONDS
        kept[f"{kind} seconds"] = figures["restore"]
        said = ", ".join(f"{name} {number:.1f}" for name, number in figures.items())
        record_property(MEASURED, f"F14, {MANY} answers: {said}")
    close(run)


@pytest.mark.night
def test_F14_a_hundred_drills_in_a_row_each_come_to_their_end(
    any_world: World, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    run, kind = begun(any_world)
    for number, kept in run.rounds(f"drills, {kind}", DRILLS):
        link = answered(any_world)
        with drilled(any_world, empty_databases, tmp_path / str(number)):
            assert left(link)["answers"] == 1
        kept["drills"] = 1
    for _, kept in run.rounds(f"damaged, {kind}"):
        (tmp_path / "damaged").mkdir()
        kept["refused"] = refuses_damage(backups.take(any_world, tmp_path / "damaged"))
    close(run)


def begun(world: World) -> tuple[Run, str]:
    """The programme's run, and the kind of database of a world."""
    parts = [f"{part}, {kind}" for part in ("full size", "drills", "damaged") for kind in KINDS]
    return Run("F14", parts), kind_of(world.tools.settings.database)


def refuses_damage(file: Path) -> bool:
    """The control: a backup of which one byte is another is refused."""
    bad = bytearray(file.read_bytes())
    bad[len(bad) // 2] ^= 1
    file.write_bytes(bad)
    with pytest.raises((BackupRefused, CannotOpen)):
        backups.checked(file)
    return True


def close(run: Run) -> None:
    """The row of both databases."""
    slowest = max(run.sum(f"{kind} seconds") for kind in KINDS)
    run.close(
        f"{run.sum('drills'):.0f} drills; {MANY} answers back in {slowest:.0f} s at most",
        f"{run.sum('refused'):.0f} of {len(KINDS)} damaged backups refused",
    )
