"""The mixer's box and what comes of it: no row numbers, one size, keys of chance, sealed."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from sqlalchemy import select, text

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.marks import BoxKind, MixClass
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.storage import mixer_box, statistics_secret
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.mark_opening import BoxOpener
from boernestemme.storage.mark_sealing import ITEM_SIZE, seal_item
from boernestemme.storage.mixer_box import MixerBoxRow
from boernestemme.storage.people_hashes import Counted
from boernestemme.storage.sealing import FORMAT, SUITE, padded_to

PERIOD = Period(2027, 1)
TAPS = MixClass(BoxKind.TAPS, "0265", PERIOD, AgeGroup.OLDER, True)
UNORDERED = {"mixer_box", "marks", "reply_marks", "people_hashes"}
OTHERS = [
    MixClass(BoxKind.WHOSE, "0265", PERIOD, AgeGroup.OLDER, True),
    MixClass(BoxKind.TAPS, "0461", PERIOD, AgeGroup.OLDER, True),
    MixClass(BoxKind.TAPS, "0265", PERIOD.next, AgeGroup.OLDER, True),
    MixClass(BoxKind.TAPS, "0265", PERIOD, AgeGroup.YOUNGER, True),
    MixClass(BoxKind.TAPS, "0265", PERIOD, AgeGroup.OLDER, False),
    MixClass(BoxKind.TAPS, "0265", PERIOD, AgeGroup.OLDER, True, is_helped=True),
    MixClass(BoxKind.TAPS, "0265", PERIOD, AgeGroup.OLDER, True, is_interpreted=True),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the half-year's secret."""
    statistics_secret.make_if_absent(tmp_path / "secrets", PERIOD)
    return tmp_path / "secrets"


def test_on_sqlite_no_row_has_a_number(stored: str) -> None:
    assert stored
    if db.engine.dialect.name != "sqlite":
        query = text("SELECT count(*) FROM pg_class WHERE relkind = 'S'")
        assert session().execute(query).scalar_one() == 0
        return
    query = text("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE :how")
    assert set(session().scalars(query, {"how": "%WITHOUT ROWID%"})) >= UNORDERED
    with pytest.raises(Exception, match="no such column: rowid"):
        session().execute(text("SELECT rowid FROM marks"))


def test_the_size_of_an_item_tells_nothing(folder: Path) -> None:
    key = statistics_secret.public_key(folder, PERIOD)
    contents = (b"", b"null", b"x" * 100, b"x" * (ITEM_SIZE - 1))
    assert {len(seal_item(key, what, one)) for what in (TAPS, *OTHERS) for one in contents} == {
        len(seal_item(key, TAPS, b""))
    }
    with pytest.raises(ValueError, match="fit"):
        seal_item(key, TAPS, b"x" * ITEM_SIZE)


def test_the_same_content_is_never_sealed_alike(folder: Path) -> None:
    key = statistics_secret.public_key(folder, PERIOD)
    assert len({seal_item(key, TAPS, b"same") for _ in range(20)}) == 20


def test_an_item_opens_in_its_own_class_alone(folder: Path) -> None:
    opener = BoxOpener(folder, PERIOD)
    sealed = seal_item(statistics_secret.public_key(folder, PERIOD), TAPS, b"what was tapped")
    assert opener.open(TAPS, sealed) == b"what was tapped"
    for other in OTHERS:
        with pytest.raises(CannotOpen):
            opener.open(other, sealed)
    for changed in (b"", sealed[1:], b"\x02" + sealed[1:], sealed[:-1], sealed + b"\0"):
        with pytest.raises(CannotOpen):
            opener.open(TAPS, changed)


def test_what_lies_in_the_box_already_opens_as_it_was_bound_then(folder: Path) -> None:
    """A half-year's items wait for months: the next version must still bind these very words."""
    public = X25519PublicKey.from_public_bytes(statistics_secret.public_key(folder, PERIOD))
    interpreted = replace(TAPS, is_interpreted=True)
    for what, more in ((TAPS, ""), (interpreted, "|interpreted")):
        bound = f"boernestemme|1|mixer|taps|0265|2027H1|10-17|1|0{more}".encode()
        sealed = SUITE.encrypt(padded_to(ITEM_SIZE, b"said"), public, info=bound)
        assert BoxOpener(folder, PERIOD).open(what, bytes([FORMAT]) + sealed) == b"said"


def test_each_half_year_has_a_secret_of_its_own(folder: Path) -> None:
    statistics_secret.make_if_absent(folder, PERIOD.next)
    first, second = (BoxOpener(folder, one) for one in (PERIOD, PERIOD.next))
    hashes = {one.hash_of(who, "id") for one in (first, second) for who in Counted}
    assert len(hashes) == 4
    assert BoxOpener(folder, PERIOD).hash_of(Counted.CHILD, "id") in hashes


def test_the_secret_is_a_file_for_the_service_alone(folder: Path) -> None:
    [file] = folder.iterdir()
    before = file.read_bytes()
    statistics_secret.make_if_absent(folder, PERIOD)
    assert [one.read_bytes() for one in folder.iterdir()] == [before]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    statistics_secret.destroy(folder, PERIOD)
    statistics_secret.destroy(folder, PERIOD)
    assert list(folder.iterdir()) == []
    with pytest.raises(CannotOpen):
        BoxOpener(folder, PERIOD)


@pytest.mark.parametrize("content", [b"", b"short", bytes(32), b"x" * 33])
def test_a_damaged_secret_is_no_secret(folder: Path, content: bytes) -> None:
    [file] = folder.iterdir()
    file.write_bytes(content)
    with pytest.raises(CannotOpen):
        BoxOpener(folder, PERIOD)


def test_a_thousand_items_are_taken_once(stored: str) -> None:
    assert stored
    many = 1_001
    with transaction():
        mixer_box.put_back([(TAPS, b"sealed")] * many)
    ids = [item.id for item in mixer_box.waiting(PERIOD, "0265")]
    assert len(set(ids)) == many
    assert all(len(one) == 32 for one in ids)
    with transaction():
        assert mixer_box.take(ids[1:]) == many - 1
        assert mixer_box.take(ids) == 1
    assert session().scalars(select(MixerBoxRow)).all() == []
