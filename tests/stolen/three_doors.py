"""Three doors as in production: a process, a role in the database, a folder of keys and a log each.

The operator's own folder holds every key; a door's holds what its unit gives it, and no more.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from boernestemme import Settings, create_app
from boernestemme.cli.setup import write_settings
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.services.setting_up import make_key_files
from boernestemme.settings import FILE_NAME
from boernestemme.storage.db import forget_connections
from boernestemme.storage.grants import Group
from tests.browser.server import HOME, free_port, wait_until_it_answers
from tests.database_roles import RoledDatabase, roled_database
from tests.databases import EmptyDatabases
from tests.factories import PASSWORD
from tests.world import World

SCRIPT = str(Path(sys.executable).parent / "boernestemme")
PATIENCE = 60
SOON = timedelta(days=9)
SETTINGS, EPOCH, WRAPPING, SIGN_IN = FILE_NAME, "epoch", "wrapping.key", "sign_in.key"
# By door: its audience, its role, and what its unit lays into its folder.
DOORS: dict[str, tuple[str, Group, tuple[str, ...]]] = {
    "child": ("child", Group.CHILD, (SETTINGS, EPOCH)),
    "staff": ("caseworker", Group.STAFF, (SETTINGS, EPOCH, WRAPPING, SIGN_IN)),
    "board": ("board", Group.BOARD, (SETTINGS, EPOCH, SIGN_IN)),
}


def now() -> datetime:
    """The clock everybody has."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Door:
    """One running process: where it listens and shows figures, its id, and its log."""

    port: int
    metrics: int
    pid: int
    log: Path

    def family(self) -> list[int]:
        """Its first process and the workers it has."""
        found = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return [self.pid, *map(int, found)]


@dataclass(frozen=True)
class ThreeDoors:
    """The installation: the operator's folder, and its doors by name."""

    folder: Path
    database: RoledDatabase
    world: World
    doors: dict[str, Door]
    environment: dict[str, str]

    @contextmanager
    def inside(self) -> Iterator[World]:
        """Act as the operator; no connection is left open."""
        with self.world.app.app_context():
            yield self.world
            forget_connections()

    def run(self, *command: str) -> "subprocess.CompletedProcess[bytes]":
        """A command of the operator's, whatever it ends with."""
        return subprocess.run(
            [SCRIPT, *command], cwd=HOME, env=os.environ | self.environment, capture_output=True
        )


@contextmanager
def three_doors(
    databases: EmptyDatabases, folder: Path, more: dict[str, str] | None = None
) -> Iterator[ThreeDoors]:
    """A house with people and all keys, and its three processes; ``more`` settings for all."""
    own = folder / "operator"
    own.mkdir()
    write_settings(own / SETTINGS, "http://127.0.0.1", plain_http=True, is_demo=True)
    make_key_files(own / WRAPPING, own / EPOCH, own / SIGN_IN)
    with roled_database(databases, folder) as database, ExitStack() as closing:
        given = {f"BOERNESTEMME_{name.upper()}": value for name, value in (more or {}).items()}
        environment = given | _place(own, database.address)
        world = _begun(environment)
        doors = {}
        for name, (audience, group, files) in DOORS.items():
            there = folder / name
            there.mkdir()
            for file in files:
                shutil.copy(own / file, there / file)
            told = given | _place(there, database.login(group))
            doors[name] = closing.enter_context(_serving(audience, there, told))
        for door in doors.values():
            wait_until_it_answers(f"http://127.0.0.1:{door.port}/healthz")
        yield ThreeDoors(own, database, world, doors, environment)


def _place(folder: Path, database: str) -> dict[str, str]:
    return {"BOERNESTEMME_INSTANCE": str(folder), "BOERNESTEMME_DATABASE": database}


def _begun(environment: dict[str, str]) -> World:
    app = create_app(Settings.from_environment(environment))
    with app.app_context():
        world = World.begin(app, now)
        board = NewAccount("birte@test.example", Role.BOARD, BOARD_CODE, "Birte", PASSWORD)
        ada = NewAccount("ada@test.example", Role.ADMINISTRATOR, "0265", "Ada", PASSWORD)
        for one in (board, ada):
            administering.add_account(one, now())
        forget_connections()
    return world


@contextmanager
def _serving(audience: str, folder: Path, told: dict[str, str]) -> Iterator[Door]:
    port, metrics, log = free_port(), free_port(), folder / "server.log"
    command = [SCRIPT, "serve", "--audiences", audience, "--workers", "2", "--log-format", "json"]
    addresses = ["--bind", f"127.0.0.1:{port}", "--metrics", f"127.0.0.1:{metrics}"]
    with log.open("wb") as said:
        process = subprocess.Popen(
            [*command, *addresses], cwd=HOME, env=os.environ | told, stdout=said, stderr=said
        )
    try:
        yield Door(port, metrics, process.pid, log)
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(PATIENCE)
        process.kill()
        process.wait()
