"""An SMS gateway on this machine that behaves as GatewayAPI's published Mobile Message API does.

It wants a token, a content type and the fields of ``/mobile/single``, answers 202 with an id, and
signs what it says later. What else it may do to somebody is a fault that a test chooses.
"""

import hashlib
import hmac
import json
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum, auto
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from boernestemme.domain.sms_gateway import Kind, SmsGateway

HOST = "127.0.0.1"
TOKEN = "hemmeligt-token-0123456789"
SECRET = "hemmelighed-til-kvitteringer-0123456789"
SENDER = "Hej"
PATIENCE, IMPATIENT = 20, 0.25  # to be answered on a machine that is busy; to hear nothing


class Fault(Enum):
    """What the peer does instead of answering."""

    SILENT = auto()  # reads all, says nothing
    HANGS_UP = auto()  # reads all, closes
    HALF = auto()  # begins an answer, closes


@dataclass
class Peer:
    """The gateway. ``answer`` is a status and a body given to everybody, or a fault."""

    address: str = ""
    answer: tuple[int, bytes] | Fault | None = None
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: int = 0
    done: Event = field(default_factory=Event)

    def settings(self, **changes: Any) -> SmsGateway:
        """The settings of somebody who sends here."""
        usual = {
            "sender": SENDER,
            "token": TOKEN,
            "callback_secret": SECRET,
            "address": self.address,
            "patience": PATIENCE,
        }
        return SmsGateway(Kind.GATEWAYAPI, **(usual | changes))

    def as_new(self) -> "Peer":
        """The gateway as it is when nobody has asked it anything."""
        self.answer = None
        self.taken.clear()
        return self

    @property
    def references(self) -> list[str]:
        """Our ids of what was taken, in order."""
        return sorted(str(one["reference"]) for one in self.taken)

    def judge(self, path: str, headers: Any, body: bytes) -> tuple[int, bytes]:
        """What the published API answers."""
        if path != "/mobile/single":
            return 404, b"{}"
        given = headers.get("Authorization")
        if given != f"Token {TOKEN}":
            return (403 if given else 401), b'{"code":"0x0213","message":"no"}'
        content = json.loads(body)
        is_right = (
            headers.get("Content-Type") == "application/json"
            and isinstance(content.get("recipient"), int)
            and content["recipient"] > 1000
            and all(isinstance(content.get(name), str) for name in ("sender", "message"))
            and 3 <= len(content["sender"]) <= 18
        )
        if not is_right:
            return 422, b'{"code":"0x0308","message":"no"}'
        self.taken.append(content)
        made = {"msg_id": f"01J{len(self.taken):023}", "recipient": content["recipient"]}
        return 202, json.dumps(made | {"reference": content.get("reference")}).encode()


def _handler(peer: Peer) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            peer.asked += 1
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if peer.answer is Fault.SILENT:
                peer.done.wait(5)
            elif peer.answer is Fault.HALF:
                self.wfile.write(b"HTTP/1.1 202 Accepted\r\nContent-Length: 90\r\n\r\n{")
            elif isinstance(peer.answer, tuple):
                self._say(*peer.answer)
            elif peer.answer is None:
                self._say(*peer.judge(self.path, self.headers, body))

        def _say(self, status: int, body: bytes) -> None:
            self.send_response(status)
            self.send_header("Location", f"{peer.address}/elsewhere")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    return Handler


@contextmanager
def sms_peer(within: ssl.SSLContext | None = None) -> Iterator[Peer]:
    """A gateway that runs; ``within`` for TLS."""
    peer = Peer()
    server = ThreadingHTTPServer((HOST, 0), _handler(peer))
    server.daemon_threads = True
    if within:
        server.socket = within.wrap_socket(server.socket, server_side=True)
    peer.address = f"{'https' if within else 'http'}://{HOST}:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield peer
    finally:
        peer.done.set()
        server.shutdown()
        thread.join()
        server.server_close()


@contextmanager
def mute_machine() -> Iterator[str]:
    """The https address of a machine that lets itself be called and never says a word."""
    with socket.create_server((HOST, 0)) as listening:
        yield f"https://{HOST}:{listening.getsockname()[1]}"


def status_of(reference: str, gateway_id: str, status: str, **changes: Any) -> bytes:
    """What the gateway says later of one message, as it is published."""
    event = {
        "msg_id": gateway_id,
        "recipient": 4520000001,
        "reference": reference,
        "status": status,
        "status_at": "2027-03-09T09:00:02+00:00",
        "error": None,
    }
    envelope = {
        "event_id": "09c829a2-a77b-422d-8562-2f88e784dfb5",
        "timestamp": "2027-03-09T09:00:03.003029+00:00",
        "event_type": "message.status.sms",
        "event": event,
    }
    return json.dumps(envelope | changes).encode()


def signed(body: bytes, secret: str = SECRET) -> str:
    """The header ``Signature`` over a body."""
    return "v1=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
