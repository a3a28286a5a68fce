"""Where the staff's rows and the board's lie in one table, each role reaches its own alone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError, IntegrityError

from boernestemme.storage.grants import Group
from boernestemme.storage.row_rules import OF_PEOPLE
from tests.database_roles import (
    RoledDatabase,
    acting_as,
    connected,
    is_privilege_missing,
    roled_database,
)
from tests.databases import EmptyDatabases

STOCK = """
    INSERT INTO municipalities (code, name, call_number)
    VALUES ('0461', 'S', ''), ('0000', 'B', '');
    INSERT INTO accounts (id, email, role, municipality, first_name, password_hash)
    VALUES ('leader', 'l@x', 'leader', '0461', 'L', ''), ('board', 'b@x', 'board', '0000', 'B', '');
    INSERT INTO staff_sessions SELECT sha256(id::bytea), id, now(), now() FROM accounts;
    INSERT INTO foreign_identities SELECT 'i', id, id FROM accounts;
    INSERT INTO foreign_sessions SELECT sha256(id::bytea), id, 'i', 's' FROM accounts;
    INSERT INTO recovery_codes SELECT sha256(id::bytea), id, NULL FROM accounts;
    INSERT INTO second_factors SELECT id, '', '', 0, NULL FROM accounts;
    INSERT INTO sign_in_steps
    SELECT sha256(id::bytea), 'code', municipality, id, '', '', '', 0, now() FROM accounts;
    INSERT INTO access_log_heads SELECT code, 1, '' FROM municipalities;
    INSERT INTO access_log SELECT code, 1, now(), 'a', 'b', 'c', '' FROM municipalities;
"""
# How to try each verb on one row; what is added is there already, which is found out too late.
TRIES = {
    "access_log": (
        "WHERE municipality = '{code}'", "digest", "VALUES ('{code}', 1, now(), 'a', 'b', 'c', '')",
    ),
    "access_log_heads": ("WHERE municipality = '{code}'", "digest", "VALUES ('{code}', 1, '')"),
    "accounts": (
        "WHERE id = '{role}'", "disabled_on",
        "VALUES ('{role}', 'x', '{role}', '{code}', 'X', '', NULL, NULL)",
    ),
    "foreign_identities": (
        "WHERE account_id = '{role}'", "subject", "VALUES ('i', '{role}', '{role}')",
    ),
    "foreign_sessions": (
        "WHERE account_id = '{role}'", "sid", "VALUES (sha256('{role}'), '{role}', 'i', 's')",
    ),
    "recovery_codes": (
        "WHERE account_id = '{role}'", "used_on", "VALUES (sha256('{role}'), '{role}', NULL)",
    ),
    "second_factors": (
        "WHERE account_id = '{role}'", "last_step", "VALUES ('{role}', '', '', 0, NULL)",
    ),
    "sign_in_steps": (
        "WHERE municipality = '{code}'", "tries",
        "VALUES (sha256('{role}'), 'provider', '{code}', NULL, '', '', '', 0, now())",
    ),
    "staff_sessions": (
        "WHERE account_id = '{role}'", "last_seen",
        "VALUES (sha256('{role}'), '{role}', now(), now())",
    ),
}  # fmt: skip
KINDS = ({"code": "0461", "role": "leader"}, {"code": "0000", "role": "board"})
# What a login reaches of the staff's rows, and of the board's: Select, Insert, Update, Delete.
Reached = dict[str, tuple[str, str]]
STAFF: Reached = {
    "access_log": ("SI", "S"),
    "access_log_heads": ("SIU", "S"),
    "accounts": ("SIU", ""),
    "foreign_identities": ("SI", ""),
    "foreign_sessions": ("SI", ""),
    "recovery_codes": ("SIUD", ""),
    "second_factors": ("SIUD", ""),
    "sign_in_steps": ("SIUD", ""),
    "staff_sessions": ("SIUD", ""),
}
BOARD: Reached = {
    "access_log": ("", "I"),
    "access_log_heads": ("", "SU"),
    "accounts": ("", "SI"),
    "foreign_identities": ("", "SI"),
    "foreign_sessions": ("", "SI"),
    "recovery_codes": ("", "SIUD"),
    "second_factors": ("", "SIUD"),
    "sign_in_steps": ("", "SIUD"),
    "staff_sessions": ("", "SIUD"),
}
NOTHING: Reached = dict.fromkeys(TRIES, ("", ""))
EXPECTED: dict[tuple[Group, ...], Reached] = {
    (Group.CHILD,): NOTHING,
    (Group.STAFF,): STAFF,
    (Group.BOARD,): BOARD,
    (Group.STATISTICS,): NOTHING,
    (Group.STAFF, Group.STATISTICS): STAFF
    | dict.fromkeys(("sign_in_steps", "staff_sessions"), ("SIUD", "SD")),
    (Group.STAFF, Group.BOARD): {table: (STAFF[table][0],) * 2 for table in STAFF},
}
PLANTED = {
    "rows apart no more": "ALTER TABLE accounts DISABLE ROW LEVEL SECURITY",
    "rows for everybody": "CREATE POLICY planted ON staff_sessions USING (true)",
    "other rows": 'ALTER POLICY "{board}_all" ON access_log_heads USING (true)',
    "no rows": 'DROP POLICY "{staff}_all" ON access_log',
}


@pytest.fixture(scope="module")
def roled(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoledDatabase]:
    """A database with the roles; each test takes back what it did."""
    folder: Path = tmp_path_factory.mktemp("roled")
    with roled_database(empty_databases, folder) as database:
        yield database


@pytest.fixture
def owner(roled: RoledDatabase) -> Iterator[Connection]:
    """The owner's connection, a row of each kind in each table, everything taken back."""
    with connected(roled.address) as engine, engine.connect() as connection:
        for statement in STOCK.split(";")[:-1]:
            connection.exec_driver_sql(statement)
        yield connection
        connection.rollback()


def reaches(connection: Connection, statement: str) -> bool:
    """True when a statement finds its row, or would have written it; it is taken back."""
    attempt = connection.begin_nested()
    try:
        return connection.exec_driver_sql(statement).rowcount > 0
    except IntegrityError:
        return True
    except DBAPIError as problem:
        if is_privilege_missing(problem):
            return False
        raise
    finally:
        attempt.rollback()


def reached(connection: Connection, role: str | None) -> Reached:
    """What a role really reaches of each kind of row."""
    with acting_as(connection, role):
        return {
            table: tuple(letters(connection, table, kind) for kind in KINDS)  # type: ignore[misc]  # one for each of KINDS
            for table in TRIES
        }


def letters(connection: Connection, table: str, kind: dict[str, str]) -> str:
    """The verbs that reach one kind of row of one table."""
    where, column, values = TRIES[table]
    statements = {
        "S": f"SELECT {column.replace('disabled_on', 'id')} FROM {table} {where}",
        "I": f"INSERT INTO {table} {values}",
        "U": f"UPDATE {table} SET {column} = {column} {where}",
        "D": f"DELETE FROM {table} {where}",
    }
    return "".join(
        verb for verb, text in statements.items() if reaches(connection, text.format(**kind))
    )


def login(roled: RoledDatabase, owner: Connection, groups: tuple[Group, ...]) -> str:
    """A role in these groups, until everything is taken back."""
    name = f"{roled.prefix}_passing"
    owner.exec_driver_sql(f'CREATE ROLE "{name}"')
    for group in groups:
        owner.exec_driver_sql(f'GRANT "{roled.name(group)}" TO "{name}"')
    return name


def test_every_table_whose_rows_are_apart_is_tried() -> None:
    assert set(TRIES) == set(OF_PEOPLE)


@pytest.mark.parametrize("groups", EXPECTED, ids="+".join)
def test_a_login_reaches_the_rows_of_its_roles_alone(
    roled: RoledDatabase, owner: Connection, groups: tuple[Group, ...]
) -> None:
    assert reached(owner, login(roled, owner, groups)) == EXPECTED[groups]


@pytest.mark.parametrize("group", [Group.STAFF, Group.BOARD])
def test_a_session_is_not_handed_over_to_somebody_behind_the_other_door(
    roled: RoledDatabase, owner: Connection, group: Group
) -> None:
    own, other = ("leader", "board") if group is Group.STAFF else ("board", "leader")
    changed = f"UPDATE staff_sessions SET account_id = '{{}}' WHERE account_id = '{own}'"
    with acting_as(owner, roled.name(group)):
        assert reaches(owner, changed.format(own))
        assert not reaches(owner, changed.format(other))


def test_the_owner_reaches_every_row(owner: Connection) -> None:
    assert reached(owner, None) == dict.fromkeys(TRIES, ("SIUD", "SIUD"))


@pytest.mark.parametrize("plant", PLANTED)
def test_planted_drift_is_found(roled: RoledDatabase, owner: Connection, plant: str) -> None:
    words = {str(group): roled.name(group) for group in Group}
    owner.exec_driver_sql(PLANTED[plant].format(**words))
    differing = [
        group for group in Group if reached(owner, roled.name(group)) != EXPECTED[(group,)]
    ]
    assert differing != []
