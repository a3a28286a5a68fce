"""Malformed requests as bytes on a socket, and what a server says to them."""

import random
import socket
from contextlib import suppress

PATIENCE = 10
SERVERS_FAULT = (b"HTTP/1.1 5", b"HTTP/1.0 5")
# What the server itself must say of a transfer coding that does not exist (RFC 9112, 6.1).
NEVER_HEARD_OF = b"HTTP/1.1 501"
SAID = 64 * 1024
LINE = b"GET /healthz HTTP/1.1\r\nHost: x\r\n"
SEND = b"POST /skjul HTTP/1.1\r\nHost: x\r\n"
CHUNKED = SEND + b"Transfer-Encoding: chunked\r\n"
MALFORMED = (
    b"GET /healthz HTTP/1.1\r\nHost: " + b"x" * 64 + b"\r\n\r\n",
    b"", b"\r\n\r\n", b"\0" * 64, b"GET\r\n\r\n", b"GET /\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
    b"GET / HTTP/1.1\n\n", b"get / http/1.1\r\n\r\n", b"GET  /  HTTP/1.1\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost\r\n\r\n", b"GET / HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost : x\r\n\r\n", b"GET / HTTP/1.1\r\n Host: x\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", b"GET /%00%ff HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET /\xff\xfe\0 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET http://e.example/ HTTP/1.1\r\nHost: x\r\n\r\n",
    b"GET //e.example/..;/ HTTP/1.1\r\nHost: x\r\n\r\n", b"CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n",
    b"OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"r" * 60,
    b"GET /" + b"a" * 9_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", LINE + b"X: " + b"a" * 70_000,
    LINE + b"X: y\r\n" * 300 + b"\r\n", LINE + b"X: a\0b\r\n\r\n", LINE + b"X: \xff\xfe\r\n\r\n",
    LINE + b"X: a\rb\r\n\r\n", LINE + b"Cookie: besked=\xed\xa0\x80\r\n\r\n",
    LINE + b"Expect: 200-ok\r\n\r\n", LINE + b"Upgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    LINE + b"Content-Length: 5\r\n\r\nab", LINE + b"Range: bytes=0-,-1\r\n\r\n",
    SEND + b"Content-Length: -1\r\n\r\n", SEND + b"Content-Length: 1e9\r\n\r\n",
    SEND + b"Content-Length: 99999999\r\n\r\nab", SEND + b"Content-Length: 3\r\n\r\n\xff\0\xfe",
    SEND + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
    SEND + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    SEND + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    SEND + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
    CHUNKED + b"\r\n-1\r\n\r\n", CHUNKED + b"\r\nffffffffffffffff\r\nab",
    CHUNKED + b"\r\nzz\r\n\r\n",
    CHUNKED + b"\r\n3\r\nab", CHUNKED + b"\r\n3;" + b"x" * 9_000 + b"\r\nabc\r\n0\r\n\r\n",
    CHUNKED + b"\r\n0\r\nHost: y\r\n\r\n", SEND + b"Content-Type: multipart/form-data\r\n\r\n",
    LINE + b"\r\nGET /skjul HTTP/1.1\r\nHost: x\r\n\r\n",
    LINE + b"Connection: close, keep-alive\r\n\r\n",
)  # fmt: skip
WORDS = (b"GET", b"POST", b" ", b"/", b"HTTP/1.1", b"\r\n", b"\n", b"\r", b"\0", b":", b"Host",
    b"\xff",
         b"%", b"0", b"chunked", b"Transfer-Encoding", b"Content-Length", b";", b"=",
    b"\t")  # fmt: skip


class Malformer:
    """Draws malformed requests; the same seed gives the same."""

    def __init__(self, seed: str) -> None:
        self._chance = random.Random(seed)

    def draw(self, number: int) -> bytes:
        """Every known one in its turn; between them one that is broken by chance."""
        known = MALFORMED[number // 2 % len(MALFORMED)]
        if number % 2 == 0:
            return known
        bad = bytearray(known or LINE + b"\r\n")
        for _ in range(self._chance.randint(1, 4)):
            place = self._chance.randrange(len(bad) + 1)
            end = place + self._chance.choice((0, 0, 1, 2, 9))
            bad[place:end] = self._chance.choice(WORDS) * self._chance.choice((1, 1, 2, 50))
        return bytes(bad)


def said_to(port: int, request: bytes) -> bytes:
    """What a server on this machine says, until it or its peer has no more to say.

    Raises TimeoutError when it keeps silent for long.
    """
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
        said = b""
        with suppress(ConnectionError):
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            while len(said) < SAID and (more := line.recv(SAID)):
                said += more
        return said


def faults(said: bytes) -> list[str]:
    """What must never be in an answer."""
    lines = [line for line in said.splitlines() if line.startswith(SERVERS_FAULT)]
    found = [str(line) for line in lines if not line.startswith(NEVER_HEARD_OF)]
    traces = (b"Traceback", b'File "/', b"site-packages")
    return found + [f"shows {trace!r}" for trace in traces if trace in said]
