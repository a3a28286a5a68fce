"""`boernestemme setup --roles`: it makes the roles on PostgreSQL, and says elsewhere why not."""

from pathlib import Path

import pytest
from sqlalchemy import text

from boernestemme.storage.granting import more_than_written, role_names
from boernestemme.storage.grants import Group
from tests.cli.console import Console
from tests.database_roles import RoledDatabase, connected
from tests.databases import EmptyDatabases

URL = ("--child-url", "https://hej.example")
STAFF, STATISTICS = (Group.STAFF,), (Group.STATISTICS,)
COMMANDS = (
    ("municipality add 0265 Roskilde --call-number 12345678", STAFF, 0),
    ("housekeeping", (*STAFF, *STATISTICS), 0),
    ("release freeze 2020H1", STATISTICS, 1),  # nothing was answered then
    ("release list", (Group.BOARD,), 0),
)


def roles_of(address: str) -> set[str]:
    """Every role of the server."""
    with connected(address) as engine, engine.connect() as connection:
        return set(connection.scalars(text("SELECT rolname FROM pg_roles")))


def test_on_postgresql_the_roles_are_made_as_often_as_one_asks(
    console: Console, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with empty_databases.fresh("postgresql", tmp_path) as address:
        database = RoledDatabase(address)
        names = role_names(database.prefix)
        for _ in range(2):
            done = console.run("setup", *URL, "--roles", database.prefix, database=address)
            assert (done.status, done.err) == (0, "")
            assert all(name in done.out for name in names.values())
        with connected(address) as engine, engine.connect() as connection:
            assert more_than_written(connection, names) == []
        with connected(database.login(Group.CHILD)) as engine, engine.connect():
            pass
        database.forget()


def test_unless_named_the_roles_are_called_after_the_product(
    console: Console, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with empty_databases.fresh("postgresql", tmp_path) as address:
        assert console.run("setup", *URL, database=address).status == 0
        assert not roles_of(address) & set(role_names("boernestemme").values())
        assert console.run("setup", "--roles", database=address).status == 0
        assert set(role_names("boernestemme").values()) <= roles_of(address)
        RoledDatabase(address, prefix="boernestemme").forget()


def test_every_command_works_for_a_login_in_its_role(
    console: Console, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    with empty_databases.fresh("postgresql", tmp_path) as address:
        database = RoledDatabase(address)
        console.run("setup", *URL, "--roles", database.prefix, database=address)
        for arguments, groups, status in COMMANDS:
            done = console.start(*arguments.split(), database=database.login(*groups))
            assert (done.status, "permission" in done.err) == (status, False), done.err
        database.forget()


def test_on_sqlite_it_says_plainly_that_there_are_none(console: Console) -> None:
    done = console.run("setup", *URL, "--roles")
    assert done.status == 1
    assert len(done.lines_of_why) == 1
    assert "PostgreSQL" in done.err
    assert console.run("accesslog", "verify").status == 0


@pytest.mark.parametrize("prefix", ["Stor", 'a"b', "a-b"])
def test_a_prefix_that_cannot_be_is_one_line_of_why(console: Console, prefix: str) -> None:
    done = console.run("setup", *URL, "--roles", prefix)
    assert done.status == 1
    assert len(done.lines_of_why) == 1
    assert "prefix" in done.err
