"""`boernestemme user confirm`: the operator's yes where no leader can say it."""

from contextlib import closing
from sqlite3 import connect

from tests.cli.console import Console
from tests.factories import PASSWORD

OPTIONS = ("--role", "leader", "--municipality", "0461", "--first-name", "Lone")


def let_wait(console: Console, email: str) -> str:
    """Somebody who waits for a yes; the e-mail."""
    assert console.run("user", "add", email, *OPTIONS, typed=PASSWORD).status == 0
    [database] = console.instance.glob("*.sqlite3")
    with closing(connect(database)) as connection, connection:
        connection.execute("UPDATE accounts SET confirmed_on = NULL WHERE email = ?", (email,))
    return email


def test_who_waits_is_shown_and_confirmed_once(installed: Console) -> None:
    new = let_wait(installed, "venter@test.example")
    assert f"{new} leader waiting -" in installed.run("user", "list", "0461").out
    assert installed.run("user", "confirm", new).out == f"Confirmed {new}: it can sign in now.\n"
    assert f"{new} leader ready -" in installed.run("user", "list", "0461").out
    again = installed.run("user", "confirm", new)
    assert (again.status, again.out, len(again.lines_of_why)) == (1, "", 1)
    assert "is not waiting for a yes" in again.err


def test_nobody_is_confirmed_while_another_could_choose_the_password(installed: Console) -> None:
    new = let_wait(installed, "link@test.example")
    installed.run("user", "link", new)
    refused = installed.run("user", "confirm", new)
    assert refused.status == 1 and "choose another" in refused.err
