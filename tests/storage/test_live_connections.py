"""A connection that went away while it rested costs no request: the pool opens another."""

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, suppress
from pathlib import Path
from select import select

import pytest
from psycopg import OperationalError
from sqlalchemy import text
from sqlalchemy.engine import make_url

from boernestemme.storage import live_connections
from boernestemme.storage.db import db, forget_connections, run
from tests.databases import EmptyDatabases
from tests.races.processes import bare_app

_ONE = text("SELECT 1")
_END = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
)
_WHICH = text("SELECT pg_backend_pid()")
AT_ONCE = -1.0


@pytest.fixture
def address(empty_databases: EmptyDatabases, tmp_path: Path) -> Iterator[str]:
    """A PostgreSQL of its own."""
    with empty_databases.fresh("postgresql", tmp_path) as found:
        yield found


def ask() -> None:
    """One transaction, as a request has it."""
    assert run(_ONE).scalar_one() == 1
    db.end(keep=True)


def end_every_other(address: str) -> None:
    """As when the server is started anew, or an operator ends its connections."""
    with bare_app(address).app_context():
        run(_END).all()
        forget_connections()


class Firewall:
    """Lets bytes through until it has forgotten whose they are: then it ends whoever speaks."""

    def __init__(self, folder: str) -> None:
        self._server = f"{folder}/.s.PGSQL.5432"
        self._listens = socket.create_server(("127.0.0.1", 0))
        self._known: set[socket.socket] = set()
        self.port: int = self._listens.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listens.accept()
                self._known.add(near)
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        with near, socket.socket(socket.AF_UNIX) as far:
            far.connect(self._server)
            while True:
                for one in select([near, far], [], [])[0]:
                    data = one.recv(65536)
                    if not data or near not in self._known:
                        return
                    (far if one is near else near).sendall(data)

    def forget(self) -> None:
        """Every connection that is there now, without a word to anybody."""
        self._known.clear()

    def close(self) -> None:
        """Take no more."""
        self._listens.close()


@pytest.fixture
def firewall(address: str) -> Iterator[Firewall]:
    """Between the app and the server."""
    [folder] = make_url(address).normalized_query["host"]
    with closing(Firewall(folder)) as found:
        yield found


def behind(address: str, firewall: Firewall) -> str:
    """The same database, through the firewall."""
    url = make_url(address).set(host="127.0.0.1", port=firewall.port)
    return url.difference_update_query(["host"]).render_as_string(hide_password=False)


def test_a_server_that_ended_its_connections_costs_no_request(address: str) -> None:
    with bare_app(address).app_context():
        ask()
        end_every_other(address)
        ask()
        forget_connections()


def test_the_control_meets_the_end_in_its_request(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_connections, "_has_spoken", lambda _socket: False)
    with bare_app(address).app_context():
        ask()
        end_every_other(address)
        with pytest.raises(OperationalError):
            ask()
        forget_connections()


def test_one_that_rested_long_is_asked(
    address: str, firewall: Firewall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A firewall forgets in silence, so that nothing has been heard of it."""
    monkeypatch.setattr(live_connections, "RESTS", AT_ONCE)
    with bare_app(behind(address, firewall)).app_context():
        ask()
        firewall.forget()
        ask()
        forget_connections()


def test_the_control_takes_what_a_firewall_forgot(address: str, firewall: Firewall) -> None:
    with bare_app(behind(address, firewall)).app_context():
        ask()
        firewall.forget()
        with pytest.raises(OperationalError):
            ask()
        forget_connections()


def test_one_that_is_there_is_taken_again(address: str) -> None:
    with bare_app(address).app_context():
        met = []
        for _ in range(5):
            met.append(run(_WHICH).scalar_one())
            db.end(keep=True)
        assert met == met[:1] * 5
        forget_connections()
