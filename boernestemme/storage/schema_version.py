"""The schema's version: which one a database has, and which one this program stands at.

Known without Alembic, which only migrating needs: the child's process is ready without it.
"""

from pathlib import Path

from sqlalchemy import Engine, inspect, text

MIGRATIONS = Path(__file__).parent / "migrations"
VERSION_TABLE = "alembic_version"


def version_of(engine: Engine) -> str | None:
    """The schema's version in a database, None where it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table(VERSION_TABLE):
            return None
        found = connection.scalars(text("SELECT version_num FROM alembic_version")).all()
        return str(found[0]) if len(found) == 1 else None


def head() -> str:
    """Today's version."""
    return max(_versions())


def is_known(version: str) -> bool:
    """True for a version that this program can bring up to date."""
    return version in _versions()


def is_current(engine: Engine) -> bool:
    """True when the database has today's schema."""
    return version_of(engine) == head()


def _versions() -> set[str]:
    """Every migration's own version, which is how its file's name begins."""
    files = (MIGRATIONS / "versions").glob("[0-9]*_*.py")
    return {file.name.partition("_")[0] for file in files}
