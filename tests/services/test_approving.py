"""Approving: two different people of the board publish, each once, for the very bytes (STA-10)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from boernestemme.domain.errors import ReleaseRefused
from boernestemme.domain.period import Period
from boernestemme.domain.release import digest, to_bytes
from boernestemme.domain.roles import BOARD_CODE, Person, Role
from boernestemme.services import administering, approving, publishing, releasing
from boernestemme.services.administering import NewAccount
from boernestemme.storage import access_log, marks, municipalities, releases
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.db import db, session, transaction
from tests.factories import NOW, PASSWORD
from tests.races.processes import bare_app, together
from tests.services.at_statement import at_statement
from tests.services.half_years import CLOSED, published_of, put, put_country
from tests.services.steps import count

EARLIER = CLOSED.previous
BOARD = ("anna", "bo", "clara", "dan")


@pytest.fixture
def folder(any_database: str, tmp_path: Path) -> Iterator[Path]:
    """The board's people and one draft, in a context with a database of each kind."""
    with bare_app(any_database).app_context():
        for name in BOARD:
            add(name, Role.BOARD)
        put_country()
        releasing.freeze(CLOSED, tmp_path, NOW)
        yield tmp_path
        db.session.remove()
        db.engine.dispose()


def add(name: str, role: Role) -> None:
    new = NewAccount(f"{name}@test.example", role, "0265", name.title(), PASSWORD)
    administering.add_account(new)


def person(name: str) -> Person:
    return administering.person_of(f"{name}@test.example")


def approve(name: str, period: Period = CLOSED) -> approving.ReleaseState:
    return approving.approve(person(name), period, NOW)


def rule_of(who: Person, period: Period = CLOSED) -> str:
    with pytest.raises(ReleaseRefused) as refusal:
        approving.approve(who, period, NOW)
    return refusal.value.rule


def log() -> list[tuple[str, str]]:
    query = select(AccessLogRow.actor, AccessLogRow.action)
    by_people = AccessLogRow.actor != access_log.BY_OPERATOR
    rows = session().execute(query.where(AccessLogRow.municipality == BOARD_CODE, by_people))
    return [(actor, action) for actor, action in rows]


@pytest.mark.usefixtures("folder")
def test_the_second_approval_publishes() -> None:
    first = approve("anna")
    assert (first.is_published, publishing.published()) == (False, [])
    assert first.approvals == (("Anna", date(2027, 3, 9)),)
    assert first.is_approved_by(person("anna"))
    assert not first.is_approved_by(person("bo"))
    second = approve("bo")
    assert second.is_published
    assert {name for name, _ in second.approvals} == {"Anna", "Bo"}
    [published] = publishing.published()
    assert published == published_of(CLOSED)
    assert (published.content, published.digest) == (first.content, first.digest)
    assert published.content == to_bytes(published.release)
    assert approving.states() == [second]


@pytest.mark.usefixtures("folder")
def test_nobody_approves_twice_and_nobody_after_it_is_published() -> None:
    approve("anna")
    assert rule_of(person("anna")) == "approved_already"
    assert published_of(CLOSED) is None
    approve("bo")
    assert rule_of(person("bo")) == "approved_already"
    assert rule_of(person("clara")) == "published_already"
    assert count("release_approvals") == 2


@pytest.mark.usefixtures("folder")
def test_every_approval_is_in_the_boards_own_chain_and_no_refusal() -> None:
    approve("anna")
    rule_of(person("anna"))
    approve("bo")
    expected = [(person(name).id, "release_approved") for name in ("anna", "bo")]
    assert log() == expected
    assert access_log.first_broken(BOARD_CODE) is None


@pytest.mark.usefixtures("folder")
def test_only_the_board_approves() -> None:
    with transaction():
        municipalities.add("0265", "Roskilde", "12 34 56 78")
        access_log.begin("0265")
    for role in set(Role) - {Role.BOARD}:
        add(f"en-{role}", role)
        assert rule_of(person(f"en-{role}")) == "not_board"
    assert log() == []


@pytest.mark.usefixtures("folder")
def test_what_is_not_frozen_is_not_approved() -> None:
    assert rule_of(person("anna"), EARLIER) == "no_draft"
    with pytest.raises(ReleaseRefused):
        approving.find(EARLIER)
    assert published_of(EARLIER) is None


@pytest.mark.usefixtures("folder")
def test_what_another_number_took_the_place_of_meanwhile_is_not_approved() -> None:
    """It came while this one was read and audited: what was read is the draft no more."""
    content = to_bytes(replace(approving.find(CLOSED).release, number=2))

    def meanwhile() -> None:
        releases.add(CLOSED, 2, content, digest(content), date(2027, 3, 9))

    with at_statement("UPDATE access_log_heads", meanwhile):
        assert rule_of(person("anna")) == "changed"
    assert (log(), count("release_approvals")) == ([], 0)
    assert approve("anna").number == 1


def test_half_years_are_approved_one_by_one_and_come_newest_first(folder: Path) -> None:
    put("0461", 50, 5, EARLIER)
    releasing.freeze(EARLIER, folder, NOW)
    for name in ("anna", "bo"):
        approve(name, EARLIER)
    approve("clara")
    assert [one.period for one in publishing.published()] == [EARLIER]
    approve("dan")
    assert [one.period for one in publishing.published()] == [CLOSED, EARLIER]
    assert [one.period for one in approving.states()] == [CLOSED, EARLIER]


def test_a_published_release_stays_as_it_is_whatever_becomes_of_the_answers(folder: Path) -> None:
    approve("anna")
    published = approve("bo")
    with transaction():
        marks.take_all(CLOSED, "0461")
    put("0751", 300, 12)
    with pytest.raises(ReleaseRefused):
        releasing.freeze(CLOSED, folder, NOW + timedelta(days=200))
    after = published_of(CLOSED)
    assert after is not None
    assert (after.content, after.digest) == (published.content, published.digest)


@pytest.mark.usefixtures("folder")
def test_an_approval_is_of_these_bytes_and_no_others() -> None:
    """Even whoever takes the database's guard away publishes nothing that was not approved."""
    approve("anna")
    approve("bo")
    is_sqlite = session().get_bind().dialect.name == "sqlite"
    where = "" if is_sqlite else " ON releases"
    forged = approving.find(CLOSED).content.replace(b'"note":""', b'"note":"x"')
    with transaction() as current:
        current.execute(text(f"DROP TRIGGER releases_never_change{where}"))
        current.execute(text("UPDATE releases SET content = :content"), {"content": forged})
    session().expire_all()
    assert publishing.published() == []
    assert not approving.find(CLOSED).is_published


def try_to_approve(name: str) -> str:
    """One process: approve, and say what came of it."""
    try:
        approve(name)
    except ReleaseRefused as refused:
        return refused.rule
    return "approved"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("anna", "bo"), ["approved", "approved"]),
        (BOARD, ["approved", "approved", "published_already", "published_already"]),
        (("anna", "anna", "anna"), ["approved", "approved_already", "approved_already"]),
    ],
)
def test_approvals_at_the_same_moment_all_count_once(
    any_database: str, names: tuple[str, ...], expected: list[str]
) -> None:
    session().rollback()
    came = together(any_database, try_to_approve, *[(name,) for name in names])
    assert sorted(came) == expected
    assert len(log()) == count("release_approvals") == expected.count("approved")
    assert access_log.first_broken(BOARD_CODE) is None
