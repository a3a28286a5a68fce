"""One connection: the session and the statements beside it stand or fall together."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import delete, event, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, PendingRollbackError

from boernestemme.storage import own_rows
from boernestemme.storage.db import db, run, session, transaction
from boernestemme.storage.municipalities import MunicipalityRow
from boernestemme.storage.row_rules import EVERYBODY, TOLD

BESIDE, THROUGH = OURS = ("0101", "0147")
_ADD = insert(MunicipalityRow)
_EMPTY = delete(MunicipalityRow).where(MunicipalityRow.code.in_(OURS))
_TOLD = text(f"SELECT current_setting('{TOLD}', true)")
_CODES = select(MunicipalityRow.code).where(MunicipalityRow.code.in_(OURS))


def values(code: str) -> dict[str, str]:
    return {"code": code, "name": f"Kommune {code}", "call_number": "12 34 56 78"}


def beside() -> None:
    run(_ADD, **values(BESIDE))


def through() -> None:
    session().add(MunicipalityRow(**values(THROUGH)))
    session().flush()


def codes() -> set[str]:
    """What another connection sees."""
    with db.engine.connect() as other:
        return set(other.scalars(_CODES))


@pytest.fixture(autouse=True)
def begun_anew(stored: str) -> Iterator[str]:
    """None of these municipalities, no session and no connection."""
    db.session.remove()
    yield stored
    db.session.remove()
    with transaction():
        run(_EMPTY)


ORDERS = [(beside, through), (through, beside)]


@pytest.mark.parametrize("steps", ORDERS)
def test_both_are_committed_at_once(steps: tuple[Callable[[], None], ...]) -> None:
    with transaction():
        for step in steps:
            step()
        assert codes() == set()
    assert (codes(), db.is_open) == ({BESIDE, THROUGH}, False)


@pytest.mark.parametrize("steps", ORDERS)
def test_both_are_undone_at_once(steps: tuple[Callable[[], None], ...]) -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        for step in steps:
            step()
        raise ZeroDivisionError
    assert (codes(), db.is_open) == (set(), False)


@pytest.mark.parametrize("steps", ORDERS)
@pytest.mark.parametrize("undo", [db.session.rollback, db.session.remove])
def test_whatever_undoes_the_one_undoes_the_other(
    steps: tuple[Callable[[], None], ...], undo: Callable[[], None]
) -> None:
    for step in steps:
        step()
    undo()
    assert (codes(), db.is_open) == (set(), False)


def test_a_session_that_has_ended_a_transaction_ends_the_next_of_others() -> None:
    with transaction():
        through()
    with transaction():
        beside()
    assert codes() == {BESIDE, THROUGH}


def test_after_a_refused_row_nothing_of_the_block_stands() -> None:
    with pytest.raises(PendingRollbackError), transaction():
        through()
        session().expunge_all()
        with pytest.raises(IntegrityError):
            through()
        beside()
    assert (codes(), db.is_open) == (set(), False)


def test_statements_beside_a_session_make_none_and_take_one_connection() -> None:
    taken: list[object] = []
    event.listen(db.engine, "checkout", lambda *which: taken.append(which[0]))
    with transaction():
        beside()
        run(_CODES)
    assert (len(taken), db.session.registry.has(), db.is_open) == (1, False, False)


def test_a_glance_sees_what_the_open_transaction_did() -> None:
    with transaction():
        beside()
        assert db.glance(_CODES) == [(BESIDE,)]
        assert codes() == set()


def test_a_glance_begins_no_transaction_on_a_server(stored: str) -> None:
    assert db.glance(_CODES) == []
    assert db.is_open is ("postgres" not in stored)


def test_after_a_glance_a_transaction_is_undone_as_ever() -> None:
    db.glance(_CODES)
    with pytest.raises(ZeroDivisionError), transaction():
        beside()
        raise ZeroDivisionError
    assert codes() == set()


def test_after_a_glance_that_failed_too() -> None:
    with pytest.raises(DBAPIError):
        db.glance(text("SELECT nothing FROM nowhere"))
    db.session.remove()
    with pytest.raises(ZeroDivisionError), transaction():
        beside()
        raise ZeroDivisionError
    assert codes() == set()


def test_a_glance_says_to_no_server_whose_rows_it_works_for(stored: str) -> None:
    if "postgres" not in stored:
        return
    own_rows.reach_next("0265")
    try:
        assert db.glance(_TOLD) in ([("",)], [(None,)])
        assert run(_TOLD).scalar_one() == "0265", "the control: a transaction says it"
    finally:
        own_rows.reach_next(EVERYBODY)
