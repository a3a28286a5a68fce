"""Fixtures of the storage tests: both databases with municipalities, in an app's context."""

from collections.abc import Iterator

import pytest

from boernestemme.storage import access_log, municipalities
from boernestemme.storage.db import db, transaction
from tests.databases import EmptyDatabases
from tests.races.processes import bare_app

MUNICIPALITIES = ("0265", "0461")


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def storage_address(
    request: pytest.FixtureRequest,
    empty_databases: EmptyDatabases,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[str]:
    """The address of a database with municipalities, one of each kind for all storage tests."""
    with empty_databases.fresh(request.param, tmp_path_factory.mktemp("storage")) as address:
        with bare_app(address).app_context():
            with transaction():
                for code in MUNICIPALITIES:
                    municipalities.add(code, f"Kommune {code}", "12 34 56 78")
                    access_log.begin(code)
            db.engine.dispose()
        yield address


@pytest.fixture
def stored(storage_address: str) -> Iterator[str]:
    """The address, in a context in which the storage modules work; what is committed stays."""
    with bare_app(storage_address).app_context():
        yield storage_address
        db.session.remove()
        db.engine.dispose()
