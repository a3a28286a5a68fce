"""A small OpenID provider on 127.0.0.1 that can also lie: real HTTP, keys and claims of its own."""

import base64
import hashlib
import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey, RSAKey

from tests.factories import NOW

CLIENT = "boernestemme-test"
SECRET = "a client secret of tests"
LIFE = 300
PIECE = 16 * 1024


class OwnProvider:
    """What it publishes and signs can be changed by a test; how it was asked can be read.

    ``padding`` is how much longer than needed the answer at a path is, ``sent`` how much of that
    was taken from it.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self.key: RSAKey | ECKey = RSAKey.generate_key(2048, {"kid": "first"})
        self.published = [self.key]
        self.claims: dict[str, Any] = {}
        self.header: dict[str, Any] = {}
        self.token: str | None = None
        self.metadata: dict[str, Any] = {}
        self.keys: list[dict[str, Any]] = []
        self.is_down = False
        self.padding: dict[str, int] = {}
        self.sent = 0
        self.asked: list[str] = []
        self._codes: dict[str, dict[str, str]] = {}

    def sign_in(self, address: str, **claims: Any) -> str:
        """What a browser that was sent to this address brings back: the query of our callback."""
        asked = {name: value for name, [value] in parse_qs(urlsplit(address).query).items()}
        assert asked["code_challenge_method"] == "S256" and asked["response_type"] == "code"
        self.claims = {"sub": "anybody", "nonce": asked["nonce"], **claims}
        code = f"code-{len(self._codes)}"
        self._codes[code] = asked
        return f"code={code}&state={asked['state']}"

    def holds_code(self, query: str) -> bool:
        """True while nobody has come with the code of this answer."""
        return parse_qs(query)["code"][0] in self._codes

    def token_for(self, form: Mapping[str, str]) -> tuple[int, dict[str, Any]]:
        """The answer at the token endpoint; a code counts once, with the verifier it began with."""
        asked = self._codes.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if asked is None or asked["code_challenge"] != challenge:
            return 400, {"error": "invalid_grant"}
        token = self.token or self.signed(self.claims)
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": token}

    def signed(self, claims: Mapping[str, Any], now: datetime = NOW) -> str:
        """A token with these claims, those that are None left out."""
        moment = int(now.timestamp())
        usual = {"iss": self.address, "aud": CLIENT, "iat": moment, "exp": moment + LIFE}
        kept = {name: value for name, value in (usual | dict(claims)).items() if value is not None}
        algorithm = "RS256" if isinstance(self.key, RSAKey) else "ES256"
        header = {"alg": algorithm, "kid": self.key.kid, **self.header}
        return jwt.encode(header, kept, self.key, algorithms=[header["alg"]])

    def page(self, path: str) -> tuple[int, dict[str, Any]]:
        """What is published at a path."""
        self.asked.append(path)
        if path == "/keys":
            known = [key.as_dict(private=False) for key in self.published]
            return 200, {"keys": self.keys or known}
        return 200, {
            "issuer": self.address,
            "authorization_endpoint": f"{self.address}/sign-in",
            "token_endpoint": f"{self.address}/token",
            "jwks_uri": f"{self.address}/keys",
            "end_session_endpoint": f"{self.address}/sign-out",
            **self.metadata,
        }


class _Handler(BaseHTTPRequestHandler):
    provider: OwnProvider

    def do_GET(self) -> None:
        self._answer(*self.provider.page(self.path))

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: value for name, [value] in parse_qs(body).items()}
        self._answer(*self.provider.token_for(form))

    def _answer(self, status: int, content: dict[str, Any]) -> None:
        body, more = json.dumps(content).encode(), self.provider.padding.get(self.path, 0)
        self.send_response(503 if self.provider.is_down else status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) + more))
        self.end_headers()
        with suppress(ConnectionError):  # whoever asked may have heard enough
            self.wfile.write(body)
            self._pad(more)

    def _pad(self, more: int) -> None:
        """Space after JSON means nothing: the answer is right, only long."""
        self.provider.sent = 0
        for length in [PIECE] * (more // PIECE):
            self.wfile.write(b" " * length)
            self.provider.sent += length

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def own_provider() -> Iterator[OwnProvider]:
    """The provider while it serves."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    handler.provider = OwnProvider(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield handler.provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
