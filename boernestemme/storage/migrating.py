"""Brings a database to today's schema with Alembic; migrations never import row classes."""

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, create_engine, text
from sqlalchemy.exc import OperationalError

from boernestemme.domain.errors import SettingsMissing
from boernestemme.storage.db import engine_options
from boernestemme.storage.schema_version import MIGRATIONS


def migrate(engine: Engine, revision: str = "head", closed_at: str | None = None) -> None:
    """Bring the database up to ``revision``; running it again does nothing.

    With ``closed_at`` it is a restored one without a version, which had this one: it is brought
    up to date and has none afterwards.

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
            if closed_at is not None:
                stamp(connection, closed_at)
            command.upgrade(config, revision)
            if closed_at is not None:
                stamp(connection, None)
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


def stamp(connection: Connection, version: str | None) -> None:
    """Let the database have this version, or none: then no process opens it."""
    connection.exec_driver_sql("DELETE FROM alembic_version")
    if version is not None:
        row = {"version": version}
        connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), row)


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
