"""One of many given values: the very rows, on both databases, however many values there are."""

import pytest
from sqlalchemy import ColumnElement, delete, event, insert, select
from sqlalchemy.exc import DBAPIError

from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.among import among
from boernestemme.storage.db import db, rows_changed, session
from tests.factories import NOW

SUBJECT, NUMBER = AccessLogRow.subject, AccessLogRow.number
# More than either database takes as parameters of one statement.
VERY_MANY = range(10, 300_000)
ODD = ["", "it's", 'a "word"', "a,b", "{a}", "a\\b", "æøå", "مرحبا", "👍", "null", "12", "1"]
LINE = {"municipality": "0265", "at": NOW, "actor": "x", "action": "y", "digest": bytes(32)}
pytestmark = pytest.mark.usefixtures("lines")


@pytest.fixture
def lines(stored: str) -> None:
    """Lines about odd subjects, numbered from one, alone in the log; nothing is kept."""
    assert stored
    session().execute(delete(AccessLogRow))
    rows = [LINE | {"number": number, "subject": one} for number, one in enumerate(ODD, 1)]
    session().execute(insert(AccessLogRow), rows)


def found(condition: ColumnElement[bool]) -> list[str]:
    """The subjects of the lines where it is so."""
    return list(session().scalars(select(SUBJECT).where(condition).order_by(NUMBER)))


@pytest.mark.parametrize("one", ODD)
def test_each_text_is_itself_and_no_other(one: str) -> None:
    assert found(among(SUBJECT, [one])) == [one]


def test_all_of_them_some_or_none() -> None:
    assert found(among(SUBJECT, set(ODD))) == ODD
    assert found(among(NUMBER, (2, 4, 99))) == [ODD[1], ODD[3]]
    assert found(among(SUBJECT, dict.fromkeys(["nobody"]))) == found(among(SUBJECT, [])) == []
    assert found(~among(NUMBER, [])) == ODD


def test_what_is_named_is_changed_and_nothing_else() -> None:
    assert rows_changed(delete(AccessLogRow).where(among(SUBJECT, ODD[:3]))) == 3
    assert found(~among(NUMBER, [])) == ODD[3:]


def test_there_may_be_more_than_a_statement_takes() -> None:
    assert found(among(NUMBER, VERY_MANY)) == ODD[9:]
    with session().begin_nested(), pytest.raises(DBAPIError):
        found(NUMBER.in_(VERY_MANY))  # the control


def test_they_are_one_parameter() -> None:
    asked: list[int] = []

    def note(_: object, __: object, ___: object, values: object, *____: object) -> None:
        asked.append(len(values))  # type: ignore[arg-type]  # whatever the driver takes

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        found(among(SUBJECT, ODD))
        found(SUBJECT.in_(ODD))
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert asked == [1, len(ODD)], "the second is the control"
