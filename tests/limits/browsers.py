"""Browsers without script from any address: over a socket, over TLS, or inside this process."""

import http.client
import re
import socket
import ssl
import time
import urllib.parse
from collections.abc import Callable, Iterable, Mapping
from contextvars import Context
from dataclasses import dataclass, field

from werkzeug.test import Client

PATIENCE = 60
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
FORM = "application/x-www-form-urlencoded"
Headers = Mapping[str, str]
Sent = tuple[int, list[tuple[str, str]], str]
Send = Callable[[str, str, str | None, Headers], Sent]


def over_http(
    port: int, connect: Callable[[int], socket.socket] | None = None, patience: float = PATIENCE
) -> Send:
    """To a server on this machine, each request over a line of its own."""

    def send(method: str, path: str, body: str | None, headers: Headers) -> Sent:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
        line.sock = connect(port) if connect else None
        try:
            line.request(method, path, body, dict(headers))
            answer = line.getresponse()
            return answer.status, answer.getheaders(), answer.read().decode()
        finally:
            line.close()

    return send


def over_tls(name: str) -> Callable[[int], socket.socket]:
    """How to connect to a door of this name whose certificate nobody trusts."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE

    def connect(port: int) -> socket.socket:
        bare = socket.create_connection(("127.0.0.1", port), PATIENCE)
        return context.wrap_socket(bare, server_hostname=name)

    return connect


def in_process(wsgi: Callable[..., Iterable[bytes]], own_address: str = "127.0.0.1") -> Send:
    """To an app without a server; the last hop comes from ``own_address``."""

    def send(method: str, path: str, body: str | None, headers: Headers) -> Sent:
        client = Client(wsgi, use_cookies=False)
        found = Context().run(  # outside the test's own app context, which holds who asked last
            client.open, path, method=method, data=body, headers=list(headers.items()),
            environ_base={"REMOTE_ADDR": own_address},
        )  # fmt: skip
        return found.status_code, list(found.headers), found.get_data(as_text=True)

    return send


@dataclass(frozen=True)
class Answer:
    """What was answered."""

    status: int
    text: str
    location: str
    seconds: float


@dataclass
class Browser:
    """Keeps cookies and the last form's token; ``says`` are headers it sends with each request."""

    send: Send
    says: Headers = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def get(self, path: str) -> Answer:
        """Fetch a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: str) -> Answer:
        """Send the form that was last shown."""
        body = urllib.parse.urlencode({"csrf_token": self.token, **fields})
        return self._ask("POST", path, body)

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        said = dict(self.says)
        if self.cookies:
            said["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            said["Content-Type"] = FORM
        began = time.perf_counter()
        status, headers, text = self.send(method, path, body, said)
        took = time.perf_counter() - began
        self._keep(headers, text)
        location = next((value for name, value in headers if name == "Location"), "")
        return Answer(status, text, location, took)

    def _keep(self, headers: list[tuple[str, str]], text: str) -> None:
        for given in (value for name, value in headers if name == "Set-Cookie"):
            name, _, value = given.partition(";")[0].partition("=")
            self.cookies[name] = value
        self.token = next((one for one in TOKEN.findall(text) if one), self.token)


def coming_from(address: str) -> Headers:
    """What a proxy that is believed says of who comes."""
    return {"X-Forwarded-For": address}
