"""Giving roles their rights: again changes nothing, what was given besides goes, or is named."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from boernestemme.domain.errors import SettingsMissing
from boernestemme.storage.granting import grant_in_database, more_than_written, role_names
from boernestemme.storage.grants import Group
from boernestemme.storage.migrating import migrate_database
from tests.database_roles import RoledDatabase, connected, roled_database
from tests.databases import EmptyDatabases

RIGHTS = text("""
    SELECT relname, NULL, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT attrelid::regclass::text, attname, attacl::text FROM pg_attribute
    WHERE attacl IS NOT NULL
    UNION ALL
    SELECT nspname, NULL, nspacl::text FROM pg_namespace WHERE nspname = 'public'
    UNION ALL
    SELECT datname, NULL, datacl::text FROM pg_database WHERE datname = current_database()
    UNION ALL
    SELECT rolname, NULL, rolcanlogin::text FROM pg_roles
    UNION ALL
    SELECT relname, 'rows', concat(relrowsecurity, relforcerowsecurity)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT tablename, policyname, concat_ws(' ', permissive, roles, cmd, qual, with_check)
    FROM pg_policies
    ORDER BY 1, 2, 3
""")
# What the owner, or somebody with all powers, may have given by mistake.
DRIFT = (
    'GRANT SELECT ON submissions TO "{child}"',
    'GRANT SELECT (sealed_link) ON invitations TO "{child}"',
    'GRANT ALL ON access_log TO "{staff}"',
    'GRANT REFERENCES (id) ON meetings TO "{statistics}"',
    "GRANT SELECT ON marks TO PUBLIC",
    'GRANT CREATE ON SCHEMA public TO "{staff}"',
    'GRANT TEMPORARY ON DATABASE "{database}" TO PUBLIC',
    'ALTER ROLE "{child}" LOGIN',
    'REVOKE INSERT ON events FROM "{child}"',
    "ALTER TABLE accounts DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE staff_sessions FORCE ROW LEVEL SECURITY",
    "ALTER TABLE meetings ENABLE ROW LEVEL SECURITY",
    'DROP POLICY "{board}_all" ON access_log',
    'ALTER POLICY "{staff}_all" ON access_log_heads USING (true)',
    "CREATE POLICY planted ON staff_sessions USING (true)",
)
# What opens rows besides, and how it is named.
OPENED = {
    "ALTER TABLE accounts DISABLE ROW LEVEL SECURITY": "every row of accounts is open",
    "CREATE POLICY planted ON staff_sessions USING (true)": "opens rows of staff_sessions to publ",
    'ALTER POLICY "{board}_all" ON accounts TO "{board}", "{staff}"': "_all opens rows of accounts",
    'CREATE POLICY more ON accounts FOR SELECT TO "{board}" USING (true)': "more opens rows of acc",
}
# What giving rights cannot take back; who gave it must.
BEYOND_REPAIR = {
    "another role's rights": 'GRANT "{staff}" TO "{child}"',
    "reading everything": 'GRANT pg_read_all_data TO "{child}"',
    "making roles": 'ALTER ROLE "{staff}" CREATEROLE',
    "all powers": 'ALTER ROLE "{child}" SUPERUSER',
}


@pytest.fixture
def roled(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[RoledDatabase]:
    """A database with the roles, one for each test."""
    with roled_database(empty_databases, tmp_path) as database:
        yield database


def rights(database: RoledDatabase) -> list[tuple[object, ...]]:
    """Every right of the database as it is kept."""
    with connected(database.address) as engine, engine.connect() as connection:
        return [tuple(row) for row in connection.execute(RIGHTS)]


def surplus(database: RoledDatabase) -> list[str]:
    """What the roles may do besides."""
    with connected(database.address) as engine, engine.connect() as connection:
        return more_than_written(connection, role_names(database.prefix))


def plant(database: RoledDatabase, *statements: str) -> None:
    """Give or take something behind the table's back."""
    words = {str(group): database.name(group) for group in Group} | {"database": database.prefix}
    database.run(*(statement.format(**words) for statement in statements))


def test_running_again_changes_nothing(roled: RoledDatabase) -> None:
    before = rights(roled)
    assert surplus(roled) == []
    for _ in range(2):
        grant_in_database(roled.address, roled.prefix)
        assert rights(roled) == before
    assert len(before) > len(Group)


def test_running_again_takes_back_what_was_given_besides(roled: RoledDatabase) -> None:
    before = rights(roled)
    plant(roled, *DRIFT)
    assert len(surplus(roled)) > len(DRIFT)
    assert rights(roled) != before
    grant_in_database(roled.address, roled.prefix)
    assert rights(roled) == before


@pytest.mark.parametrize("statement", OPENED)
def test_rows_that_are_open_besides_are_named(roled: RoledDatabase, statement: str) -> None:
    plant(roled, statement)
    [named] = surplus(roled)
    assert OPENED[statement] in named


@pytest.mark.parametrize("what", BEYOND_REPAIR)
def test_a_role_that_would_still_have_more_is_named_and_nothing_is_changed(
    roled: RoledDatabase, what: str
) -> None:
    plant(roled, BEYOND_REPAIR[what], "GRANT SELECT ON marks TO PUBLIC")
    before = rights(roled)
    with pytest.raises(SettingsMissing, match=f"{roled.prefix}_"):
        grant_in_database(roled.address, roled.prefix)
    assert rights(roled) == before


def test_a_right_from_another_giver_is_named(roled: RoledDatabase) -> None:
    other = f"{roled.prefix}_other"
    roled.run(
        f'CREATE ROLE "{other}"',
        f'GRANT USAGE ON SCHEMA public TO "{other}"',
        f'GRANT SELECT ON marks TO "{other}" WITH GRANT OPTION',
        f'SET LOCAL ROLE "{other}"',
        f'GRANT SELECT ON marks TO "{roled.name(Group.CHILD)}"',
    )
    with pytest.raises(SettingsMissing, match=r"_child has SELECT on marks\.heard"):
        grant_in_database(roled.address, roled.prefix)


def test_a_login_comes_in_by_its_role_alone(roled: RoledDatabase) -> None:
    query = text("SELECT version_num FROM alembic_version")
    with connected(roled.login(Group.CHILD)) as engine, engine.connect() as connection:
        assert connection.execute(query).scalar_one()
    for nobody in (roled.login(), roled.address_of(roled.name(Group.CHILD))):
        with connected(nobody) as engine, pytest.raises(OperationalError, match="permi|log in"):
            engine.connect()


def test_an_owner_without_all_powers_can_do_it_whatever_the_database_is_called(
    roled: RoledDatabase,
) -> None:
    owner, odd = f"{roled.prefix}_owner", f'{roled.prefix} "%s: æ'
    roled.run(f'CREATE ROLE "{owner}" LOGIN CREATEROLE')
    engine = create_engine(roled.address, isolation_level="AUTOCOMMIT")
    quoted = engine.dialect.identifier_preparer.quote_identifier(odd)
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE {quoted} OWNER "{owner}"')
    url = make_url(roled.address).set(username=owner, database=odd)
    address = url.render_as_string(hide_password=False)
    try:
        migrate_database(address)
        for _ in range(2):
            names = grant_in_database(address, f"{roled.prefix}_own")
        with connected(address) as there, there.connect() as connection:
            assert more_than_written(connection, names) == []
    finally:
        with engine.connect() as connection:
            connection.exec_driver_sql(f"DROP DATABASE {quoted} WITH (FORCE)")
        engine.dispose()


@pytest.mark.parametrize("prefix", ["", "Stor", "1", "a b", 'a"; DROP', "é", "a" * 41])
def test_a_prefix_that_cannot_begin_a_name_is_refused(prefix: str) -> None:
    with pytest.raises(SettingsMissing, match="prefix"):
        grant_in_database("postgresql+psycopg:///nowhere", prefix)


def test_other_databases_have_no_roles(tmp_path: Path) -> None:
    with pytest.raises(SettingsMissing, match="PostgreSQL"):
        grant_in_database(f"sqlite:///{tmp_path / 'x.sqlite3'}", "boernestemme")
    assert list(tmp_path.iterdir()) == []


def test_a_server_that_cannot_be_reached_is_said_plainly() -> None:
    with pytest.raises(SettingsMissing, match="cannot be reached"):
        grant_in_database("postgresql+psycopg:///x?host=/nowhere", "boernestemme")
