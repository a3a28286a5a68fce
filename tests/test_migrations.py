"""Migrations: a migrated database equals a new one; again changes nothing; back leaves nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, text

from boernestemme.storage.migrating import migrate
from boernestemme.storage.schema import METADATA
from boernestemme.storage.schema_version import MIGRATIONS, head, is_current, is_known
from tests.databases import EmptyDatabases
from tests.schema_text import Schema, plain, reflected, schema_text

KINDS = ("sqlite", "postgresql")
# A difference of every sort, in words that both databases understand.
DIFFERENCES = {
    "a column more": "ALTER TABLE meetings ADD COLUMN planted INTEGER",
    "a column with another name": "ALTER TABLE meetings RENAME COLUMN phone TO telephone",
    "an index less": "DROP INDEX ix_drafts_saved_at",
    "an index that is unique": "CREATE UNIQUE INDEX planted ON events (meeting_id)",
    "a table more": "CREATE TABLE planted (id INTEGER PRIMARY KEY)",
    "a table less": "DROP TABLE events",
}
# And those that only one of them can be given without making the table anew.
ON_POSTGRESQL = {
    "another length": "ALTER TABLE meetings ALTER COLUMN phone TYPE VARCHAR(7)",
    "a default": "ALTER TABLE invitations ALTER COLUMN starts SET DEFAULT 0",
    "may be empty": "ALTER TABLE invitations ALTER COLUMN starts DROP NOT NULL",
    "a rule with another name": "ALTER TABLE drafts RENAME CONSTRAINT pk_drafts TO drafts_pkey",
    "a rule less": "ALTER TABLE drafts DROP CONSTRAINT fk_drafts_invitation_id",
    "a deleting rule": (
        "ALTER TABLE drafts DROP CONSTRAINT fk_drafts_invitation_id, ADD CONSTRAINT"
        " fk_drafts_invitation_id FOREIGN KEY (invitation_id) REFERENCES invitations (id)"
        " ON DELETE CASCADE"
    ),
    "without time zone": "ALTER TABLE drafts ALTER COLUMN saved_at TYPE TIMESTAMP",
    "a view more": "CREATE VIEW planted AS SELECT id FROM meetings",
}


@contextmanager
def connected(address: str) -> Iterator[Engine]:
    """An engine that is closed afterwards."""
    engine = create_engine(address)
    try:
        yield engine
    finally:
        engine.dispose()


@pytest.fixture(params=KINDS)
def migrated(
    request: pytest.FixtureRequest, empty_databases: EmptyDatabases, tmp_path: Path
) -> Iterator[Engine]:
    """A database that was migrated to today's schema, of each kind."""
    with (
        empty_databases.fresh(request.param, tmp_path) as address,
        connected(address) as engine,
    ):
        yield engine


def make_new(engine: Engine, folder: Path) -> Iterator[Engine]:
    """A database made at once from the row classes, of the same kind."""
    if engine.dialect.name == "sqlite":
        with connected(f"sqlite:///{folder / 'new.sqlite3'}") as new:
            METADATA.create_all(new)
            yield new
    else:
        empty(engine)
        METADATA.create_all(engine)
        yield engine


def empty(engine: Engine) -> None:
    """Take everything out of a PostgreSQL database."""
    with engine.begin() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))


def both(engine: Engine) -> tuple[Schema, Schema]:
    """The schema in the database's words, and as SQLAlchemy reads it."""
    with engine.connect() as connection:
        return schema_text(connection), reflected(connection)


def configured(engine: Engine, step: str, revision: str) -> None:
    """Run one of Alembic's commands."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        getattr(command, step)(config, revision)


def test_a_migrated_database_is_the_same_as_a_new_one(migrated: Engine, tmp_path: Path) -> None:
    words, read = both(migrated)
    for new in make_new(migrated, tmp_path):
        new_words, new_read = both(new)
        assert words == new_words
        assert read == new_read
    assert set(read) == set(METADATA.tables)
    assert sum(map(len, words.values())) > len(METADATA.tables)


def test_migrating_again_changes_nothing(migrated: Engine) -> None:
    before = both(migrated)
    migrate(migrated)
    migrate(migrated)
    assert both(migrated) == before
    assert is_current(migrated)


def test_a_database_one_step_behind_is_not_current(migrated: Engine) -> None:
    configured(migrated, "downgrade", "-1")
    assert not is_current(migrated)
    migrate(migrated)
    assert is_current(migrated)


def test_going_back_to_the_beginning_leaves_nothing(migrated: Engine) -> None:
    configured(migrated, "downgrade", "base")
    words, read = both(migrated)
    assert read == {}
    assert [line for lines in words.values() for line in lines] == []


def test_every_single_step_goes_forward_and_back(migrated: Engine) -> None:
    script = ScriptDirectory(str(MIGRATIONS))
    revisions = [step.revision for step in script.walk_revisions()][::-1]
    configured(migrated, "downgrade", "base")
    for revision in revisions:
        before = both(migrated)
        migrate(migrated, revision)
        after = both(migrated)
        configured(migrated, "downgrade", "-1")
        assert both(migrated) == before
        migrate(migrated, revision)
        assert both(migrated) == after
    assert len(script.get_heads()) == 1


def test_the_versions_read_from_file_names_are_alembics() -> None:
    """A process that serves asks the names alone; a file misnamed would keep it from starting."""
    script = ScriptDirectory(str(MIGRATIONS))
    assert head() == script.get_current_head()
    assert all(is_known(step.revision) for step in script.walk_revisions())
    assert not is_known("0000")


def test_every_planted_difference_is_found(migrated: Engine) -> None:
    """The control: each is made alone, seen, and taken back with its transaction."""
    is_sqlite = migrated.dialect.name == "sqlite"
    differences = DIFFERENCES if is_sqlite else DIFFERENCES | ON_POSTGRESQL
    words, read = both(migrated)
    unseen = []
    for name, statement in differences.items():
        with migrated.connect() as connection:
            if is_sqlite:  # its driver begins no transaction for these statements by itself
                connection.execute(text("BEGIN"))
            connection.execute(text(statement))
            unseen += [name] * (schema_text(connection) == words)
            unseen += [name] * (name in DIFFERENCES and reflected(connection) == read)
            connection.rollback()
    assert unseen == []
    assert both(migrated) == (words, read)


def test_only_the_order_of_rules_is_overlooked() -> None:
    table = "('table', 't', 'CREATE TABLE t (\\n\\ta INTEGER, {columns}CONSTRAINT {rules} )')"
    one = plain(table.format(columns="b DATE, ", rules="x UNIQUE (a), CONSTRAINT y UNIQUE (b)"))
    turned = plain(table.format(columns="b DATE, ", rules="y UNIQUE (b), CONSTRAINT x UNIQUE (a)"))
    less = plain(table.format(columns="b DATE, ", rules="x UNIQUE (a)"))
    assert one == turned != less
    assert one != plain(table.format(columns="", rules="x UNIQUE (a), CONSTRAINT y UNIQUE (b)"))
