"""Doing something at the moment the database is asked for a certain thing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from boernestemme.storage.db import db


@contextmanager
def at_statement(start: str, then: Callable[[], None]) -> Iterator[None]:
    """Do something when the database is about to run a statement that begins so."""

    def look_at(_: Any, __: Any, statement: str, *___: Any) -> None:
        if statement.startswith(start):
            then()

    event.listen(db.engine, "before_cursor_execute", look_at)
    try:
        yield
    finally:
        event.remove(db.engine, "before_cursor_execute", look_at)
