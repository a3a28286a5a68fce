"""Freezing: when it is refused, what is counted, and that nothing of it can be opened again."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from boernestemme.domain.cell_keys import NOISE
from boernestemme.domain.errors import CannotOpen, ReleaseRefused
from boernestemme.domain.figures import AreaKind
from boernestemme.domain.marks import BoxKind, MixClass, Taps, taps_to_bytes
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.release import digest, from_bytes, to_bytes
from boernestemme.services import mixing, releasing
from boernestemme.services.statistics_keys import StatisticsKeeper
from boernestemme.storage import (
    marks,
    mixer_box,
    people_counts,
    people_hashes,
    releases,
    reply_marks,
    statistics_keys,
    statistics_secret,
)
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.mark_sealing import seal_item
from boernestemme.storage.releases import ReleaseRow
from tests.factories import NOW
from tests.races.processes import bare_app, together
from tests.services.half_years import CLOSED, put, put_country
from tests.services.steps import count

PROCESSES = 3


@pytest.fixture
def folder(any_database: str, tmp_path: Path) -> Iterator[Path]:
    """Where the half-years' secrets lie, in a context with an empty database of each kind."""
    with bare_app(any_database).app_context():
        yield tmp_path / "statistics"
        db.session.remove()
        db.engine.dispose()


def row_of(period: Period = CLOSED) -> ReleaseRow:
    session().expire_all()
    row = releases.of_period(period)
    assert row is not None
    return row


def rule_of(folder: Path, period: Period = CLOSED, now: datetime = NOW) -> str:
    with pytest.raises(ReleaseRefused) as refusal:
        releasing.freeze(period, folder, now)
    return refusal.value.rule


def give_key(folder: Path, period: Period = CLOSED) -> bytes:
    with transaction():
        return StatisticsKeeper(folder).public_key(period)


def put_into_box(key: bytes, period: Period = CLOSED, code: str = "0461") -> None:
    what = MixClass(BoxKind.TAPS, code, period, AgeGroup.YOUNGER, is_first=True)
    values = dict.fromkeys(("heard", "voice", "space", "next"), "yes")
    content = taps_to_bytes(Taps(1, True, values))
    with transaction():
        mixer_box.add(what, seal_item(key, what, content))


def secret_file(folder: Path) -> Path:
    return folder / f"{CLOSED}.secret"


def destroyed() -> list[str]:
    query = "SELECT period FROM statistics_keys WHERE destroyed_on IS NOT NULL"
    return list(session().execute(text(query)).scalars())


def test_a_half_year_without_a_key_becomes_a_draft(folder: Path) -> None:
    put_country()
    release = releasing.freeze(CLOSED, folder, NOW)
    assert (release.period, release.number, release.hierarchy) == (CLOSED, 1, "2007")
    assert (release.taking_part, release.municipalities) == (4, 98)
    headline = release.headlines[AgeGroup.OLDER]
    assert (headline.n, headline.percent) == (75, 90)
    found = {(figure.area.kind, figure.area.code) for figure in release.figures}
    assert (AreaKind.MUNICIPALITY, "0461") in found
    assert (AreaKind.REGION_REST, "1085") in found
    row = row_of()
    assert (row.content, row.digest) == (to_bytes(release), digest(to_bytes(release)))
    assert from_bytes(row.content) == release


def test_the_noise_of_a_release_is_that_of_its_keys(folder: Path) -> None:
    put("0461", 60, 9)
    with transaction():
        first, *others = marks.take_all(CLOSED, "0461")
        marks.add_all([first | {"record_key": NOISE.index(7)}, *others])
    release = releasing.freeze(CLOSED, folder, NOW)
    assert release.headlines[AgeGroup.OLDER].n == 65, "67 to the nearest 5"
    assert release.instrument == (1,)
    assert release.protection is not None and release.protection.largest_noise == 7


def test_only_first_answers_are_in_the_figures(folder: Path) -> None:
    put("0461", 40, later=60)
    headline = releasing.freeze(CLOSED, folder, NOW).headlines[AgeGroup.OLDER]
    assert headline.n == 40


def test_people_are_counted_and_their_hashes_go(folder: Path) -> None:
    put_country()
    put("0101", 12, period=CLOSED.next)
    releasing.freeze(CLOSED, folder, NOW)
    rows = {
        one.municipality: (one.children, one.workers) for one in people_counts.of_period(CLOSED)
    }
    assert rows == {"0253": (5, 2), "0259": (5, 2), "0265": (5, 2), "0461": (60, 9)}
    assert people_hashes.count(CLOSED) == []
    assert people_hashes.count(CLOSED.next)
    assert people_counts.of_period(CLOSED.next) == []


def test_what_became_of_wishes_is_in_the_release(folder: Path) -> None:
    wish = {"period": str(CLOSED), "age_group": "6-9", "outcome": "met", "in_time": True}
    wish["record_key"] = 0  # no noise
    codes = ("0101", "0265", "0461")
    with transaction():
        reply_marks.add_all(
            [wish | {"municipality": code, "kind": "place"} for code in codes for _ in range(40)]
        )
    replies = {one.kind: one for one in releasing.freeze(CLOSED, folder, NOW).replies}
    assert (replies["place"].n, replies["place"].met) == (120, 120)
    assert (replies["all"].percent_in_time, replies["need"].n) == (100, None)


def test_a_place_that_is_no_municipality_is_in_no_release(folder: Path) -> None:
    put_country()
    put("0000", 500)
    release = releasing.freeze(CLOSED, folder, NOW)
    assert release.taking_part == 4
    assert release.headlines[AgeGroup.OLDER].n == 75


def test_a_half_year_waits_31_days(folder: Path) -> None:
    put_country()
    first_day = datetime(2027, 1, 30, 23, 0, tzinfo=UTC)  # midnight in Denmark
    assert rule_of(folder, now=first_day - timedelta(seconds=1)) == "too_early"
    assert rule_of(folder, period=CLOSED.next) == "too_early"
    assert releasing.freeze(CLOSED, folder, first_day)


def test_what_was_refused_changes_nothing(folder: Path) -> None:
    key = give_key(folder)
    assert rule_of(folder) == "nothing_counted"
    put_country()
    put_into_box(key)
    assert rule_of(folder) == "not_mixed"
    assert count("releases") == count("people_counts") == 0
    assert people_hashes.count(CLOSED)
    assert statistics_secret.private_key(folder, CLOSED)
    assert destroyed() == []


def test_the_box_of_another_half_year_is_no_hindrance(folder: Path) -> None:
    put_country()
    put_into_box(give_key(folder, CLOSED.next), CLOSED.next)
    assert releasing.freeze(CLOSED, folder, NOW)


def test_the_key_dies_with_the_freeze(folder: Path) -> None:
    key, other = give_key(folder), give_key(folder, CLOSED.next)
    for _ in range(3):
        put_into_box(key)
    put_country()
    mixing.mix(CLOSED, folder, NOW)
    releasing.freeze(CLOSED, folder, NOW)
    assert not secret_file(folder).exists()
    assert destroyed() == [str(CLOSED)]
    with pytest.raises(CannotOpen):
        statistics_secret.people_key(folder, CLOSED)
    assert statistics_secret.public_key(folder, CLOSED.next) == other
    assert sum(number for *_, number, _ in marks.count_first(CLOSED)) == 75 * 5 + 3 * 4


@pytest.mark.parametrize("again", ["housekeeping", "freeze"])
def test_a_freeze_that_dies_before_the_key_is_gone_is_finished_later(
    folder: Path, again: str
) -> None:
    give_key(folder)
    put_country()
    aside = secret_file(folder).rename(folder / "aside")
    secret_file(folder).mkdir()  # what cannot be written over
    with pytest.raises(OSError, match=secret_file(folder).name):
        releasing.freeze(CLOSED, folder, NOW)
    assert row_of().number == 1
    assert destroyed() == []
    secret_file(folder).rmdir()
    aside.rename(secret_file(folder))
    if again == "freeze":
        assert rule_of(folder) == "frozen_already"
    else:
        assert releasing.destroy_spent_secrets(folder, NOW) == 1
    assert not secret_file(folder).exists()
    assert destroyed() == [str(CLOSED)]
    assert releasing.destroy_spent_secrets(folder, NOW) == 0


def test_a_key_whose_half_year_is_not_frozen_lives(folder: Path) -> None:
    key = give_key(folder)
    assert releasing.destroy_spent_secrets(folder, NOW) == 0
    assert statistics_secret.public_key(folder, CLOSED) == key


def test_what_happens_afterwards_changes_no_byte(folder: Path) -> None:
    put_country()
    releasing.freeze(CLOSED, folder, NOW)
    before = (row_of().content, row_of().digest)
    with transaction():
        marks.take_all(CLOSED, "0461")
    put("0751", 200, 9)
    assert rule_of(folder, now=NOW + timedelta(days=400)) == "frozen_already"
    assert (row_of().content, row_of().digest) == before
    assert count("releases") == 1


def test_every_answer_is_in_the_release_of_its_half_year_alone(folder: Path) -> None:
    put("0461", 40, 9)
    put("0461", 80, 9, CLOSED.previous, says="no")
    found = {
        period: releasing.freeze(period, folder, NOW).headlines[AgeGroup.OLDER]
        for period in (CLOSED, CLOSED.previous)
    }
    assert [(one.n, one.percent) for one in found.values()] == [(40, 90), (80, 10)]


def try_to_freeze(folder: Path) -> str:
    """One process: freeze, and say what came of it."""
    try:
        releasing.freeze(CLOSED, folder, NOW)
    except ReleaseRefused as refused:
        return refused.rule
    return "frozen"


@pytest.mark.parametrize("has_key", [True, False])
def test_of_freezes_at_the_same_moment_one_is_made(
    folder: Path, any_database: str, has_key: bool
) -> None:
    if has_key:
        give_key(folder)
    put_country()
    session().rollback()
    came = together(any_database, try_to_freeze, *[(folder,)] * PROCESSES)
    assert sorted(came) == ["frozen", *["frozen_already"] * (PROCESSES - 1)]
    assert count("releases") == 1
    assert statistics_keys.not_destroyed() == []
