"""Municipalities' key pairs: the newest wrapping key wraps, all unwrap, and a pair is numbered."""

import secrets
from datetime import timedelta

import pytest

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place
from boernestemme.services.key_keeping import KeyKeeper
from boernestemme.storage import municipality_keys, wrapping
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.sealing import KEY_BYTES, padded_text, seal
from tests.factories import NOW
from tests.world import World

YEAR = NOW.year
NEXT_YEAR = NOW + timedelta(days=365)
CODES = ("0265", "0461")


@pytest.fixture
def in_use(world: World) -> bytes:
    """The wrapping key of a world whose municipalities have their pairs."""
    return wrapping.read_key(world.tools.settings.wrapping_key_file)


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)


def all_ids() -> set[str]:
    return set(municipality_keys.all_wrapped())


def held(*wrapping_keys: bytes) -> set[str]:
    """The pairs whose private halves these open."""
    keeper = KeyKeeper(*wrapping_keys)
    return {one for one in all_ids() if keeper.has(one)}


def test_it_has_a_pair_that_a_wrapping_key_of_its_own_opens(in_use: bytes) -> None:
    assert held(in_use) == held(new_key(), in_use) == all_ids() != set()
    assert held(new_key()) == held() == set()
    assert KeyKeeper(in_use).has(new_id()) is False


def test_every_pair_is_wrapped_by_the_newest_of_however_many(in_use: bytes) -> None:
    between, newest = new_key(), new_key()
    with transaction():
        assert KeyKeeper(in_use, between, newest).rewrap_all() == len(all_ids())
    assert held(newest) == all_ids() != set()
    assert held(in_use, between) == set()


def test_a_new_years_pair_is_made_once_and_wrapped_by_the_newest(in_use: bytes) -> None:
    between, newest = new_key(), new_key()
    with transaction():
        made = KeyKeeper(in_use, between, newest).public_key("0265", NEXT_YEAR)
        again = KeyKeeper(in_use).public_key("0265", NEXT_YEAR)
    assert made == again == municipality_keys.public_key("0265", YEAR + 1)
    assert made != KeyKeeper(in_use).public_key("0265", NOW)
    assert held(newest) == {made.id}


def test_each_further_pair_of_a_year_has_the_number_that_follows(in_use: bytes) -> None:
    keeper = KeyKeeper(in_use)
    for number in (2, 3):
        before = {code: keeper.public_key(code, NOW) for code in CODES}
        with transaction():
            assert keeper.add_pairs(NOW) == len(CODES)
        assert municipality_keys.newest_numbers(YEAR) == dict.fromkeys(CODES, number)
        assert all(keeper.public_key(code, NOW) != before[code] for code in CODES)
    with transaction():
        assert keeper.add_pairs(NEXT_YEAR) == 0, "where a year has none yet, the first is enough"


def test_what_was_sealed_to_a_key_that_is_gone_is_an_alarm(in_use: bytes) -> None:
    keeper, place = KeyKeeper(in_use), Place("0265", "row-1")
    key = keeper.public_key("0265", NOW)
    envelope = seal(key, place, {"open_texts": padded_text(b"ord")})
    given = (envelope.wrapped_key, envelope.fields)
    assert keeper.opener.open(place, key.id, *given) == {"open_texts": b"ord"}, "the control"
    with pytest.raises(CannotOpen, match="^no such key$"):
        keeper.opener.open(place, new_id(), *given)
