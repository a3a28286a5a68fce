"""The written grant table holds: every verb, on every table and column, under every role."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, text

from boernestemme.storage.grants import ADD, ANYTHING, GRANTS, OWNER, REMOVE, Group, Rights, Verb
from boernestemme.storage.schema import METADATA
from tests.database_roles import (
    RoledDatabase,
    acting_as,
    connected,
    is_permitted,
    roled_database,
)
from tests.databases import EmptyDatabases

COLUMNS = text("""
    SELECT relname, attname, format_type(atttypid, atttypmod)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f')
      AND attnum > 0 AND NOT attisdropped
    ORDER BY relname, attnum
""")
ON_TABLES = ("TRUNCATE", "TRIGGER", "MAINTAIN", "DELETE WITH GRANT OPTION")
ON_COLUMNS = (
    "REFERENCES",
    *(f"{verb} WITH GRANT OPTION" for verb in ("SELECT", "INSERT", "UPDATE")),
)
# What no role may do, whatever table it is.
CLOSED = {
    "a table of its own": "CREATE TABLE public.planted (id integer)",
    "a table for a while": "CREATE TEMP TABLE planted (id integer)",
    "a function": "CREATE FUNCTION planted() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "a table changed": "ALTER TABLE submissions DISABLE TRIGGER ALL",
    "a table gone": "DROP TABLE submissions",
    "rows opened": "ALTER TABLE accounts DISABLE ROW LEVEL SECURITY",
    "rows for everybody": "CREATE POLICY planted ON accounts USING (true)",
    "a trigger gone": "DROP TRIGGER releases_never_change ON releases",
    "a role": "CREATE ROLE planted",
    "a file": "COPY alembic_version TO '/tmp/planted'",
}
Found = set[tuple[str, str, str]]


@pytest.fixture(scope="module")
def roled(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RoledDatabase]:
    """A database with the roles; each test takes back what it did."""
    with roled_database(empty_databases, tmp_path_factory.mktemp("roled")) as database:
        yield database


@pytest.fixture
def owner(roled: RoledDatabase) -> Iterator[Connection]:
    """The owner's connection, everything on it taken back."""
    with connected(roled.address) as engine, engine.connect() as connection:
        yield connection
        connection.rollback()


def columns_of(connection: Connection) -> dict[str, dict[str, str]]:
    """The types of all columns of all tables that are there."""
    found: dict[str, dict[str, str]] = {}
    for table, column, kind in connection.execute(COLUMNS):
        found.setdefault(table, {})[column] = kind
    return found


def attempts(connection: Connection) -> Iterator[tuple[str, str, str, str]]:
    """Every verb on every column, and on every table where a verb is for whole rows."""
    for table, columns in columns_of(connection).items():
        yield table, "", "DELETE", f"DELETE FROM {table} WHERE false"
        for name, kind in columns.items():
            nothing = f"SELECT CAST(NULL AS {kind}) WHERE false"
            yield table, name, "SELECT", f'SELECT "{name}" FROM {table} WHERE false'
            yield table, name, "INSERT", f'INSERT INTO {table} ("{name}") {nothing}'
            yield table, name, "UPDATE", f'UPDATE {table} SET "{name}" = NULL WHERE false'


def permitted(connection: Connection, role: str | None, only: str = "") -> Found:
    """What really goes through under a role, on all tables or on one."""
    tried = [one for one in attempts(connection) if not only or one[0] == only]
    with acting_as(connection, role):
        return {
            (table, column, verb)
            for table, column, verb, statement in tried
            if is_permitted(connection, statement)
        }


def written(connection: Connection, tables: dict[str, Rights]) -> Found:
    """What the table says, column by column."""
    there = columns_of(connection)
    found: Found = set()
    for table, rights in tables.items():
        for verb, columns in rights.items():
            named = columns or tuple(there[table])
            found |= {(table, "" if verb == "DELETE" else name, str(verb)) for name in named}
    return found


def test_every_table_stands_in_the_written_table(owner: Connection) -> None:
    tables = {*METADATA.tables, "alembic_version"}
    assert set(columns_of(owner)) == set(OWNER) == tables
    assert all(set(named) <= tables for named in GRANTS.values())


@pytest.mark.parametrize("group", Group)
def test_a_role_may_do_what_is_written_and_nothing_else(
    roled: RoledDatabase, owner: Connection, group: Group
) -> None:
    found = permitted(owner, roled.name(group))
    assert found == written(owner, dict(GRANTS[group]))
    assert len(found) > len(GRANTS[group])


def test_the_owner_may_do_everything(owner: Connection) -> None:
    assert permitted(owner, None) == written(owner, dict(OWNER))


@pytest.mark.parametrize("group", Group)
def test_no_role_empties_points_to_or_guards_a_table_or_passes_a_right_on(
    roled: RoledDatabase, owner: Connection, group: Group
) -> None:
    tables = list(columns_of(owner))
    for verbs, asking in ((ON_TABLES, "has_table"), (ON_COLUMNS, "has_any_column")):
        asked = text(f"SELECT {asking}_privilege(:role, CAST(:of AS regclass), :verb)")
        for table in tables:
            for verb in verbs:
                values = {"role": roled.name(group), "of": table, "verb": verb}
                assert not owner.execute(asked, values).scalar_one(), (table, verb)
    with acting_as(owner, roled.name(group)):
        assert [name for name in tables if is_permitted(owner, f"TRUNCATE {name} CASCADE")] == []


@pytest.mark.parametrize("what", CLOSED)
@pytest.mark.parametrize("group", Group)
def test_no_role_makes_or_changes_anything_of_the_database(
    roled: RoledDatabase, owner: Connection, group: Group, what: str
) -> None:
    with acting_as(owner, roled.name(group)):
        assert not is_permitted(owner, CLOSED[what])


PLANTED = {
    "a verb": 'GRANT SELECT ON marks TO "{staff}"',
    "a verb on a column": 'GRANT SELECT (sealed_link) ON invitations TO "{child}"',
    "a column to change": 'GRANT UPDATE (epoch) ON invitations TO "{child}"',
    "a log that can be changed": 'GRANT UPDATE (digest) ON access_log TO "{staff}"',
    "a log that can be shortened": 'GRANT DELETE ON access_log TO "{staff}"',
    "something for everybody": "GRANT SELECT ON submissions TO PUBLIC",
    "membership of another role": 'GRANT "{staff}" TO "{child}"',
}


@pytest.mark.parametrize("plant", PLANTED)
def test_a_planted_right_is_found(roled: RoledDatabase, owner: Connection, plant: str) -> None:
    names = {str(group): roled.name(group) for group in Group}
    owner.exec_driver_sql(PLANTED[plant].format(**names))
    assert any(
        permitted(owner, roled.name(group)) != written(owner, dict(GRANTS[group]))
        for group in Group
    )


@pytest.mark.parametrize("lost", ['REVOKE INSERT ON events FROM "{child}"'])
def test_a_right_that_is_missing_is_found(
    roled: RoledDatabase, owner: Connection, lost: str
) -> None:
    owner.exec_driver_sql(lost.format(child=roled.name(Group.CHILD)))
    found = permitted(owner, roled.name(Group.CHILD))
    assert found != written(owner, dict(GRANTS[Group.CHILD]))


def test_a_new_table_is_closed_and_found(roled: RoledDatabase, owner: Connection) -> None:
    owner.exec_driver_sql("CREATE TABLE planted (id integer)")
    assert set(columns_of(owner)) != set(OWNER)
    assert len(permitted(owner, None, "planted")) == 4
    for group in Group:
        assert permitted(owner, roled.name(group), "planted") == set()


def test_the_promises_that_hang_on_the_table() -> None:
    """In words, so that nobody widens the table without seeing what it breaks."""
    child, staff, board, statistics = (GRANTS[group] for group in Group)
    for only_in in ("submissions", "mixer_box", "events", "needs_cards"):
        assert child[only_in] == ADD
    assert set(child["invitations"]) == {Verb.SELECT, Verb.UPDATE}
    sealed = {"sealed_link", "sealed_link_key", "reply_public_key"}
    assert not sealed & set(child["invitations"][Verb.SELECT])
    counted = {"marks", "reply_marks", "people_hashes", "people_counts", "deliveries"}
    assert not (counted | {"delivery_signers"}) & {*child, *staff, *board}
    about_children = {"meetings", "invitations", "submissions", "framings", "needs_cards", "events"}
    assert not about_children & set(board)
    assert staff["mixer_box"] == ADD
    ways_in = {"second_factors", "recovery_codes", "sign_in_steps", "foreign_identities"}
    assert not ways_in & {*child, *statistics}
    assert set(staff["access_log"]) == {Verb.SELECT, Verb.INSERT}
    assert not {"submissions", "framings", "invitations", "municipality_keys"} & set(statistics)
    for group, tables in GRANTS.items():
        assert Verb.UPDATE not in tables.get("releases", {}), group
        assert not (REMOVE.keys() | {Verb.UPDATE}) & set(tables.get("release_approvals", {}))
        assert tables["alembic_version"] != ANYTHING
