"""Housekeeping's alarms: an old backup is told of by itself, and no trouble hides another."""

import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from boernestemme.cli.housekeeping import OLDEST_BACKUP
from boernestemme.services.backing_up import newest
from tests.cli.console import Console

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


@pytest.fixture
def watched(installed: Console, tmp_path: Path) -> Console:
    """An installation whose backups somebody asked to be told about; its folder is empty."""
    shutil.copytree(installed.instance, tmp_path / "instance")
    folder = tmp_path / "backups"
    folder.mkdir()
    settings = tmp_path / "instance" / "settings.toml"
    settings.write_text(f'backup_folder = "{folder}"\n{settings.read_text()}')
    return Console(tmp_path / "instance")


def lay(folder: Path, name: str, taken: datetime) -> None:
    """A file of that moment."""
    file = folder / name
    file.write_bytes(b"sealed")
    os.utime(file, (taken.timestamp(), taken.timestamp()))


def test_the_newest_whole_backup_counts_and_none_from_the_future(tmp_path: Path) -> None:
    assert newest(tmp_path, NOW) is None
    lay(tmp_path, "a.backup", NOW - 50 * HOUR)
    lay(tmp_path, "b.backup", NOW - 26 * HOUR)
    for name in ("c.backup.part", "c.backup.copy", "erased.log"):
        lay(tmp_path, name, NOW)
    lay(tmp_path, "d.backup", NOW + 300 * HOUR)
    assert newest(tmp_path, NOW) == NOW - 26 * HOUR
    lay(tmp_path, "e.backup", NOW + MINUTE)
    assert newest(tmp_path, NOW) == NOW + MINUTE


def test_an_old_backup_is_an_alarm_and_a_new_one_is_none(watched: Console, tmp_path: Path) -> None:
    folder, now = tmp_path / "backups", datetime.now(UTC)
    done = watched.run("housekeeping")
    assert done.status == 1 and f"there is no backup in {folder}" in done.err
    lay(folder, "a.backup", now - OLDEST_BACKUP - MINUTE)
    done = watched.run("housekeeping")
    assert done.status == 1 and f"the newest backup in {folder} is of " in done.err
    lay(folder, "b.backup", now - OLDEST_BACKUP + 30 * MINUTE)
    done = watched.run("housekeeping")
    assert (done.status, done.err) == (0, "")


def test_what_backup_writes_is_what_is_watched(watched: Console, tmp_path: Path) -> None:
    assert watched.run("keys", "backup", str(tmp_path / "off")).status == 0
    to = ("--to", str(tmp_path / "off.public"))
    assert watched.run("backup", str(tmp_path / "backups" / "a.backup"), *to).status == 0
    assert watched.run("housekeeping").status == 0


def test_no_trouble_hides_another(watched: Console, tmp_path: Path) -> None:
    (tmp_path / "backups").rmdir()
    (watched.instance / "accesslog.anchors").mkdir()
    done = watched.run("housekeeping")
    assert (done.status, len(done.lines_of_why)) == (1, 2), done.err
    assert "the access log could not be anchored: " in done.err
    assert "nobody can tell whether there is a backup: " in done.err
