"""Brings a database to today's schema with Alembic; migrations never import row classes."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from boernestemme.domain.errors import SettingsMissing
from boernestemme.storage.db import engine_options

MIGRATIONS = Path(__file__).parent / "migrations"


def migrate(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to ``revision``; running it again does nothing.

    SQLite changes a table by making it anew, which it refuses while others point to it: there
    the rules are off meanwhile, and every row is checked before they are on again.
    """
    config = _config()
    is_sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.commit()
        with connection.begin():
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            if is_sqlite and connection.exec_driver_sql("PRAGMA foreign_key_check").first():
                raise RuntimeError("the migrated rows do not hang together")
        if is_sqlite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def migrate_database(uri: str) -> None:
    """Bring the database at an address up to today's schema."""
    engine = create_engine(uri, **engine_options(uri))
    try:
        migrate(engine)
    except OperationalError as problem:
        raise SettingsMissing(f"the database cannot be reached: {problem.orig}") from problem
    finally:
        engine.dispose()


def is_current(engine: Engine) -> bool:
    """True when the database has today's schema."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() == head


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
