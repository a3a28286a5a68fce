"""Connections to a database server that are still there when a request takes them.

To ask the server each time would cost a journey more. A server that ends a connection says so, and
where it has said nothing and the connection rested for no more than a moment, it is there.
"""

from select import POLLIN, poll
from time import monotonic
from typing import Any

from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import ConnectionPoolEntry

RESTS = 30.0  # seconds, after which a firewall may have forgotten it without a word
_LEFT = "left"


def note_when(_connection: Any, entry: ConnectionPoolEntry) -> None:
    """From now on it rests."""
    entry.info[_LEFT] = monotonic()


def be_there(connection: Any, entry: ConnectionPoolEntry, _proxy: object) -> None:
    """The pool opens another for one that is gone, and the request never knows."""
    if _is_gone(connection, entry):
        raise DisconnectionError


WATCH = ((note_when, "checkin"), (be_there, "checkout"))  # of an engine's pool


def _is_gone(connection: Any, entry: ConnectionPoolEntry) -> bool:
    left = entry.info.pop(_LEFT, None)
    if left is None:
        return False  # just opened
    if connection.closed or _has_spoken(connection.fileno()):
        return True
    return monotonic() - left > RESTS and not _answers(connection)


def _has_spoken(socket: int) -> bool:
    """True when something came unasked: an end, or a farewell before it."""
    heard = poll()
    heard.register(socket, POLLIN)
    return bool(heard.poll(0))


def _answers(connection: Any) -> bool:
    try:
        connection.autocommit = True
        connection.execute(";")
        connection.autocommit = False
    except connection.Error:
        return False
    return True
