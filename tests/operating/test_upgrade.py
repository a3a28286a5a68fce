"""Upgrading the version before with data in it, and going back: nothing is lost either way.

The record of the last run stands in ``docs/operations/upgrade.md``.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from tests.architecture.project import ROOT
from tests.databases import EmptyDatabases
from tests.night.runs import Run

# The last commit of the version before this one; its six migrations are our first six.
BEFORE = "9db996e"
MAIN = "from boernestemme.cli import main; main()"
READER = Path(__file__).with_name("reading_all.py")
KINDS = ("sqlite", "postgresql")
OPEN = {"PLAIN_HTTP": "yes", "SECOND_FACTOR": "optional", "LANGUAGES": ""}


@dataclass(frozen=True)
class Program:
    """One version of the program, in a folder of its own, on an installation."""

    folder: Path
    instance: Path
    database: str

    def command(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        """Run a command."""
        return self._python("-c", MAIN, *arguments)

    def read_all(self) -> dict[str, dict[str, str]]:
        """Every journal, and the published figures."""
        done = self._python(str(READER), str(self.instance / "demo.json"))
        assert done.returncode == 0, done.stderr
        found: dict[str, dict[str, str]] = json.loads(done.stdout)
        return found

    def _python(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        ours = OPEN | {"INSTANCE": str(self.instance), "DATABASE": self.database}
        environment = {f"BOERNESTEMME_{name}": value for name, value in ours.items()}
        return subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, capture_output=True, text=True,
            env=os.environ | environment | {"PYTHONPATH": str(self.folder)}, check=False,
        )  # fmt: skip


@pytest.fixture(scope="module")
def old_program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The version before, out of the history."""
    folder = tmp_path_factory.mktemp("before")
    archive = subprocess.run(
        ["git", "-C", ROOT, "archive", BEFORE], capture_output=True, check=True
    ).stdout
    subprocess.run(["tar", "x", "-C", folder], input=archive, check=True)
    return folder


@contextmanager
def bare(kind: str, databases: EmptyDatabases, folder: Path) -> Iterator[str]:
    """The address of a database where nothing has ever been."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'data.sqlite3'}"
        return
    with databases.fresh(kind, folder) as address:
        engine = create_engine(address)
        with engine.begin() as connection:
            connection.exec_driver_sql("DROP SCHEMA public CASCADE")
            connection.exec_driver_sql("CREATE SCHEMA public")
        engine.dispose()
        yield address


@pytest.mark.night
@pytest.mark.parametrize("kind", KINDS)
def test_OPS_upgrade_keeps_every_word_and_the_copy_leads_back(
    kind: str, old_program: Path, empty_databases: EmptyDatabases, tmp_path: Path
) -> None:
    run = Run("OPS-upgrade", KINDS)
    for _, figures in run.rounds(kind):
        figures["journals"] = upgraded_and_back(kind, old_program, empty_databases, tmp_path)
    run.close(
        f"{run.sum('journals'):.0f} journals on both databases, 0 lines lost",
        "each version refuses the other's schema",
    )


def upgraded_and_back(
    kind: str, old_program: Path, empty_databases: EmptyDatabases, tmp_path: Path
) -> int:
    """Upgrade a filled installation, and go back to its copy; how many journals were compared."""
    (tmp_path / "copy").mkdir()
    with bare(kind, empty_databases, tmp_path) as address:
        old = Program(old_program, tmp_path / "instance", address)
        new = Program(ROOT, old.instance, address)
        assert old.command("demo", "--no-serve", "--meetings", "20").returncode == 0
        before = old.read_all()
        with empty_databases.copied(kind, address, tmp_path / "copy") as copy:
            keys = shutil.copytree(old.instance, tmp_path / "keys")
            assert "boernestemme setup" in new.command("serve").stderr, "it opens before its time"
            assert new.command("setup").returncode == 0
            check_nothing_is_lost(before, new.read_all())
            assert new.command("accesslog", "verify").returncode == 0
            assert "migrations" in old.command("serve").stderr, (
                "the old one opens what it does not know"
            )
            assert Program(old_program, keys, copy).read_all() == before
    return len(before["journals"])


def check_nothing_is_lost(
    before: dict[str, dict[str, str]], after: dict[str, dict[str, str]]
) -> None:
    """Each line of each journal still stands there, and each figure in the same bytes."""
    assert len(before["journals"]) > 25 and before["numbers"]
    assert after["numbers"] | before["numbers"] == after["numbers"]  # it may show more than before
    assert after["journals"].keys() == before["journals"].keys()
    for meeting, text in before["journals"].items():
        missing = [line for line in text.splitlines() if line not in after["journals"][meeting]]
        assert missing == []
