"""Makes a PostgreSQL database's rights what the written grant table says, and nothing more."""

import re
from collections.abc import Iterator, Mapping

from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from boernestemme.domain.errors import SettingsMissing
from boernestemme.storage.db import engine_options
from boernestemme.storage.grants import GRANTS, Columns, Group, Rights, is_written
from boernestemme.storage.row_rules import ROWS

SCHEMA = "public"
PREFIX = re.compile(r"[a-z][a-z0-9_]{0,39}")
# What a role can do in the end, whoever gave it: to itself, to a role it is in, or to everybody.
_RIGHTS = text(
    """
    WITH relation AS (
        SELECT oid, relname FROM pg_class
        WHERE relnamespace = CAST(:schema AS regnamespace) AND relkind IN ('r', 'p', 'v', 'm', 'f')
    )
    SELECT relname, attname, verb FROM relation
    JOIN pg_attribute ON attrelid = relation.oid AND attnum > 0 AND NOT attisdropped
    CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'REFERENCES']) verb
    WHERE has_column_privilege(:role, relation.oid, attnum, verb)
    UNION ALL
    SELECT relname, NULL, verb FROM relation
    CROSS JOIN unnest(ARRAY['DELETE', 'TRUNCATE', 'TRIGGER']) verb
    WHERE has_table_privilege(:role, relation.oid, verb)
    ORDER BY 1, 2, 3
    """
)
_POWERS = text(
    """
    SELECT 'CREATE in the schema' WHERE has_schema_privilege(:role, :schema, 'CREATE')
    UNION ALL
    SELECT verb || ' in the database' FROM unnest(ARRAY['CREATE', 'TEMPORARY']) verb
    WHERE has_database_privilege(:role, current_database(), verb)
    UNION ALL
    SELECT 'a power over the whole server' FROM pg_roles WHERE rolname = :role
    AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls)
    UNION ALL
    SELECT 'all that ' || pg_get_userbyid(roleid) || ' may do' FROM pg_auth_members
    WHERE member = (SELECT oid FROM pg_roles WHERE rolname = :role)
    """
)
_ROW_SECURITY = text(
    """
    SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class
    WHERE relnamespace = CAST(:schema AS regnamespace) AND relkind IN ('r', 'p') ORDER BY 1
    """
)
_POLICIES = text(
    """
    SELECT tablename, policyname, cmd, array_to_string(roles, ' ') FROM pg_policies
    WHERE schemaname = :schema ORDER BY 1, 2
    """
)


def role_names(prefix: str) -> dict[Group, str]:
    """The group roles' names. Raises SettingsMissing when the prefix cannot begin one."""
    if not PREFIX.fullmatch(prefix):
        raise SettingsMissing(
            "a role prefix is a small letter and at most 39 small letters, digits and _ after "
            f"it, not {prefix!r}"
        )
    return {group: f"{prefix}_{group}" for group in Group}


def grant_in_database(uri: str, prefix: str) -> dict[Group, str]:
    """Make the group roles, with the rights that are written, in the database at an address.

    It runs as the owner, all at once or not at all; again, it takes away whatever was given
    besides. Raises SettingsMissing when a role would still have more than is written.
    """
    names = role_names(prefix)
    if make_url(uri).get_backend_name() != "postgresql":
        raise SettingsMissing("database roles are for PostgreSQL, and this database is another")
    engine = create_engine(uri, **engine_options(uri))
    try:
        with engine.begin() as connection:
            grant(connection, names)
            surplus = more_than_written(connection, names)
            if surplus:
                raise SettingsMissing(f"take this away first, as its giver: {'; '.join(surplus)}")
    except OperationalError as problem:
        raise SettingsMissing(f"the database cannot be reached: {problem.orig}") from problem
    finally:
        engine.dispose()
    return names


def grant(connection: Connection, names: Mapping[Group, str]) -> None:
    """Take every right away, and give those that are written, on the rows that are written."""
    for name in names.values():
        _make_role(connection, name)
    for statements in (_statements, _row_statements):
        for statement in statements(connection, names):
            connection.exec_driver_sql(statement)


def _make_role(connection: Connection, name: str) -> None:
    query = text("SELECT rolcanlogin FROM pg_roles WHERE rolname = :name")
    can_login = connection.execute(query, {"name": name}).scalar_one_or_none()
    if can_login is None:
        connection.exec_driver_sql(f"CREATE ROLE {_quoted(connection, name)} NOLOGIN")
    elif can_login:
        connection.exec_driver_sql(f"ALTER ROLE {_quoted(connection, name)} NOLOGIN")


def _statements(connection: Connection, names: Mapping[Group, str]) -> Iterator[str]:
    database = connection.execute(text("SELECT current_database()")).scalar_one()
    places = {
        "DATABASE": _quoted(connection, database),
        "SCHEMA": SCHEMA,
        "ALL TABLES IN SCHEMA": SCHEMA,
        "ALL SEQUENCES IN SCHEMA": SCHEMA,
        "ALL ROUTINES IN SCHEMA": SCHEMA,
    }
    groups = ", ".join(_quoted(connection, name) for name in names.values())
    for kind, place in places.items():
        yield f"REVOKE ALL ON {kind} {place} FROM PUBLIC, {groups}"
    yield f"GRANT CONNECT ON DATABASE {places['DATABASE']} TO {groups}"
    yield f"GRANT USAGE ON SCHEMA {SCHEMA} TO {groups}"
    for group, tables in GRANTS.items():
        for table, rights in tables.items():
            verbs = _verbs(connection, rights)
            place = _place(connection, table)
            yield f"GRANT {verbs} ON {place} TO {_quoted(connection, names[group])}"


def _row_statements(connection: Connection, names: Mapping[Group, str]) -> Iterator[str]:
    """The owner's own way in stays free: migrations and one-role installations need it."""
    there = {"schema": SCHEMA}
    for table, policy, *_ in connection.execute(_POLICIES, there).all():
        yield f"DROP POLICY {_quoted(connection, policy)} ON {_place(connection, table)}"
    for table, is_on, is_forced in connection.execute(_ROW_SECURITY, there).all():
        alter = f"ALTER TABLE {_place(connection, table)}"
        if is_on != (table in ROWS):
            yield f"{alter} {'ENABLE' if table in ROWS else 'DISABLE'} ROW LEVEL SECURITY"
        if is_forced:
            yield f"{alter} NO FORCE ROW LEVEL SECURITY"
    for (table, policy, verb, name), rows in _written_policies(names).items():
        made = f"CREATE POLICY {_quoted(connection, policy)} ON {_place(connection, table)}"
        yield f"{made} FOR {verb} TO {_quoted(connection, name)} USING ({rows})"


def _written_policies(names: Mapping[Group, str]) -> dict[tuple[str, str, str, str], str]:
    """Each table, policy, verb and role that the rows are written for, and which rows."""
    return {
        (table, f"{names[group]}_{verb.lower()}", str(verb), names[group]): rows
        for table, groups in ROWS.items()
        for group, verbs in groups.items()
        for verb, rows in verbs.items()
    }


def _place(connection: Connection, table: str) -> str:
    return f"{SCHEMA}.{_quoted(connection, table)}"


def _verbs(connection: Connection, rights: Rights) -> str:
    return ", ".join(verb + _listed(connection, columns) for verb, columns in rights.items())


def _listed(connection: Connection, columns: Columns) -> str:
    return f" ({', '.join(_quoted(connection, name) for name in columns)})" if columns else ""


def _quoted(connection: Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def more_than_written(connection: Connection, names: Mapping[Group, str]) -> list[str]:
    """What a group role may do that is not written, one line each, as the database sees it."""
    found = []
    for group, name in names.items():
        asked = {"role": name, "schema": SCHEMA}
        for table, column, verb in connection.execute(_RIGHTS, asked):
            if not is_written(group, table, column, verb):
                place = table if column is None else f"{table}.{column}"
                found.append(f"{name} has {verb} on {place}")
        found += [f"{name} has {power}" for power in connection.scalars(_POWERS, asked)]
    return found + _rows_more_than_written(connection, names)


def _rows_more_than_written(connection: Connection, names: Mapping[Group, str]) -> list[str]:
    there, written = {"schema": SCHEMA}, _written_policies(names)
    states = connection.execute(_ROW_SECURITY, there)
    found = [
        f"every row of {table} is open: its row security is off"
        for table, is_on, _ in states
        if table in ROWS and not is_on
    ]
    for table, policy, verb, roles in connection.execute(_POLICIES, there):
        if (table, policy, verb, roles) not in written:
            found.append(f"{policy} opens rows of {table} to {roles}")
    return found
