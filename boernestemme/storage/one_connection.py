"""One connection for each request or command: its session, and what needs none, end together.

A session costs a request more than its statements do, so it is made for whoever asks for one. The
connection is there without it, from the first statement to the end of the transaction.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import Connection, Executable, Row
from sqlalchemy.orm import scoped_session
from sqlalchemy.util import ScopedRegistry

Tells = Callable[[Connection], None]


class OneConnection(SQLAlchemy):
    """Flask-SQLAlchemy's database, whose sessions work on the connection that is there already."""

    def __init__(self, **options: Any) -> None:
        joins = {"class_": _Session, "join_transaction_mode": "control_fully"}
        super().__init__(session_options=joins, **options)
        scope = self.session.registry.scopefunc
        self.session = _Sessions(self, self.session.session_factory, scope)
        self._connections = ScopedRegistry(self._open, scope)
        self._told: list[Tells] = []

    def at_begin(self, tell: Tells) -> Tells:
        """Have this said to the database at the beginning of every transaction."""
        self._told.append(tell)
        return tell

    def _open(self) -> Connection:
        opened = self.engine.connect()
        opened.begin()
        for tell in self._told:
            tell(opened)
        return opened

    @property
    def connection(self) -> Connection:
        """The connection, in a transaction."""
        return self._connections()

    @property
    def is_open(self) -> bool:
        """True while there is one."""
        return self._connections.has()

    def glance(self, question: Executable, **values: object) -> Sequence[Row[Any]]:
        """The rows of one question, in no transaction of its own where it need not have one.

        To begin and end one costs two journeys to a server. Where it is not begun, nothing is said
        to the database first, so rows that are somebody's own are not seen.
        """
        if self.is_open or self.engine.dialect.name == "sqlite":
            return self.connection.execute(question, values).all()
        with self.engine.connect() as opened, _outside_transactions(opened):
            return opened.execute(question, values).all()

    def end(self, *, keep: bool) -> None:
        """Commit what was done on the connection, or undo it."""
        if not self.session.registry.has():
            self.let_go(keep=keep)
        elif keep:
            self.session.commit()
        else:
            self.session.rollback()

    def let_go(self, *, keep: bool) -> None:
        """The same, where the session knows of it or there is none."""
        if self.is_open:
            with self.connection as ended:
                self._connections.clear()
                if keep:
                    ended.commit()


@contextmanager
def _outside_transactions(opened: Connection) -> Iterator[None]:
    """Let a server begin none: its driver is told, which SQLAlchemy would do in more steps."""
    driver: Any = opened.connection.dbapi_connection
    driver.autocommit = True
    try:
        yield
    finally:
        if not driver.closed:
            driver.autocommit = False


class _Session(Session):
    """However a transaction ends here, it ends for what was done beside the session too."""

    def __init__(self, db: OneConnection, **options: Any) -> None:
        super().__init__(db, **options)
        self._one = db

    def get_bind(self, *_asked: object, **_more: object) -> Connection:
        return self._one.connection

    def commit(self) -> None:
        super().commit()
        self._one.let_go(keep=True)

    def rollback(self) -> None:
        super().rollback()
        self._one.let_go(keep=False)

    def close(self) -> None:
        super().close()
        self._one.let_go(keep=False)


class _Sessions(scoped_session[Session]):
    def __init__(self, db: OneConnection, make: Any, scope: Callable[[], Any]) -> None:
        super().__init__(make, scope)
        self._one = db

    def remove(self) -> None:
        """Also a connection that no session was made for."""
        super().remove()
        self._one.let_go(keep=False)
