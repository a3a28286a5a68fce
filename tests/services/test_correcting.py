"""Correcting: the same marks again as the next number, beside what is published."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from boernestemme.domain.errors import ReleaseRefused
from boernestemme.domain.figures import AreaKind
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.roles import Role
from boernestemme.services import (
    administering,
    approving,
    correcting,
    publishing,
    releasing,
)
from boernestemme.services.administering import NewAccount
from boernestemme.storage import people_counts, people_hashes, release_approvals, releases
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.grants import Group
from tests.database_roles import roled_database
from tests.databases import EmptyDatabases
from tests.factories import NOW, PASSWORD
from tests.races.processes import bare_app, together
from tests.release_factory import freeze as store
from tests.release_factory import release
from tests.services.half_years import CLOSED, published_of, put_country
from tests.services.steps import count

BOARD = ("anna", "bo")
NOTE = "To kommuner var byttet om."
LATER = NOW + timedelta(days=40)


@pytest.fixture
def folder(any_database: str, tmp_path: Path) -> Iterator[Path]:
    """Two people of the board and a half-year to freeze, on a database of each kind."""
    with bare_app(any_database).app_context():
        for name in BOARD:
            new = NewAccount(f"{name}@test.example", Role.BOARD, "0265", name.title(), PASSWORD)
            administering.add_account(new)
        put_country()
        yield tmp_path
        db.session.remove()
        db.engine.dispose()


def publish() -> None:
    for name in BOARD:
        approving.approve(administering.person_of(f"{name}@test.example"), CLOSED, NOW)


def rule_of(note: str = NOTE) -> str:
    with pytest.raises(ReleaseRefused) as refusal:
        correcting.correct(CLOSED, note, LATER)
    return refusal.value.rule


def test_a_correction_counts_the_same_children_though_their_hashes_are_gone(folder: Path) -> None:
    first = releasing.freeze(CLOSED, folder, NOW)
    publish()
    assert people_hashes.count(CLOSED) == []
    second = correcting.correct(CLOSED, f"  {NOTE}\n", LATER)
    assert (second.number, second.note) == (2, NOTE)
    assert second.made_on > first.made_on
    assert replace(second, number=1, note="", made_on=first.made_on) == first
    assert {one.area.kind for one in second.figures} > {AreaKind.REGION_REST}


def test_what_it_corrects_stays_published_until_two_approve_it_and_readable_after(
    folder: Path,
) -> None:
    releasing.freeze(CLOSED, folder, NOW)
    publish()
    [first] = publishing.published_numbers(CLOSED)
    correcting.correct(CLOSED, NOTE, LATER)
    assert published_of(CLOSED) == first
    publish()
    second, before = publishing.published_numbers(CLOSED)
    assert before == first and (second.number, second.release.note) == (2, NOTE)
    assert publishing.published() == [second]
    assert [one.number for one in publishing.every_number()] == [2, 1]
    assert second.published_on == NOW.date()


@pytest.mark.usefixtures("folder")
def test_a_correction_says_what_it_corrects() -> None:
    for note in ("", " \n "):
        assert rule_of(note) == "note_missing"
    assert rule_of("x" * 501) == "note_too_long"
    assert rule_of("\x00") == "note_not_text"
    assert rule_of("Om 010203-4567.") == "note_cpr"


def test_there_must_be_something_published_to_correct(folder: Path) -> None:
    assert rule_of() == "no_draft"
    releasing.freeze(CLOSED, folder, NOW)
    assert rule_of() == "draft_waits"
    publish()
    correcting.correct(CLOSED, NOTE, LATER)
    assert rule_of() == "draft_waits"
    assert count("releases") == 2


def before_the_noise(folder: Path) -> Release:
    """The half-year as it would have been published then: its counts were rounded and no more."""
    put_country(CLOSED.previous)
    made = releasing.freeze(CLOSED.previous, folder, NOW)
    bare = {"protection": None, "coverage": (), "manners": (), "reported": None}
    return replace(made, period=CLOSED, participants=(), **bare)  # type: ignore[arg-type]  # named


def test_a_draft_that_nobody_can_approve_is_in_nobodys_way(folder: Path) -> None:
    store(before_the_noise(folder))
    keep_people()
    with pytest.raises(ReleaseRefused, match="too_narrow"):
        publish()
    assert correcting.correct(CLOSED, NOTE, LATER).number == 2
    assert publishing.published_numbers(CLOSED) == []
    publish()
    assert [one.number for one in publishing.published_numbers(CLOSED)] == [2]


def test_what_was_published_before_the_noise_cannot_be_corrected(folder: Path) -> None:
    """Beside it every further number narrows what was told too narrowly already."""
    store(before_the_noise(folder))
    keep_people()
    approve_whatever_an_audit_says()
    assert len(publishing.published_numbers(CLOSED)) == 1
    assert rule_of() == "published_too_narrow"


def keep_people() -> None:
    """What a freeze keeps of the people of ``put_country``."""
    people = {"0461": (60, 9)} | dict.fromkeys(("0253", "0259", "0265"), (5, 2))
    with transaction():
        people_counts.add_all(
            [
                {"period": str(CLOSED), "municipality": code, "age_group": AgeGroup.OLDER}
                | {"children": children, "workers": workers}
                for code, (children, workers) in people.items()
            ]
        )


def approve_whatever_an_audit_says() -> None:
    row = releases.of_period(CLOSED)
    assert row is not None
    with transaction():
        for name in BOARD:
            who = administering.person_of(f"{name}@test.example").id
            release_approvals.add(row.id, who, row.digest, NOW.date())


def test_the_statistics_role_corrects(empty_databases: EmptyDatabases, tmp_path: Path) -> None:
    """On PostgreSQL, with the rights of the grant table and no more."""
    with roled_database(empty_databases, tmp_path) as database:
        app = bare_app(database.login(Group.STATISTICS))
        with app.app_context():
            put_country()
            keep_people()
            store(release(protection=None))
            assert correcting.correct(CLOSED, NOTE, LATER).number == 2
            db.session.remove()
            db.engine.dispose()


def try_to_correct() -> str:
    """One process: correct, and say what came of it."""
    try:
        correcting.correct(CLOSED, NOTE, LATER)
    except ReleaseRefused as refused:
        return refused.rule
    return "corrected"


def test_of_corrections_at_the_same_moment_one_is_made(folder: Path, any_database: str) -> None:
    releasing.freeze(CLOSED, folder, NOW)
    publish()
    session().rollback()
    came = together(any_database, try_to_correct, *[()] * 2)
    assert sorted(came) == ["corrected", "draft_waits"]
    assert count("releases") == 2
