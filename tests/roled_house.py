"""One installation on PostgreSQL whose processes each connect as a login in their own role."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from flask import Flask
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from boernestemme import create_app
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import administering
from boernestemme.services.administering import NewAccount
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage.db import db
from boernestemme.storage.grants import Group
from tests.clock import Clock
from tests.database_roles import RoledDatabase, roled_database
from tests.databases import EmptyDatabases
from tests.factories import NOW, PASSWORD, test_settings
from tests.web.scene import Scene
from tests.world import World

BOARD = ("birte", "bent")
# The processes of a production installation: which doors each serves, in which roles.
PROCESSES: dict[str, tuple[tuple[str, ...], tuple[Group, ...]]] = {
    "child": (("child",), (Group.CHILD,)),
    "staff": (("caseworker",), (Group.STAFF,)),
    "board": (("board",), (Group.BOARD,)),
    "board's people": ((), (Group.STAFF, Group.BOARD)),
    "statistics": ((), (Group.STATISTICS,)),
    "housekeeping": (("caseworker",), (Group.STAFF, Group.STATISTICS)),
}


@dataclass
class Process:
    """One process, what it said to the database, and what the database refused it."""

    app: Flask
    statements: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    def listen(self, engine: Engine) -> None:
        """Note every statement, and every one that the database refuses."""

        @event.listens_for(engine, "before_cursor_execute")
        def _(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            self.statements.append(statement)

        @event.listens_for(engine, "handle_error")
        def _(context: ExceptionContext) -> None:
            if isinstance(context.original_exception, InsufficientPrivilege):
                self.refused.append(str(context.statement))


@dataclass(frozen=True)
class RoledHouse:
    """The installation's processes over one database, at one clock."""

    database: RoledDatabase
    clock: Clock
    processes: dict[str, Process]

    def scene(self, name: str = "staff") -> Scene:
        """What a test does in one of the processes."""
        return Scene(self.processes[name].app, self.clock)

    def refused(self) -> dict[str, list[str]]:
        """What the database refused each process since it was last asked."""
        found = {name: one.refused[:] for name, one in self.processes.items() if one.refused}
        for one in self.processes.values():
            one.refused.clear()
        return found


@contextmanager
def roled_house(databases: EmptyDatabases, folder: Path) -> Iterator[RoledHouse]:
    """A house with people in two municipalities and the board, stocked by the owner."""
    with roled_database(databases, folder) as database, ExitStack() as closing:
        clock = Clock(NOW)
        owner = _process(database.address, folder, clock, ("caseworker",), closing)
        with owner.app.app_context():
            World.begin(owner.app, clock)
            for name in BOARD:
                email, title = f"{name}@test.example", name.title()
                administering.add_account(
                    NewAccount(email, Role.BOARD, BOARD_CODE, title, PASSWORD)
                )
        yield RoledHouse(
            database,
            clock,
            {
                name: _process(database.login(*groups), folder, clock, doors, closing)
                for name, (doors, groups) in PROCESSES.items()
            },
        )


def _process(
    address: str, folder: Path, clock: Clock, doors: tuple[str, ...], closing: ExitStack
) -> Process:
    settings = test_settings(folder, address)
    make_key_files(settings.wrapping_key_file, settings.epoch_file)
    process = Process(create_app(settings, doors, clock))
    with process.app.app_context():
        process.listen(db.engine)
    closing.callback(_close, process.app)
    return process


def _close(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
