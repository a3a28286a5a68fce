"""Counted tries: a limit holds to the one, across processes too."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from boernestemme.storage import tries
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from tests.factories import NOW
from tests.races.processes import together

WINDOW = timedelta(minutes=15)
LIMIT = 100
PROCESSES = 4
TRIES_EACH = 50
NAIVE_TABLE = "CREATE TABLE IF NOT EXISTS naive_tries (name VARCHAR(40) PRIMARY KEY, count INTEGER)"


def spend(key: str, limit: int = 3, minutes: float = 0) -> bool:
    now = NOW + timedelta(minutes=minutes)
    with transaction():
        return tries.spend(key, limit, now, now - WINDOW)


def spend_often(key: str) -> int:
    """One process: how many of its tries were allowed."""
    return sum(spend(key, LIMIT) for _ in range(TRIES_EACH))


def read_then_write_often(key: str) -> int:
    """The control: looks first, counts afterwards."""
    return sum(_read_then_write(key) for _ in range(TRIES_EACH))


def _read_then_write(key: str) -> bool:
    one = {"name": key}
    with transaction():
        find = text("SELECT count FROM naive_tries WHERE name = :name")
        used = session().execute(find, one).scalar_one()
    if used >= LIMIT:
        return False
    with transaction():
        count = text("UPDATE naive_tries SET count = :count WHERE name = :name")
        session().execute(count, {"count": used + 1, **one})
    return True


@pytest.mark.usefixtures("stored")
def test_a_limit_lets_exactly_so_many_through() -> None:
    key = new_id()
    assert [spend(key) for _ in range(5)] == [True, True, True, False, False]


@pytest.mark.usefixtures("stored")
def test_what_is_given_back_can_be_spent_again_and_no_more() -> None:
    key = new_id()
    with transaction():
        tries.give_back(key)
    assert [spend(key) for _ in range(4)] == [True, True, True, False]
    with transaction():
        tries.give_back(key)
    assert [spend(key) for _ in range(2)] == [True, False]


@pytest.mark.usefixtures("stored")
def test_each_key_has_a_count_of_its_own() -> None:
    first, second = new_id(), new_id()
    assert [spend(first) for _ in range(4)][-1] is False
    assert spend(second)


@pytest.mark.usefixtures("stored")
@pytest.mark.parametrize(("minutes", "opens"), [(14.9, False), (15, True), (60, True)])
def test_a_window_opens_again_by_itself(minutes: float, opens: bool) -> None:
    key = new_id()
    for _ in range(4):
        spend(key)
    assert spend(key, minutes=minutes) is opens


@pytest.mark.usefixtures("stored")
def test_a_new_window_has_all_its_tries() -> None:
    key = new_id()
    for _ in range(9):
        spend(key)
    assert [spend(key, minutes=16) for _ in range(4)] == [True, True, True, False]


@pytest.mark.usefixtures("stored")
def test_tries_that_were_refused_do_not_prolong_the_window() -> None:
    key = new_id()
    for minutes in (0, 1, 2, 10, 14):
        spend(key, minutes=minutes)
    assert spend(key, minutes=15)


@pytest.mark.usefixtures("stored")
def test_windows_that_are_over_are_forgotten_and_others_are_not() -> None:
    old, young = new_id(), new_id()
    for _ in range(3):
        spend(old)
        spend(young, minutes=10)
    with transaction():
        assert tries.forget_older(NOW) >= 1
    assert spend(old)
    assert not spend(young, minutes=10)


@pytest.mark.usefixtures("stored")
def test_no_name_or_address_is_kept() -> None:
    spend("mette@test.example|10.1.2.3")
    rows = session().execute(text("SELECT key FROM tries")).scalars().all()
    assert all(len(bytes(key)) == 32 and b"mette" not in bytes(key) for key in rows)


def test_four_processes_together_get_exactly_the_limit_through(stored: str) -> None:
    for _ in range(3):
        counted = together(stored, spend_often, *[(new_id(),)] * PROCESSES)
        assert sum(counted) == LIMIT


def test_a_count_that_is_read_first_lets_more_through(stored: str) -> None:
    key = new_id()
    with transaction():
        session().execute(text(NAIVE_TABLE))
        session().execute(text("INSERT INTO naive_tries VALUES (:name, 0)"), {"name": key})
    counted = together(stored, read_then_write_often, *[(key,)] * PROCESSES)
    assert sum(counted) > LIMIT
