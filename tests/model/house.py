"""The real installation that is held against the model: its services, its keys, its backups."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from boernestemme import create_app
from boernestemme.cli.backup import restore_into, sources_of
from boernestemme.domain.errors import Refused
from boernestemme.services import backing_up, restoring
from boernestemme.services.erasing import erase_due
from boernestemme.services.housekeeping import keep_house
from boernestemme.services.key_rotation import KeyFiles, begin, finish
from boernestemme.settings import Settings
from boernestemme.storage import wrapping
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import FORM_KEY, LINK_KEY, NOW
from tests.model.children import DONE
from tests.world import World

LINES = (
    f'link_keys = ["{LINK_KEY}"]\nform_key = "{FORM_KEY}"\nchild_url = "http://127.0.0.1:5000"\n'
    "plain_http = true\n"
)
KEPT, SECRETS = "kept", "kept secrets"


class House:
    """An installation that begins again as it was, and whose clock the model moves."""

    def __init__(self, kind: str, settings: Settings, databases: EmptyDatabases) -> None:
        self.kind, self.databases, self.clock = kind, databases, Clock(NOW)
        self._begun, self._held = settings, ExitStack()
        self._folder = settings.instance
        (self._folder / "settings.toml").write_text(LINES)
        self._private, self._public = self._folder / "off.private", self._folder / "off.public"
        backing_up.make_key(self._private, self._public)
        self._first = World(create_app(settings, clock=self.clock), self.clock)
        self._keep_aside()
        self.world, self._retired = self._first, list[bytes]()

    def _keep_aside(self) -> None:
        kept = self._folder / KEPT
        kept.mkdir()
        for name in ("settings.toml", "wrapping.key", "epoch"):
            shutil.copy(self._folder / name, kept)
        shutil.copytree(self._begun.statistics_folder, self._folder / SECRETS)
        if self.kind == "sqlite":
            shutil.copy(make_url(self._begun.database).database or "", kept / "data")

    def begin_again(self) -> None:
        """Everything lies as it did at first."""
        self._end(self.world)
        self._end(self._first)
        self._held.close()
        for file in (self._folder / KEPT).iterdir():
            shutil.copy(file, self._folder)
        shutil.rmtree(self._begun.statistics_folder)
        shutil.copytree(self._folder / SECRETS, self._begun.statistics_folder)
        for retired in self._folder.glob("wrapping.key.until-*"):
            retired.unlink()
        self._begun.erasure_ledger.unlink(missing_ok=True)
        self._lay_database()
        self.world, self._retired, self.clock.now = self._first, [], NOW

    def _lay_database(self) -> None:
        name = make_url(self._begun.database).database or ""
        if self.kind == "sqlite":
            for ending in ("-wal", "-shm"):
                Path(name + ending).unlink(missing_ok=True)
            (self._folder / "data").replace(name)
            return
        engine = create_engine(self.databases.address("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{name}_kept"'))
        engine.dispose()

    @staticmethod
    def _end(world: World) -> None:
        with world.app.app_context():
            db.session.remove()
            db.engine.dispose()

    def told(self, step: Callable[[World], object]) -> tuple[str, object]:
        """What the program says to a step, as a request of its own, and what it gives."""
        with self.world.app.app_context():
            try:
                found = step(self.world)
            except Refused as refused:
                return type(refused).__name__, None
            return DONE, found

    def keep_house(self) -> None:
        """What must happen by itself."""
        with self.world.app.app_context():
            ledger = self.world.tools.settings.erasure_ledger
            keep_house(ledger, self.clock.now)
            erase_due(ledger, self.clock.now)

    def rotate_keys(self) -> None:
        """Both steps, every process started anew between and after."""
        settings = self.world.tools.settings
        files = KeyFiles(
            self._folder / "settings.toml", settings.wrapping_key_file, settings.link_keys
        )
        begin(files)
        self._start_anew()
        with self.world.app.app_context():
            finished = finish(files, self.clock.now)
        self._retired += wrapping.read_keys(finished.retired)
        self._start_anew()

    def _start_anew(self, database: str = "") -> None:
        given = {"BOERNESTEMME_INSTANCE": str(self._folder)}
        keys = Settings.from_environment(given).link_keys
        address = database or self.world.tools.settings.database
        settings = replace(self._begun, link_keys=keys, database=address)
        self._end(self.world)
        self.world = World(create_app(settings, clock=self.clock), self.clock)

    def back_up(self) -> Path:
        """A whole backup, sealed to the key that lies elsewhere."""
        target = self._folder / "one.backup"
        target.unlink(missing_ok=True)
        sources = sources_of(self.world.tools.settings)
        backing_up.take(sources, self._public, target, self.clock.now)
        return target

    def restore(self, file: Path) -> None:
        """Bring it into an empty place, with every wrapping key that a backup may need."""
        wrapping_file = self._begun.wrapping_key_file
        newest = wrapping.read_keys(wrapping_file)[-1:]
        wrapping.put_keys(wrapping_file, (*dict.fromkeys(self._retired), *newest))
        folder = Path(self._held.enter_context(TemporaryDirectory(dir=self._folder)))
        address = self._held.enter_context(self.databases.fresh(self.kind, folder))
        settings = replace(self.world.tools.settings, database=address)
        backup = restoring.read(file, self._private)
        restore_into(settings, backup, self.clock.now, ledger_is_lost=True)
        self._start_anew(address)

    def close(self) -> None:
        """Let it go."""
        self._end(self.world)
        self._end(self._first)
        self._held.close()


@contextmanager
def house_in(kind: str, settings: Settings, databases: EmptyDatabases) -> Iterator[House]:
    """A house on a begun world; on PostgreSQL a second copy of its database stands aside."""
    name = make_url(settings.database).database
    with ExitStack() as held:
        if kind != "sqlite":
            engine = create_engine(databases.address("postgres"), isolation_level="AUTOCOMMIT")
            with engine.connect() as connection:
                connection.execute(text(f'CREATE DATABASE "{name}_kept" TEMPLATE "{name}"'))
            engine.dispose()
        house = House(kind, settings, databases)
        held.callback(house.close)
        yield house
