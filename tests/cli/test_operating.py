"""`housekeeping`, `accesslog verify` and `keys new-epoch`: one line each, and a true status."""

import json
import re
import shutil
import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.domain.errors import LinkDead
from boernestemme.domain.meeting import DENMARK
from boernestemme.services import entering
from boernestemme.settings import Settings
from boernestemme.storage.database_clock import database_now
from boernestemme.storage.db import db
from boernestemme.web.tools import tools
from tests.cli.console import Console
from tests.factories import PASSWORD

PERSON = ("--role", "caseworker", "--municipality", "0265", "--first-name", "X")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation whose log has lines."""
    console = Console(tmp_path_factory.mktemp("stocked") / "instance")
    console.run("setup", "--child-url", "https://hej.example")
    console.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    for name in ("a", "b", "c"):
        console.run("user", "add", f"{name}@test.example", *PERSON, typed=PASSWORD)
        if name != "a":
            disabled = console.run("user", "disable", f"{name}@test.example")
            assert disabled.status == 0, disabled.err
    console.run("user", "add", "d@test.example", *PERSON, typed=PASSWORD)
    return console.instance


@pytest.fixture
def running(stocked: Path, tmp_path: Path) -> Console:
    """A copy of it, for one test to break."""
    shutil.copytree(stocked, tmp_path / "instance")
    return Console(tmp_path / "instance")


def in_database(console: Console, statement: str) -> int:
    connection = sqlite3.connect(console.instance / "boernestemme.sqlite3")
    try:
        changed = connection.execute(statement).rowcount
        connection.commit()
    finally:
        connection.close()
    return changed


def test_a_whole_log_is_called_whole(running: Console) -> None:
    done = running.run("accesslog", "verify")
    assert (done.status, done.out, done.err) == (0, "Whole: 1 chains, never anchored.\n", "")


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE access_log SET actor = 'x' WHERE number = 1", 1),
        ("UPDATE access_log SET subject = 'x' WHERE number = 2", 2),
        ("DELETE FROM access_log WHERE number = 1", 1),
        ("DELETE FROM access_log WHERE number = 2", 2),
        ("DELETE FROM access_log", 1),
        ("UPDATE access_log_heads SET number = 70", 8),
        ("DELETE FROM access_log_heads", 8),
    ],
)
def test_a_broken_log_is_status_one_and_says_where(
    running: Console, statement: str, line: int
) -> None:
    assert in_database(running, statement) > 0
    done = running.run("accesslog", "verify")
    assert (done.status, done.out) == (1, "")
    assert len(done.lines_of_why) == 1
    assert re.search(rf"0265 at line {line}\b", done.err)


def test_housekeeping_ends_with_one_line_and_may_run_again(installed: Console) -> None:
    for _ in range(2):
        done = installed.run("housekeeping")
        assert (done.status, len(done.out.splitlines()), done.err) == (0, 1, "")


def is_alive(console: Console, url: str) -> bool:
    settings = Settings.from_environment(console.environment())
    app = create_app(settings, clock=database_now)
    with app.app_context():
        try:
            entering.look(tools().signer, url.rpartition("/")[2], database_now())
        except LinkDead:
            return False
        finally:
            db.session.remove()
            db.engine.dispose()
    return True


def make_link(console: Console) -> str:
    soon = (datetime.now(DENMARK) + timedelta(days=7)).strftime("%Y-%m-%dT10:00")
    options = ("--age", "6-9", "--meeting", soon, "--phone", "none", "--format", "json")
    done = console.run("invite", "--caseworker", "a@test.example", *options)
    url: str = json.loads(done.out)[0]["url"]
    return url


def test_a_new_epoch_voids_every_link_and_new_ones_work(running: Console) -> None:
    before = make_link(running)
    assert is_alive(running, before)
    done = running.run("keys", "new-epoch")
    assert (done.status, len(done.out.splitlines())) == (0, 1)
    assert "Epoch 2" in done.out
    assert (running.instance / "epoch").stat().st_mode & 0o777 == 0o600
    assert not is_alive(running, before)
    assert is_alive(running, make_link(running))


def test_a_real_process_ends_with_a_true_status(running: Console) -> None:
    assert running.start("accesslog", "verify").status == 0
    in_database(running, "DELETE FROM access_log WHERE number = 1")
    done = running.start("accesslog", "verify")
    assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1)
