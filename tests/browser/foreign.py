"""Another site: it notes who comes, and wears the headers of those who do it wrong."""

import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from boernestemme.web.headers import FIXED

ASSETS = "static.example"
# Values that browsers pass over without a word: no keyword of COEP, and a host behind a keyword.
NO_KEYWORD = {"Cross-Origin-Embedder-Policy": "same-origin"}
HOST_BEHIND = {
    "Cross-Origin-Embedder-Policy": f"require-corp {ASSETS};",
    "Cross-Origin-Opener-Policy": f"same-origin {ASSETS};",
    "Cross-Origin-Resource-Policy": f"same-origin {ASSETS};",
}
OWN = FIXED | {"Cache-Control": "no-store"}
DOORS = {"nothing": {}, "no-keyword": OWN | NO_KEYWORD, "host-behind": OWN | HOST_BEHIND}
TO_ALL = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
PICTURE = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'></svg>"
DOOR = b"<!doctype html><title>x</title><link rel=icon href='/icon/%s'><h1>x</h1>"
TYPES = {"script": "text/javascript", "style": "text/css"}
PAGE, IMAGE = "text/html", "image/svg+xml"
Answer = tuple[bytes, str, dict[str, str]]


class Foreign:
    """A server of two names: ``base`` is foreign to every door, also to its own ``doors``."""

    def __init__(self) -> None:
        self.told: dict[str, str] = {}
        told = self.told

        class Answering(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, _, rest = self.path[1:].rstrip("?").partition("/")
                if kind == "hit":
                    told[rest] = self.headers.get("Referer", "")
                body, form, headers = answer(kind, rest, self.headers.get("Sec-Fetch-Dest", ""))
                self.send_response(200)
                for name, value in {"Content-Type": form, **headers}.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                with suppress(ConnectionError):  # a browser that has seen enough
                    self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.base = f"http://localhost:{self._server.server_port}"
        self.doors = f"http://127.0.0.1:{self._server.server_port}/door"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()


def answer(kind: str, rest: str, wanted: str) -> Answer:
    """What lies at an address: body, type and headers; ``wanted`` is what the browser is after."""
    if kind == "door":
        return DOOR % rest.encode(), PAGE, DOORS[rest]
    if kind == "icon":
        return PICTURE, IMAGE, DOORS[rest]
    if kind == "hit":
        return b"", TYPES.get(wanted, PAGE), TO_ALL
    return (PICTURE, IMAGE, {}) if kind == "picture" else (b"<title>x</title>", PAGE, {})
