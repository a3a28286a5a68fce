"""One stage for all web tests: an app made once, and all it stands on put back before each test.

Hashing everybody's password and compiling every page is slow; copying files is not.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from flask import Flask

from boernestemme import create_app
from boernestemme.services.setting_up import make_key_files
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from boernestemme.web.tools import NAME, Tools
from tests.catalogues import ACCENTED_CODE, MIRRORED_CODE, write_both
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.web.scene import Scene
from tests.world import World

DATABASE = "test.sqlite3"


@dataclass(frozen=True)
class Stage:
    """The app with the tools it was made with, its clock, the folder where its stocked database
    and keys lie untouched, and the one it works in."""

    app: Flask
    tools: Tools
    clock: Clock
    stocked: Path
    live: Path

    def begin_anew(self) -> Scene:
        """The stocked world again, whatever the test before did to it or to the app's tools."""
        self.close()
        shutil.rmtree(self.live)
        shutil.copytree(self.stocked, self.live)
        self.app.extensions[NAME] = self.tools
        self.clock.now = NOW
        return Scene(self.app, self.clock)

    def close(self) -> None:
        """No connection stays open."""
        with self.app.app_context():
            db.session.remove()
            db.engine.dispose()


@pytest.fixture(scope="session")
def stage(
    tmp_path_factory: pytest.TempPathFactory, empty_databases: EmptyDatabases
) -> Iterator[Stage]:
    """Two municipalities, their people, and a noise meeting with an answer, on SQLite."""
    live, stocked = tmp_path_factory.mktemp("live"), tmp_path_factory.mktemp("stocked")
    clock = Clock(NOW)
    with empty_databases.fresh("sqlite", live) as address:
        settings = test_settings(live, address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        app = create_app(settings, clock=clock)
        made = Stage(app, app.extensions[NAME], clock, stocked, live)
        with app.app_context():
            World.begin(app, clock)
        made.close()
        shutil.copytree(live, stocked, dirs_exist_ok=True)
        yield made
        made.close()


@pytest.fixture
def scene(stage: Stage) -> Scene:
    """The stocked world as browsers meet it."""
    return stage.begin_anew()


@pytest.fixture
def settings(stage: Stage, tmp_path: Path) -> Settings:
    """Settings of an installation of the test's own, on a copy of the stocked world."""
    shutil.copytree(stage.stocked, tmp_path, dirs_exist_ok=True)
    return test_settings(tmp_path, f"sqlite:///{tmp_path / DATABASE}")


@pytest.fixture(scope="session")
def catalogues(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two invented languages, compiled."""
    folder = tmp_path_factory.mktemp("translations")
    write_both(folder)
    return folder


@pytest.fixture
def spoken(settings: Settings, catalogues: Path) -> Iterator[Scene]:
    """An installation of the test's own that offers both invented languages."""
    codes = (ACCENTED_CODE, MIRRORED_CODE)
    clock = Clock(NOW)
    app = create_app(
        replace(settings, languages=codes, translations_folder=catalogues), clock=clock
    )
    yield Scene(app, clock)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
