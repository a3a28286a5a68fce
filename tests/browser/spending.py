"""Links that are used up too easily: the pages scanners have eaten elsewhere, as controls."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

FORM = "<title>x</title><a href='/more'>x</a><form method='post'><button>Ja</button></form>"
SENDS_ITSELF = f"{FORM}<script>document.forms[0].submit()</script>"
PAGES = {"fetched": FORM, "sends-itself": SENDS_ITSELF, "one-press": FORM}


class Spending:
    """A server whose links are spent by a fetch, by a page that sends itself, or by one press."""

    def __init__(self) -> None:
        self.spent: set[str] = set()
        spent = self.spent

        class Answering(BaseHTTPRequestHandler):
            def answer(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length", 0)))
                kind = self.path.split("/")[1].partition("?")[0]
                if kind in PAGES and (kind == "fetched" or self.command == "POST"):
                    spent.add(self.path)
                body = b"x" if self.command == "POST" else PAGES.get(kind, "").encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                if self.command != "HEAD":
                    self.wfile.write(body)

            do_GET = do_HEAD = do_POST = do_OPTIONS = do_PUT = do_PATCH = do_DELETE = answer

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Stop answering."""
        self._server.shutdown()
        self._server.server_close()
