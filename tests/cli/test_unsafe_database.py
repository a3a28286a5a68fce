"""No process starts on a PostgreSQL that may lose what it has acknowledged (SUB-07)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine
from sqlalchemy.engine import make_url

from tests.cli.console import Console
from tests.databases import EmptyDatabases

LOGIN = "hasty"
COMMANDS = ("serve", "housekeeping")
# What makes it unsafe, and what takes that back; {name} is the database.
WAYS = {
    "fsync": ("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM RESET fsync"),
    "full_page_writes": (
        "ALTER SYSTEM SET full_page_writes = off",
        "ALTER SYSTEM RESET full_page_writes",
    ),
    "synchronous_commit": (
        "ALTER SYSTEM SET synchronous_commit = off",
        "ALTER SYSTEM RESET synchronous_commit",
    ),
    "synchronous_commit of the database": (
        'ALTER DATABASE "{name}" SET synchronous_commit = off',
        'ALTER DATABASE "{name}" RESET synchronous_commit',
    ),
    "synchronous_commit of the role": (
        f"ALTER ROLE {LOGIN} SET synchronous_commit = off",
        f"ALTER ROLE {LOGIN} RESET synchronous_commit",
    ),
}


@pytest.fixture(scope="module")
def address(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A database with today's schema, for a login of its own."""
    folder = tmp_path_factory.mktemp("hasty")
    with empty_databases.fresh("postgresql", folder) as owner, owning(owner) as say:
        say(f"CREATE ROLE {LOGIN} LOGIN SUPERUSER")
        yield make_url(owner).set(username=LOGIN).render_as_string(hide_password=False)
        say(f"DROP ROLE {LOGIN}")


@contextmanager
def owning(address: str) -> Iterator[Callable[[str], None]]:
    """Says something to the server as its owner, in one session: no other may be let in later."""
    url = make_url(address)
    engine = create_engine(
        url.set(username="postgres", database="postgres"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:

        def say(statement: str) -> None:
            connection.exec_driver_sql(statement.format(name=url.database))
            connection.exec_driver_sql("SELECT pg_reload_conf(), pg_sleep(0.1)")

        yield say
    engine.dispose()


@pytest.fixture(params=WAYS)
def unsafe(request: pytest.FixtureRequest, address: str) -> Iterator[tuple[str, str]]:
    """The address, and the name of the setting that is off there meanwhile."""
    spoil, mend = WAYS[request.param]
    with owning(address) as say:
        say(spoil)
        try:
            yield address, request.param.partition(" ")[0]
        finally:
            say(mend)


def test_every_command_refuses_it_in_one_line(empty: Console, unsafe: tuple[str, str]) -> None:
    address, setting = unsafe
    for command in COMMANDS:
        ran = empty.run(command, database=address)
        [why] = ran.lines_of_why
        assert ran.status == 1 and setting in why and "could be lost" in why, (command, ran)


def test_the_same_database_is_taken_when_it_is_safe(empty: Console, address: str) -> None:
    """The control."""
    assert empty.start("housekeeping", database=address).status == 0
