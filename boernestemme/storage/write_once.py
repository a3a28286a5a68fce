"""Tables that the database itself keeps from changing: rows are added, never changed or removed."""

from sqlalchemy import DDL, Table, event

SQLITE = (
    "CREATE TRIGGER {table}_never_change BEFORE UPDATE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table}: rows never change'); END",
    "CREATE TRIGGER {table}_never_go BEFORE DELETE ON {table} "
    "BEGIN SELECT RAISE(ABORT, '{table}: rows are never removed'); END",
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
            # SQLAlchemy leaves this class without types.
            guard = DDL(statement.format(table=table.name))  # type: ignore[no-untyped-call]
            event.listen(table, "after_create", guard.execute_if(dialect=dialect))
