"""`housekeeping` erases what was filed, `keys new-epoch` what a restored backup brought back."""

import sqlite3
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from boernestemme import create_app
from boernestemme.services import filing
from boernestemme.settings import Settings
from boernestemme.storage.database_clock import database_now
from boernestemme.storage.db import db
from tests.cli.console import Console
from tests.factories import PASSWORD
from tests.world import World

DATABASE = "boernestemme.sqlite3"
LONG_AGO = timedelta(days=80)


@pytest.fixture
def running(tmp_path: Path) -> Console:
    """An installation with two case workers and no meeting."""
    console = Console(tmp_path / "instance")
    console.run("setup", "--child-url", "https://hej.example")
    console.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    for name in ("mette", "jonas"):
        person = ("--role", "caseworker", "--municipality", "0265", "--first-name", name)
        console.run("user", "add", f"{name}@test.example", *person, typed=PASSWORD)
    return console


def in_the_past(console: Console, act: Callable[[World], None]) -> None:
    """Do something in the installation as it was eighty days ago."""
    settings = Settings.from_environment(console.environment())

    def then() -> datetime:
        return database_now() - LONG_AGO

    app = create_app(settings, clock=then)
    with app.app_context():
        act(World(app, then))
        db.session.remove()
        db.engine.dispose()


def answer_and_file(world: World) -> None:
    link = world.link(starts_at=world.clock() + timedelta(days=9))
    world.answer(link, {"topics": ("skole",)})
    setting = world.setting()
    filing.file(setting, link.meeting_id, filing.look(setting, link.meeting_id).seen)


def answer_alone(world: World) -> None:
    world.answer(world.link(starts_at=world.clock() + timedelta(days=9)), {"topics": ("skole",)})


def answers(console: Console) -> int:
    connection = sqlite3.connect(console.instance / DATABASE)
    [[count]] = connection.execute("SELECT count(*) FROM submissions")
    connection.close()
    return int(count)


def copy(source: Path, target: Path) -> None:
    """Take a backup, or put one back."""
    taken, put = sqlite3.connect(source), sqlite3.connect(target)
    taken.backup(put)
    taken.close()
    put.close()


def test_housekeeping_erases_what_was_filed_and_says_how_much(running: Console) -> None:
    for act in (answer_and_file, answer_alone):
        in_the_past(running, act)
    done = running.run("housekeeping")
    assert (done.status, done.err) == (0, "")
    assert "1 filed papers erased." in done.out
    assert answers(running) == 1
    ledger = running.instance / "erased.log"
    assert len(ledger.read_text().splitlines()) == 1
    assert ledger.stat().st_mode & 0o777 == 0o600
    assert "0 filed papers erased." in running.run("housekeeping").out


def test_a_new_epoch_removes_what_a_restored_backup_brought_back(running: Console) -> None:
    for act in (answer_and_file, answer_alone):
        in_the_past(running, act)
    backup = running.instance / "backup"
    copy(running.instance / DATABASE, backup)
    running.run("housekeeping")
    assert answers(running) == 1
    copy(backup, running.instance / DATABASE)
    assert answers(running) == 2, "the control"
    done = running.run("keys", "new-epoch")
    assert (done.status, len(done.out.splitlines()), done.err) == (0, 1, "")
    assert "1 erased papers and cards" in done.out
    assert answers(running) == 1
    assert "0 erased papers and cards" in running.run("keys", "new-epoch").out


def test_a_damaged_ledger_is_status_one_and_one_line(running: Console) -> None:
    (running.instance / "erased.log").write_text("2027-05-01 nonsense\n")
    done = running.run("keys", "new-epoch")
    assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1)
    assert "line 1" in done.err
    assert (running.instance / "epoch").read_text() == "2\n", "old links are void all the same"
