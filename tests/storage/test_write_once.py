"""Written once: both databases themselves refuse to change or remove a release or an approval."""

from datetime import date

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import DatabaseError

from boernestemme.domain.period import Period
from boernestemme.domain.release import digest
from boernestemme.domain.roles import Role
from boernestemme.storage import accounts, release_approvals, releases
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id

PERIOD = Period(2000, 1)
CONTENT = b'{"period":"2026H1"}\n'
STATEMENTS = (
    "UPDATE {table} SET digest = digest",
    "UPDATE {table} SET {day} = '2020-01-01' WHERE 1 = 1",
    "DELETE FROM {table}",
    "DELETE FROM {table} WHERE 1 = 1",
)
ON_POSTGRESQL = ("TRUNCATE {table} CASCADE",)
TABLES = {"releases": "made_on", "release_approvals": "approved_on"}


@pytest.fixture
def written(stored: str) -> str:
    """The address of a database with a release and an approval."""
    with transaction():
        releases.add(PERIOD, 1, CONTENT, digest(CONTENT), date(2026, 8, 1))
    release = releases.of_period(PERIOD)
    assert release is not None
    with transaction():
        email = f"{new_id()}@test.example"
        approver = accounts.add(email, Role.BOARD, "0265", "Anna", "no password", None)
        assert approver
        release_approvals.add(release.id, approver, digest(CONTENT), date(2026, 8, 2))
    return stored


def new_period() -> Period:
    """A half-year that no test before has written: what is written stays."""
    return Period(2001 + len(releases.every()), 1)


def rows(table: str) -> list[tuple[object, ...]]:
    found = session().execute(text(f"SELECT * FROM {table} ORDER BY 1, 2")).all()
    session().rollback()
    return [tuple(row) for row in found]


def statements(address: str) -> tuple[str, ...]:
    return STATEMENTS + ON_POSTGRESQL * address.startswith("postgresql")


def what_is_refused(address: str, table: str, day: str) -> list[str]:
    """Try each statement over a connection of its own, as whoever has the database may."""
    refused = []
    engine = create_engine(address)
    for statement in statements(address):
        try:
            with engine.begin() as connection:
                connection.execute(text(statement.format(table=table, day=day)))
        except DatabaseError as problem:
            assert f"{table}: rows" in str(problem) or "release_approvals: rows" in str(problem)
            refused.append(statement)
    engine.dispose()
    return refused


@pytest.mark.parametrize(("table", "day"), TABLES.items())
def test_rows_are_never_changed_or_removed(written: str, table: str, day: str) -> None:
    before = rows(table)
    assert before
    assert what_is_refused(written, table, day) == list(statements(written))
    assert rows(table) == before


@pytest.mark.parametrize(("table", "day"), TABLES.items())
def test_a_table_without_the_guard_lets_all_of_it_happen(
    written: str, table: str, day: str
) -> None:
    """The control: the same statements on a plain copy."""
    with transaction() as current:
        current.execute(text(f"CREATE TABLE plain_{table} AS SELECT * FROM {table}"))
    try:
        assert rows(f"plain_{table}")
        assert what_is_refused(written, f"plain_{table}", day) == []
        assert rows(f"plain_{table}") == []
    finally:
        with transaction() as current:
            current.execute(text(f"DROP TABLE plain_{table}"))


@pytest.mark.usefixtures("written")
def test_a_number_is_written_once_and_the_first_stands() -> None:
    with transaction():
        assert not releases.add(PERIOD, 1, b"{}", digest(b"{}"), date(2027, 1, 1))
        assert releases.add(new_period(), 1, b"{}", digest(b"{}"), date(2027, 1, 1))
    row = releases.of_period(PERIOD)
    assert row is not None
    assert row.content == CONTENT


REPLACING = (
    "INSERT OR REPLACE INTO {table} (id, period, number, made_on, content, digest)"
    " SELECT id, period, number, made_on, x'00', digest FROM releases",
    "INSERT OR REPLACE INTO {table} (id, period, number, made_on, content, digest)"
    " SELECT 'another', period, number, made_on, x'00', digest FROM releases LIMIT 1",
    "REPLACE INTO {table} (id, period, number, made_on, content, digest)"
    " SELECT id, 'other', 7, made_on, x'00', digest FROM releases LIMIT 1",
)


@pytest.mark.parametrize("statement", REPLACING)
def test_no_row_is_replaced_by_an_insert(written: str, statement: str) -> None:
    """SQLite alone knows such an INSERT. The control is a copy with the same keys and no guard."""
    if written.startswith("postgresql"):
        with pytest.raises(DatabaseError, match="syntax error"), transaction() as current:
            current.execute(text(statement.format(table="releases")))
        return
    keys = "(id PRIMARY KEY, period, number, made_on, content, digest, UNIQUE (period, number))"
    before = rows("releases")
    with transaction() as current:
        current.execute(text("DROP TABLE IF EXISTS copied"))
        current.execute(text(f"CREATE TABLE copied {keys}"))
        current.execute(text("INSERT INTO copied SELECT * FROM releases"))
        for table in ("releases", "copied"):
            current.execute(text(statement.format(table=table)))
    assert rows("releases") == before
    assert rows("copied") != before
