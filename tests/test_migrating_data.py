"""Migrating a database that is in use: every row of the versions before comes along."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, create_engine, text

from boernestemme.storage.migrating import migrate
from boernestemme.storage.schema_version import MIGRATIONS
from tests.databases import EmptyDatabases

MOMENT = "'2027-03-18 11:00:00'"
ROWS = (
    "INSERT INTO municipalities VALUES ('0265', 'Kommune', '12 34 56 78')",
    "INSERT INTO accounts (id, email, role, municipality, first_name, password_hash)"
    " VALUES ('a', 'a@test.example', 'caseworker', '0265', 'A', 'x')",
    "INSERT INTO accounts (id, email, role, municipality, first_name, password_hash)"
    " VALUES ('b', 'b@test.example', 'caseworker', '0265', 'B', '')",
    "INSERT INTO meetings (id, municipality, caseworker_id, backup_id, age_group, phone,"
    f" starts_at, ends_at) VALUES ('m', '0265', 'a', 'a', '6-9', 'child', {MOMENT}, {MOMENT})",
    "INSERT INTO invitations (id, meeting_id, lookup_hash, epoch, municipality, age_group, phone,"
    " colour, thing, starts_at, ends_at, expires_at, contact_name, call_number, key_id,"
    " public_key, wrong_picks, starts) VALUES ('i', 'm', '\\x01', 1, '0265', '6-9', 'child',"
    f" 'blå', 'sky', {MOMENT}, {MOMENT}, {MOMENT}, 'A', '1', 'k', '\\x01', 0, 0)",
    "INSERT INTO submissions (id, invitation_id, meeting_id, municipality, instrument_version,"
    " key_id, wrapped_key, open_closed, open_texts, guarded_closed, guarded_texts, has_text,"
    " received_on) VALUES ('s', 'i', 'm', '0265', 1, 'k', '\\x01', '\\x01', '\\x01', '\\x01',"
    " '\\x01', (1 = 1), '2027-03-10')",
    "INSERT INTO child_sessions VALUES ('\\x02', 'i', '\\x01', (1 = 1), (1 = 1), (1 = 0),"
    f" {MOMENT})",
)
# What the fourth version added, written by it.
LATER_ROWS = (
    "INSERT INTO mixer_box VALUES ('b', 'taps', '0265', '2027H1', '6-9', (1 = 1), '\\x01')",
    *(
        f"INSERT INTO marks VALUES ('k{number}', '0265', '2027H1', '6-9', 1, (1 = 1), 'yes',"
        " 'yes', 'yes', NULL, 'yes')"
        for number in range(40)
    ),
    "INSERT INTO reply_marks VALUES ('r', '0265', '2027H1', '6-9', 'place', 'met', (1 = 1))",
)
MIXED = ("mixer_box", "marks")
NEWEST = (
    "SELECT m.purposes, i.can_change, i.fixed_because, i.earlier_contact,"
    " s.announced_on = s.received_on, a.reflects_not_since"
    " FROM meetings m JOIN invitations i ON i.meeting_id = m.id"
    " JOIN submissions s ON s.invitation_id = i.id JOIN accounts a ON a.id = m.caseworker_id"
)
FOUND = (
    "SELECT m.chain_id, i.chain_id, i.after_by IS NULL, s.phase, c.has_sent, c.has_sent_after,"
    " s.language, s.asked_as, s.ask_alone, m.persons, i.persons, i.fixed_place, c.manner"
    " FROM meetings m JOIN invitations i ON i.meeting_id = m.id"
    " JOIN submissions s ON s.invitation_id = i.id JOIN child_sessions c ON c.invitation_id = i.id"
)


@pytest.fixture(params=["sqlite", "postgresql"])
def old(
    request: pytest.FixtureRequest, empty_databases: EmptyDatabases, tmp_path: Path
) -> Iterator[Engine]:
    """A database of each kind at an older version, with one row of everything that changes."""
    with empty_databases.fresh(request.param, tmp_path) as address:
        engine = create_engine(address)
        config = Config()
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "os")
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.downgrade(config, "0002")
            for row in ROWS:
                connection.execute(text(row))
        migrate(engine, "0004")
        with engine.begin() as connection:
            for row in LATER_ROWS:
                connection.execute(text(row))
        yield engine
        engine.dispose()


def test_the_rows_of_the_versions_before_come_along(old: Engine) -> None:
    migrate(old)
    with old.connect() as connection:
        [row] = connection.execute(text(FOUND))
        helped = [connection.scalar(text(f"SELECT is_helped FROM {one}")) for one in MIXED]
        drawn = connection.scalars(text("SELECT record_key FROM marks")).all()
        [replied] = connection.scalars(text("SELECT record_key FROM reply_marks"))
    assert tuple(row[:6]) == ("m", "m", 1, "before", 1, 0)
    assert tuple(row[6:]) == ("da", "6-9", 0, "", "", None, None)
    assert helped == [0, 0], "nobody was asked whether somebody helped"
    assert all(0 <= key <= 255 for key in (*drawn, replied))
    assert len(drawn) == 40 and len(set(drawn)) > 15, "each has drawn its own"


def test_the_rules_hold_again_afterwards(old: Engine) -> None:
    migrate(old)
    with old.connect() as connection, pytest.raises(Exception, match=r"(?i)foreign key"):
        connection.execute(text("DELETE FROM meetings"))


def test_nothing_was_told_and_no_old_answer_is_announced_again(old: Engine) -> None:
    migrate(old)
    with old.connect() as connection:
        [row] = connection.execute(text(NEWEST))
        waits = connection.scalars(text("SELECT id FROM accounts WHERE confirmed_on IS NULL"))
        assert waits.all() == ["b"], "who was never able to sign in"
    assert tuple(row) == ("", "", None, "", 1, None)
