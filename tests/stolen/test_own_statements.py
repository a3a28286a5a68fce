"""What somebody's own SQL reaches under the roles' rights: another municipality, an answer, staff.

The staff's process says at the beginning of each transaction whom it works for; here that is
somebody of one municipality, or nobody, and the statements are whatever the attacker likes.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Boolean, Column, Connection, Date, DateTime, Integer
from sqlalchemy.exc import DBAPIError

from boernestemme.storage.db import Moment
from boernestemme.storage.grants import STAFF, Group, Verb
from boernestemme.storage.row_rules import NOBODY, OF_MUNICIPALITIES, TOLD
from boernestemme.storage.schema import METADATA
from tests.database_roles import (
    RoledDatabase,
    acting_as,
    connected,
    is_permitted,
    is_privilege_missing,
    roled_database,
)
from tests.databases import EmptyDatabases

OWN, FOREIGN = "0265", "0461"
CODES = (OWN, FOREIGN)
NAMES = ("municipality", "code", "meeting_id", "invitation_id", "account_id")
PUBLISHED = ("local_settings", "municipalities")  # what every child's page tells of them
BEFORE_SIGN_IN = {"outbox", "sign_ups"}  # with the accounts that are looked for by e-mail
# All that a child's process may read of: its own way in, and what its pages tell.
CHILD_READS = {
    "alembic_version", "child_sessions", "drafts", "invitations", "local_settings",
}  # fmt: skip
EMPTY = (
    (Boolean, "false"), (Integer, "1"), (Moment, "now()"), (DateTime, "now()"), (Date, "now()"),
)  # fmt: skip


@pytest.fixture(scope="module")
def roled(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoledDatabase]:
    """A database with the roles."""
    folder: Path = tmp_path_factory.mktemp("roled")
    with roled_database(empty_databases, folder) as database:
        yield database


@pytest.fixture
def owner(roled: RoledDatabase) -> Iterator[Connection]:
    """The owner's connection, a row of each municipality in each table, all taken back."""
    with connected(roled.address) as engine, engine.connect() as connection:
        # Rows may stand alone, and go alone: nothing but rights holds the attacker back.
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        for table in (*OF_MUNICIPALITIES, "accounts"):
            for code in CODES:
                connection.exec_driver_sql(insert_of(table, code))
        yield connection
        connection.rollback()


def insert_of(table: str, code: str) -> str:
    """A statement that adds a municipality's row; ids are its code."""
    columns = METADATA.tables[table].columns
    names = ", ".join(f'"{column.name}"' for column in columns)
    values = ", ".join(_value(column, code) for column in columns)
    return f"INSERT INTO {table} ({names}) VALUES ({values})"


def _value(column: Column[object], code: str) -> str:
    for kind, value in EMPTY:
        if isinstance(column.type, kind):
            return value
    return "'leader'" if column.name == "role" else f"'{code}'"


def tried(connection: Connection, table: str) -> set[str]:
    """The verbs by which the other municipality's row of a table is reached."""
    names = METADATA.tables[table].columns.keys()
    name = next(one for one in NAMES if one in names)
    rights = STAFF[table]
    column = next(iter(rights.get(Verb.UPDATE, ()) or names))
    asked = next(iter(rights.get(Verb.SELECT, ()) or names))
    statements = {
        Verb.SELECT: f"SELECT {asked} FROM {table}",
        Verb.UPDATE: f"UPDATE {table} SET {column} = {column}",
        Verb.DELETE: f"DELETE FROM {table}",
    }
    found = {
        str(verb)
        for verb, statement in statements.items()
        if verb in rights and rows(connection, statement) > 1
    }
    if Verb.INSERT in rights and rows(connection, insert_of(table, FOREIGN)):
        found.add(str(Verb.INSERT))
    if rights.get(Verb.UPDATE) == () and rows(
        connection, f"UPDATE {table} SET {name} = '{FOREIGN}' WHERE {name} = '{OWN}'"
    ):
        found.add("given away")
    return found


def rows(connection: Connection, statement: str) -> int:
    """How many rows a statement finds, or would have written; it is taken back."""
    attempt = connection.begin_nested()
    try:
        return connection.exec_driver_sql(statement).rowcount
    except DBAPIError as problem:
        if is_privilege_missing(problem):
            return 0
        if "unique" in str(problem.orig):  # it came past the rights
            return 1
        raise
    finally:
        attempt.rollback()


def reached(connection: Connection, role: str, whose: str) -> dict[str, set[str]]:
    """By table, how a role that works for somebody reaches the other municipality."""
    with acting_as(connection, role):
        connection.exec_driver_sql(f"SELECT set_config('{TOLD}', '{whose}', true)")
        found = {table: tried(connection, table) for table in OF_MUNICIPALITIES}
    return {table: verbs for table, verbs in found.items() if verbs}


@pytest.mark.parametrize("whose", [OWN, NOBODY])
def test_who_works_for_one_municipality_or_none_reaches_no_other(
    roled: RoledDatabase, owner: Connection, whose: str
) -> None:
    found = reached(owner, roled.name(Group.STAFF), whose)
    if whose == NOBODY:
        found = {table: verbs for table, verbs in found.items() if table not in BEFORE_SIGN_IN}
    assert found == {table: {"SELECT"} for table in PUBLISHED}


def test_the_control_without_row_security_every_right_reaches_it(
    roled: RoledDatabase, owner: Connection
) -> None:
    for table in OF_MUNICIPALITIES:
        owner.exec_driver_sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    found = reached(owner, roled.name(Group.STAFF), OWN)
    for table in OF_MUNICIPALITIES:
        assert found[table] >= {str(verb) for verb in STAFF[table]}, table


def test_a_childs_process_can_read_no_answer_and_no_table_of_staff(
    roled: RoledDatabase, owner: Connection
) -> None:
    role, tables = roled.name(Group.CHILD), METADATA.tables
    with acting_as(owner, role):
        assert not any(
            is_permitted(owner, f"SELECT count(*) FROM {table}")
            for table in tables
            if table not in CHILD_READS
        )
        assert is_permitted(owner, "SELECT starts_at FROM invitations"), "the control"
