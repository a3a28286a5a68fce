"""Tables that the database itself keeps from changing: rows are added, never changed or removed.

SQLite's INSERT OR REPLACE removes a row without firing what guards against DELETE; so a row whose
key is taken is never inserted at all. These tables have no row numbers, which are keys as well.
"""

from sqlalchemy import DDL, Table, UniqueConstraint, event

SQLITE = (
    "CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table}: rows never change'); END",
    "CREATE TRIGGER {table}_never_go BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table}: rows are never removed'); END",
    "CREATE TRIGGER {table}_never_replaced BEFORE INSERT ON {table} "
    "WHEN EXISTS (SELECT 1 FROM {table} WHERE {same_key}) "
    "BEGIN SELECT RAISE(IGNORE); END",
)
POSTGRESQL = (
    "CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "'BEGIN RAISE EXCEPTION ''{table}: rows never change''; END'",
    "CREATE TRIGGER {table}_never_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
    "FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()",
)


def write_once(table: Table) -> None:
    """Put the guard on a table as soon as it is made, in whichever database."""
    for dialect, statements in (("sqlite", SQLITE), ("postgresql", POSTGRESQL)):
        for statement in statements:
            filled = statement.format(table=table.name, same_key=_same_key(table))
            guard = DDL(filled)  # type: ignore[no-untyped-call]  # SQLAlchemy gives it no types
            event.listen(table, "after_create", guard.execute_if(dialect=dialect))


def _same_key(table: Table) -> str:
    """The condition that a new row has a key of one that is there."""
    unique = [one for one in table.constraints if isinstance(one, UniqueConstraint)]
    keys = [[column.name for column in key.columns] for key in (table.primary_key, *unique)]
    same = [" AND ".join(f"{name} = NEW.{name}" for name in key) for key in keys]
    return " OR ".join(f"({one})" for one in same)
