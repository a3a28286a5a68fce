"""`housekeeping` and messages to children: what it says of them, and with which status it ends."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.console import Console, Ran
from tests.sms_peer import SENDER, TOKEN, Peer

NONE_SENT = "No messages to children: the setting sms_gateway is none."


@pytest.fixture
def console(tmp_path: Path) -> Console:
    """An installation without anybody."""
    console = Console(tmp_path / "instance")
    console.run("setup", "--child-url", "https://hej.example")
    return console


def housekeeping(console: Console, **changes: str) -> Ran:
    return console.run("housekeeping", **changes)


def given_up(console: Console, why: str) -> None:
    """A message that was given up today."""
    connection = sqlite3.connect(console.instance / "boernestemme.sqlite3")
    connection.execute(
        "INSERT INTO messages (id, invitation_id, municipality, account_id, turn, ordered_on,"
        " state, why, tries, next_try_at, settled_on) VALUES ('a', 'b', '0265', 'c', 1,"
        " date('now'), 'given_up', ?, 1, '2027-01-01 00:00:00', date('now'))",
        (why,),
    )
    connection.commit()
    connection.close()


def test_it_tells_of_messages_in_numbers_and_of_our_own_faults_by_its_status(
    console: Console,
) -> None:
    done = housekeeping(console)
    assert (done.status, NONE_SENT in done.out) == (0, True)
    sms = Peer(address="http://127.0.0.1:1").settings()
    given = {
        "sms_gateway": "gatewayapi", "sms_token": TOKEN, "sms_sender": SENDER,
        "sms_address": sms.address,
    }  # fmt: skip
    done = housekeeping(console, **given)
    assert (done.status, " 0 messages to children sent. " in done.out) == (0, True)
    given_up(console, "setup")
    done = housekeeping(console, **given)
    assert (done.status, len(done.lines_of_why)) == (1, 1)
    assert " 0 messages to children sent, 1 given up. " in done.out
    assert "sms_" in done.err and TOKEN not in done.out + done.err
