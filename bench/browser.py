"""A browser so small that its own cost hardly counts: one socket, cookies, no more."""

import socket
from time import perf_counter
from urllib.parse import urlencode

from bench.answer import Answer, WentWrong

HEADERS = (
    "Host: 127.0.0.1\r\nAccept: text/html\r\nAccept-Encoding: gzip\r\n"
    "Sec-Fetch-Site: same-origin\r\nUser-Agent: bench\r\n"
)
FORM = "application/x-www-form-urlencoded"
PIECE = 65_536
PATIENCE_SECONDS = 30


class Browser:
    """Asks one server on loopback; keeps the connection where the server does."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._cookies: dict[str, str] = {}
        self._socket: socket.socket | None = None

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask(f"GET {path} HTTP/1.1\r\n{HEADERS}{self._cookie_line()}\r\n".encode())

    def post(self, path: str, fields: dict[str, str]) -> Answer:
        """Send a form."""
        body = urlencode(fields)
        about = f"Content-Type: {FORM}\r\nContent-Length: {len(body)}\r\n"
        head = f"POST {path} HTTP/1.1\r\n{HEADERS}{about}{self._cookie_line()}\r\n"
        return self._ask((head + body).encode())

    def close(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
            self._socket = None

    def _cookie_line(self) -> str:
        pairs = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        return f"Cookie: {pairs}\r\n" if pairs else ""

    def _ask(self, message: bytes) -> Answer:
        began = perf_counter()
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self._port), PATIENCE_SECONDS)
        self._socket.sendall(message)
        head, body = self._receive(self._socket)
        seconds = perf_counter() - began
        status, headers, cookies = _read_head(head)
        self._cookies.update(cookies)
        if headers.get("connection", "").casefold() == "close":
            self.close()
        return Answer(status, headers, body, seconds, len(head) + 4 + len(body), cookies)

    def _receive(self, line: socket.socket) -> tuple[bytes, bytes]:
        received = b""
        while b"\r\n\r\n" not in received:
            received += _piece(line)
        head, _, body = received.partition(b"\r\n\r\n")
        while len(body) < _length(head):
            body += _piece(line)
        return head, body


def _piece(line: socket.socket) -> bytes:
    piece = line.recv(PIECE)
    if not piece:
        raise WentWrong("the server hung up in the middle of an answer")
    return piece


def _length(head: bytes) -> int:
    after = head.lower().partition(b"\r\ncontent-length:")[2]
    return int(after.partition(b"\r\n")[0] or 0)


def _read_head(head: bytes) -> tuple[int, dict[str, str], dict[str, str]]:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        if name.casefold() == "set-cookie":
            cookie, _, held = value.strip().partition(";")[0].partition("=")
            cookies[cookie] = held
        else:
            headers[name.casefold()] = value.strip()
    return int(first.split(" ", 2)[1]), headers, cookies
