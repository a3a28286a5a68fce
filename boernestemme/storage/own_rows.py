"""Whose rows a transaction reaches on PostgreSQL: one municipality's, everybody's, or nobody's.

The rules of ``row_rules`` compare each row with what is said here, in the database itself: a
second wall behind what the services ask (ACC-04). It is said anew for every transaction, for it
ends with it, whichever process gets the connection next.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from contextvars import ContextVar

from sqlalchemy import Connection

from boernestemme.storage.db import db
from boernestemme.storage.row_rules import EVERYBODY, NOBODY, TOLD

_TELL = f"SELECT set_config('{TOLD}', %s, true)"
# The operator's commands and housekeeping work for every municipality; no request begins so.
_whose: ContextVar[str] = ContextVar("whose rows", default=EVERYBODY)


def reach_next(whose: str) -> None:
    """From the next transaction on, reach the rows of a municipality, EVERYBODY or NOBODY."""
    _whose.set(whose)


def reach(whose: str) -> None:
    """The same, and in the transaction that is open."""
    reach_next(whose)
    if db.is_open:
        _tell(db.connection, whose)


@contextmanager
def reaching_all() -> Iterator[None]:
    """Reach everybody's rows inside the block, for what comes signed and names no municipality."""
    before = _whose.get()
    reach(EVERYBODY)
    try:
        yield
    finally:
        reach(before)


@db.at_begin
def _begin(opened: Connection) -> None:
    if _whose.get() != NOBODY:  # which is what the database takes silence for
        _tell(opened, _whose.get())


def _tell(opened: Connection, whose: str) -> None:
    if opened.dialect.name == "postgresql":
        with closing(opened.connection.cursor()) as cursor:
            cursor.execute(_TELL, (whose,))
