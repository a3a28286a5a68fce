"""Putting a row in place of another: once, again, and by two at once."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from boernestemme.storage import case_numbers
from boernestemme.storage.case_numbers import FIELD, CaseNumberRow
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.sealing import Envelope
from tests.races.processes import meet, together

CHAINS = 40
PROCESSES = 2


def put(chain_id: str, content: bytes) -> None:
    with transaction():
        case_numbers.put(chain_id, "0265", Envelope("k", b"wrapped", {FIELD: content}))


def put_anew(chain_id: str, content: bytes) -> None:
    """The control: takes away what is there, and inserts."""
    values = {"municipality": "0265", "key_id": "k", "wrapped_key": b"", "content": content}
    with transaction() as current:
        case_numbers.remove(chain_id)
        meet()  # the other has looked too
        current.add(CaseNumberRow(chain_id=chain_id, **values))


def put_all(way: Callable[[str, bytes], None], chains: list[str], content: bytes) -> None:
    """One process: it puts a row for each chain."""
    for chain_id in chains:
        way(chain_id, content)


def contents(chains: list[str]) -> list[bytes]:
    rows = session().scalars(select(CaseNumberRow).where(CaseNumberRow.chain_id.in_(chains)))
    return [row.content for row in rows]


@pytest.mark.usefixtures("stored")
def test_the_second_stands_in_place_of_the_first() -> None:
    one, other = new_id(), new_id()
    for content in (b"first", b"second"):
        put(one, content)
    put(other, b"other")
    assert contents([one]) == [b"second"] and contents([other]) == [b"other"]


def test_two_at_once_leave_one_row_each_and_no_error(stored: str) -> None:
    chains = [new_id() for _ in range(CHAINS)]
    together(stored, put_all, *((put, chains, b"%d" % one) for one in range(PROCESSES)))
    assert len(contents(chains)) == CHAINS


def test_the_control_breaks_on_postgresql(stored: str) -> None:
    if session().get_bind().dialect.name == "sqlite":
        return  # it has one writer at a time
    chains = [new_id()]
    with pytest.raises(RuntimeError, match=r"IntegrityError|UniqueViolation"):
        together(stored, put_all, *((put_anew, chains, b"%d" % one) for one in range(PROCESSES)))
