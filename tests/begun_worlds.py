"""The invented world as it begins, made once for each kind of database and copied for a test."""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from boernestemme import create_app
from boernestemme.services.setting_up import make_key_files
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.world import World


class BegunWorlds:
    """Begins a world when the first test asks; its people's passwords take their time."""

    def __init__(self, databases: EmptyDatabases, folder: Path) -> None:
        self._databases = databases
        self._folder = folder
        self._held = ExitStack()
        self._begun: dict[str, Settings] = {}

    @contextmanager
    def world(self, kind: str, folder: Path, clock: Clock) -> Iterator[World]:
        """A world of a test's own, inside the app's context."""
        with self.settings(kind, folder) as settings:
            app = create_app(settings, clock=clock)
            with app.app_context():
                yield World(app, clock)
                db.session.remove()
                db.engine.dispose()

    @contextmanager
    def settings(self, kind: str, folder: Path) -> Iterator[Settings]:
        """Settings of an installation in ``folder``, with the world's database and keys."""
        begun = self._begun.get(kind) or self._begin(kind)
        for file in (begun.wrapping_key_file, begun.epoch_file, begun.sign_in_key_file):
            shutil.copy(file, folder)
        shutil.copytree(begun.statistics_folder, folder / begun.statistics_folder.name)
        with self._databases.copied(kind, begun.database, folder) as address:
            yield test_settings(folder, address)

    def _begin(self, kind: str) -> Settings:
        folder = self._folder / kind
        folder.mkdir()
        address = self._held.enter_context(self._databases.fresh(kind, folder))
        settings = test_settings(folder, address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        app = create_app(settings, clock=lambda: NOW)
        with app.app_context():
            World.begin(app, lambda: NOW)
            db.session.remove()
            db.engine.dispose()
        self._begun[kind] = settings
        return settings

    def close(self) -> None:
        """Let the worlds go."""
        self._held.close()
