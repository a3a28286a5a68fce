"""What a database says of its own schema, as comparable text: tables, columns, rules, indexes."""

import re
from typing import Any

from sqlalchemy import Connection, inspect, text

SQLITE = "SELECT type, name, tbl_name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
POSTGRESQL = {
    "columns": (
        # Counted anew: a column that was taken away leaves a gap in the numbers and nothing else.
        "SELECT table_name,"
        " row_number() OVER (PARTITION BY table_name ORDER BY ordinal_position),"
        " column_name, data_type, udt_name,"
        " character_maximum_length, numeric_precision, is_nullable, column_default, is_identity,"
        " collation_name, is_generated FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    ),
    "rules": (
        "SELECT conrelid::regclass::text, conname, contype::text, convalidated,"
        " pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace"
    ),
    "indexes": "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "others": (
        "SELECT relname, relkind::text, relpersistence::text FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace"
    ),
    "triggers": "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal",
    "types": (
        "SELECT typname, typtype::text FROM pg_type WHERE typnamespace = 'public'::regnamespace"
    ),
    "functions": "SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
}
Schema = dict[str, list[str]]
ALEMBICS_OWN = "alembic_version"


def schema_text(connection: Connection) -> Schema:
    """The schema in the database's own words, without Alembic's table, sorted."""
    if connection.dialect.name == "sqlite":
        found = {"all": connection.execute(text(SQLITE)).all()}
    else:
        found = {name: connection.execute(text(query)).all() for name, query in POSTGRESQL.items()}
    return {
        name: sorted(line for line in (plain(repr(tuple(row))) for row in rows) if ours(line))
        for name, rows in found.items()
    }


def ours(line: str) -> bool:
    """True for everything but Alembic's own table."""
    return ALEMBICS_OWN not in line


def plain(line: str) -> str:
    """Without what differs in writing and not in meaning: spaces, quotes, the order of rules."""
    bare = re.sub(r"\s+", " ", re.sub(r"\\[nt]", " ", line)).replace('"', "").strip()
    columns, *rules = bare.split(", CONSTRAINT ")
    return ", CONSTRAINT ".join([columns, *sorted(rule.removesuffix(" )')") for rule in rules)])


def reflected(connection: Connection) -> Schema:
    """The schema as SQLAlchemy reads it back, sorted."""
    inspector = inspect(connection)
    return {
        table: sorted(
            [
                *map(_said, inspector.get_columns(table)),
                *map(_said, inspector.get_foreign_keys(table)),
                *map(_said, inspector.get_unique_constraints(table)),
                *map(_said, inspector.get_check_constraints(table)),
                *map(_said, inspector.get_indexes(table)),
                _said(inspector.get_pk_constraint(table)),
            ]
        )
        for table in inspector.get_table_names()
        if table != ALEMBICS_OWN
    }


def _said(facts: Any) -> str:
    return repr(sorted((key, repr(_worded(value))) for key, value in dict(facts).items()))


def _worded(value: Any) -> Any:
    """The condition of an index by its words: two of the same words are two objects."""
    if isinstance(value, dict):
        return {key: str(one) for key, one in value.items()}
    return value
