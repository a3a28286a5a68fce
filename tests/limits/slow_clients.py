"""Clients that begin to say something and take for ever: how long a server bears with each."""

import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread

CHILDS_DOOR = "hej.example.dk"
HEAD = f"POST /b/x HTTP/1.1\r\nHost: {CHILDS_DOOR}\r\nX-Slow: ".encode()
BODY = f"POST /b/x HTTP/1.1\r\nHost: {CHILDS_DOOR}\r\nContent-Length: 60000\r\n\r\n".encode()
TICK = 0.2
GONE = (OSError, ssl.SSLError)
Connect = Callable[[int], socket.socket]


@dataclass(frozen=True)
class Kind:
    """What a slow client says at first, and whether it goes on, a letter at a time."""

    says: bytes
    drips: bool


IN_HEAD, IN_BODY = Kind(HEAD, True), Kind(BODY + b"csrf_token=", False)
# Bytes that never pause: nginx bears with it, and lets nobody behind itself know of it.
NEVER_PAUSING = Kind(BODY, True)


class SlowClient:
    """One of them. ``ended`` is after how many seconds it was let go, None while it is not."""

    def __init__(self, kind: Kind, connect: Connect, port: int) -> None:
        self.kind, self._line = kind, connect(port)
        self._line.sendall(kind.says)
        self._line.setblocking(False)
        self._began = time.monotonic()
        self.ended: float | None = None

    def go_on(self) -> None:
        """Say one letter more, where it is that kind, and see whether anybody listens still."""
        if self.ended is not None:
            return
        try:
            if self.kind.drips:
                self._line.send(b"x")
            is_over = self._line.recv(4096) is not None
        except (BlockingIOError, ssl.SSLWantReadError):
            is_over = False
        except GONE:
            is_over = True
        if is_over:
            self.ended = time.monotonic() - self._began

    def close(self) -> None:
        """Let go."""
        with suppress(OSError):
            self._line.close()


@contextmanager
def slow_clients(
    port: int, connect: Connect, kinds: tuple[Kind, ...], many: int
) -> Iterator[list[SlowClient]]:
    """So many of these kinds in turn, going on in the background until the block ends."""
    over = Event()
    with ExitStack() as held:
        clients = []
        for number in range(many):
            clients.append(SlowClient(kinds[number % len(kinds)], connect, port))
            held.callback(clients[-1].close)

        def go_on() -> None:
            while not over.wait(TICK):
                for one in clients:
                    one.go_on()

        thread = Thread(target=go_on)
        thread.start()
        try:
            yield clients
        finally:
            over.set()
            thread.join()


def straight(port: int) -> socket.socket:
    """A line without TLS."""
    return socket.create_connection(("127.0.0.1", port), 10)
