"""A database that fails in the middle of work, and one that is gone, under the three doors."""

from collections.abc import Iterator
from contextlib import contextmanager

from tests.stolen.three_doors import ThreeDoors

FAILING = """
    CREATE FUNCTION failing() RETURNS trigger LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'induced'; END $$
"""
TABLES = ("submissions", "drafts", "framings", "access_log", "messages", "tries", "accounts")


@contextmanager
def failing_writes(doors: ThreeDoors) -> Iterator[None]:
    """Every row that is added or changed makes the database fail."""
    run = doors.database.run
    run(FAILING)
    run(*(f"CREATE TRIGGER failing BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW "
          "EXECUTE FUNCTION failing()" for table in TABLES))  # fmt: skip
    try:
        yield
    finally:
        run("DROP FUNCTION failing() CASCADE")


@contextmanager
def other_columns(doors: ThreeDoors) -> Iterator[None]:
    """Statements that worked yesterday do not any more."""
    run = doors.database.run
    run("ALTER TABLE submissions RENAME COLUMN open_texts TO other")
    run("ALTER TABLE drafts RENAME COLUMN content TO other")
    try:
        yield
    finally:
        run("ALTER TABLE submissions RENAME COLUMN other TO open_texts")
        run("ALTER TABLE drafts RENAME COLUMN other TO content")


@contextmanager
def database_gone(doors: ThreeDoors) -> Iterator[None]:
    """No process comes in any more, and who was in is thrown out."""
    logins = doors.database.logins
    doors.database.run(*(f'ALTER ROLE "{name}" NOLOGIN' for name in logins))
    doors.database.run(
        *(
            f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '{name}'"
            for name in logins
        )
    )
    try:
        yield
    finally:
        doors.database.run(*(f'ALTER ROLE "{name}" LOGIN' for name in logins))
