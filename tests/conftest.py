"""Fixtures: real databases, an app at a clock that stands still, and no silent skipping."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from boernestemme import create_app
from boernestemme.services.setting_up import make_key_files
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.begun_worlds import BegunWorlds
from tests.clock import Clock
from tests.databases import EmptyDatabases
from tests.factories import NOW, test_settings
from tests.surroundings import settle
from tests.world import World

MEASURED = "measured"  # under this name a test hands over what people are to read


@pytest.fixture(scope="session")
def empty_databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmptyDatabases]:
    """Migrated databases of both kinds, copied for each test."""
    databases = EmptyDatabases(tmp_path_factory.mktemp("databases"))
    yield databases
    databases.close()


@pytest.fixture(params=["sqlite", "postgresql"])
def any_database(
    request: pytest.FixtureRequest, empty_databases: EmptyDatabases, tmp_path: Path
) -> Iterator[str]:
    """The address of an empty database; the test runs once on each kind."""
    with empty_databases.fresh(request.param, tmp_path) as address:
        yield address


@pytest.fixture
def settings(tmp_path: Path, empty_databases: EmptyDatabases) -> Iterator[Settings]:
    """Settings on an empty SQLite database."""
    with empty_databases.fresh("sqlite", tmp_path) as address:
        yield _with_keys(test_settings(tmp_path, address))


@pytest.fixture
def any_settings(tmp_path: Path, any_database: str) -> Settings:
    """Settings on an empty database of each kind."""
    return _with_keys(test_settings(tmp_path, any_database))


def _with_keys(settings: Settings) -> Settings:
    make_key_files(settings.wrapping_key_file, settings.epoch_file)
    return settings


@pytest.fixture
def clock() -> Clock:
    """The app's clock."""
    return Clock(NOW)


@pytest.fixture
def app(settings: Settings, clock: Clock) -> Iterator[Flask]:
    """Both doors on SQLite."""
    made = create_app(settings, clock=clock)
    yield made
    with made.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture(scope="session")
def begun_worlds(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[BegunWorlds]:
    """Two municipalities with case workers, copied for each test."""
    worlds = BegunWorlds(empty_databases, tmp_path_factory.mktemp("begun"))
    yield worlds
    worlds.close()


@pytest.fixture
def world(begun_worlds: BegunWorlds, clock: Clock, tmp_path: Path) -> Iterator[World]:
    """The world on SQLite, inside the app's context."""
    with begun_worlds.world("sqlite", tmp_path, clock) as begun:
        yield begun


@pytest.fixture(params=["sqlite", "postgresql"])
def any_world(
    request: pytest.FixtureRequest, begun_worlds: BegunWorlds, clock: Clock, tmp_path: Path
) -> Iterator[World]:
    """The world on each kind of database."""
    with begun_worlds.world(request.param, tmp_path, clock) as begun:
        yield begun


def pytest_configure() -> None:
    """Temporary files lie in memory, and no other machine is reached."""
    settle()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With CI=true a skipped test is a failed one: nothing is left out in silence."""
    report = (yield).get_result()  # type: ignore[attr-defined]  # pytest hands an untyped outcome
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, and with CI=true nothing may be: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests measured for people to read stands at the end, whichever process measured it."""
    for report in terminalreporter.stats.get("passed", []):
        for name, text in report.user_properties:
            if name == MEASURED:
                terminalreporter.write_line(f"\n{text}")
