"""`housekeeping` and e-mails to staff: what it says of them, and with which status it ends."""

import json
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.console import Console, Ran
from tests.factories import PASSWORD
from tests.post_office import HOST, SENDER, PostOffice, free_port, post_office

WHY = "Error: an e-mail to staff was given up or has waited for more than a day"
NONE_SENT = "No e-mails to staff: the setting mail_host is missing."


@pytest.fixture(scope="module")
def locked(just_set_up: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation where a child's link has locked itself."""
    console = Console(tmp_path_factory.mktemp("locked") / "instance")
    shutil.copytree(just_set_up, console.instance)
    console.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    for name in ("mette", "jonas"):
        options = ("--role", "caseworker", "--municipality", "0265", "--first-name", name)
        console.run("user", "add", f"{name}@test.example", *options, typed=PASSWORD)
    soon = (datetime.now(UTC) + timedelta(days=7)).isoformat()
    options = ("--age", "6-9", "--meeting", soon, "--phone", "none", "--format", "json")
    made = console.run("invite", "--caseworker", "mette@test.example", *options)
    assert len(json.loads(made.out)) == 1
    in_database(console, "UPDATE invitations SET wrong_picks = 5")
    return console.instance


@pytest.fixture
def console(locked: Path, tmp_path: Path) -> Console:
    """A copy of it, where Mette must be told."""
    shutil.copytree(locked, tmp_path / "instance")
    return Console(tmp_path / "instance")


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server."""
    with post_office() as made:
        yield made


def in_database(console: Console, statement: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(console.instance / "boernestemme.sqlite3")
    try:
        found = connection.execute(statement, values).fetchall()
        connection.commit()
    finally:
        connection.close()
    return found


def housekeeping(console: Console, port: int | None) -> Ran:
    mail = {
        "mail_host": HOST,
        "mail_port": str(port),
        "mail_security": "none",
        "mail_from": SENDER,
        "staff_url": "https://stab.example",
    }
    return console.run("housekeeping", **(mail if port else {}))


def test_without_a_server_it_says_so_and_nothing_piles_up(console: Console) -> None:
    for _ in range(2):
        done = housekeeping(console, None)
        assert (done.status, done.err) == (0, "")
        assert done.out.endswith(f"{NONE_SENT}\n")
    assert in_database(console, "SELECT count(*) FROM outbox") == [(0,)]


def test_it_tells_how_many_were_sent_and_no_address(console: Console, office: PostOffice) -> None:
    said = [housekeeping(console, office.port) for _ in range(2)]
    assert [(one.status, one.err, len(one.out.splitlines())) for one in said] == [(0, "", 1)] * 2
    assert said[0].out.endswith(" 1 e-mails sent.\n")
    assert said[1].out.endswith(" 0 e-mails sent.\n")
    assert office.addresses == ["mette@test.example"]
    assert "@" not in said[0].out


def test_a_server_that_is_down_is_told_of_and_the_rest_is_done(console: Console) -> None:
    port = free_port()
    done = housekeeping(console, port)
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Done: ")
    assert done.out.endswith(" 0 e-mails sent, 1 wait; the mail server: ConnectionRefusedError.\n")
    yesterday = (datetime.now(UTC) - timedelta(hours=25)).strftime("%Y-%m-%d %H:%M:%S.%f")
    in_database(console, "UPDATE outbox SET next_try_at = ?", yesterday)
    done = housekeeping(console, port)
    assert (done.status, done.out[:6], len(done.lines_of_why)) == (1, "Done: ", 1)
    assert "more than a day" in done.err


def test_an_address_that_was_given_up_is_told_of_by_the_status(
    console: Console, office: PostOffice
) -> None:
    housekeeping(console, office.port)
    in_database(console, "UPDATE outbox SET sent_on = NULL, tries = 10")
    done = housekeeping(console, office.port)
    assert (done.status, done.lines_of_why) == (1, [WHY])
    assert done.out.endswith(" 0 e-mails sent, 1 given up, refused where others are taken.\n")
    in_database(console, "UPDATE accounts SET disabled_on = '2026-01-01'")
    assert housekeeping(console, office.port).status == 0, "the control: nobody to tell"


def test_a_server_that_refuses_everybody_is_told_of_and_after_a_day_by_the_status(
    console: Console, office: PostOffice
) -> None:
    office.refusals["mette@test.example"] = "550 relaying denied"
    done = housekeeping(console, office.port)
    assert done.status == 0
    assert done.out.endswith("0 e-mails sent, 1 wait; the mail server: SMTPRecipientsRefused.\n")
    yesterday = (datetime.now(UTC) - timedelta(hours=25)).strftime("%Y-%m-%d %H:%M:%S.%f")
    in_database(console, "UPDATE outbox SET next_try_at = ?", yesterday)
    assert [housekeeping(console, office.port).status for _ in range(2)] == [1, 1]
    office.refusals.clear()
    assert housekeeping(console, office.port).status == 0
    assert office.addresses == ["mette@test.example"]
