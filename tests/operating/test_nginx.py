"""The real nginx with our sample: no token in any log of it, and no forged address (LOG-08)."""

import http.client
import socket
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from boernestemme.services import administering, signing_up
from boernestemme.services.offices import operators_office
from tests.browser.server import Site
from tests.operating.proxy import NGINX, Proxy, running

CHILD, STAFF, NUMBERS = "hej.example.dk", "raadgiver.example.dk", "tal.example.dk"
AWAY = "Siden er ikke klar lige nu"
PATIENCE = 60
pytestmark = pytest.mark.skipif(NGINX is None, reason="nginx is missing: apt install nginx-light")


@dataclass(frozen=True)
class Links:
    """What must stand in no log."""

    child: str
    sign_up: str

    def asked(self) -> list[tuple[str, str]]:
        """Host and path, as a browser or a stranger may send them."""
        bent = ("/b/", "//b/", "/B/", "/%62/", "/x/../b/", "/hjaelp?", f"/b/{'x' * 9000}/")
        welcome = f"/administration/velkommen/{self.sign_up}"
        return [
            *((CHILD, bend + self.child) for bend in bent),
            *((host, f"/b/{self.child}") for host in (STAFF, NUMBERS, "elsewhere.example")),
            *((STAFF, path) for path in (welcome, f"/{welcome}", f"{welcome}/")),
            (STAFF, f"/raadgiver/log-ind/tilbage/0265?code={self.sign_up}"),
        ]


def get(
    proxy: Proxy, host: str, path: str, **headers: str
) -> tuple[int, http.client.HTTPMessage, str]:
    """Status, headers and text through nginx; status 0 where it shakes no hand."""
    context = ssl.create_default_context(cafile=str(proxy.folder / "tls.pem"))
    context.check_hostname = False
    connection = http.client.HTTPConnection(host, timeout=PATIENCE)
    bare = socket.create_connection(("127.0.0.1", proxy.tls), PATIENCE)
    try:
        connection.sock = context.wrap_socket(bare, server_hostname=host)
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode()
    except ssl.SSLError:
        return 0, http.client.HTTPMessage(), ""
    finally:
        connection.close()
        bare.close()


def get_plain(proxy: Proxy, path: str) -> int:
    """The status without TLS."""
    connection = http.client.HTTPConnection("127.0.0.1", proxy.plain, timeout=PATIENCE)
    try:
        connection.request("GET", path, headers={"Host": CHILD})
        return connection.getresponse().status
    finally:
        connection.close()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """All three doors in one process."""
    site = Site(tmp_path_factory.mktemp("site"), "https://www.dmi.dk/").wait()
    yield site
    site.close()


@pytest.fixture(scope="module")
def links(site: Site) -> Links:
    """A child's link, and one by which Jonas chooses a password."""
    child = site.link().made.token
    with site.app.app_context():
        office = operators_office("0265", site.world.clock())
        account = administering.account_of("jonas@test.example")
        return Links(child, signing_up.make(office, account.id))


@dataclass(frozen=True)
class Heard:
    """Our sample and one with the usual logs: all was asked while the door was open, and away."""

    ours: Proxy
    usual: Proxy
    open_answers: dict[tuple[str, str], int]
    away: tuple[int, http.client.HTTPMessage, str]


@pytest.fixture(scope="module")
def heard(site: Site, links: Links, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Heard]:
    """Ask everything of both, twice."""
    folders = [tmp_path_factory.mktemp(name) for name in ("ours", "usual")]
    doors = dict.fromkeys(("8001", "8002", "8003"), site.port)
    with running(folders[0], doors) as ours, running(folders[1], doors, stock=True) as usual:
        answers = {}
        for proxy in (usual, ours):
            answers = {(host, path): get(proxy, host, path)[0] for host, path in links.asked()}
            get_plain(proxy, f"/b/{links.child}")
        site.close()
        for proxy in (usual, ours):
            for host, path in links.asked():
                get(proxy, host, path)
        yield Heard(ours, usual, answers, get(ours, CHILD, f"/b/{links.child}"))


def test_links_open_through_it(heard: Heard, links: Links) -> None:
    statuses = heard.open_answers
    assert statuses[CHILD, f"/b/{links.child}"] == 200
    assert statuses[STAFF, f"/administration/velkommen/{links.sign_up}"] == 200
    assert statuses["elsewhere.example", f"/b/{links.child}"] == 0


def test_no_token_stands_in_any_log(heard: Heard, links: Links) -> None:
    written = heard.ours.logs()
    assert links.child not in written and links.sign_up not in written
    assert len(written.splitlines()) > 4, "it writes something"
    assert not [line for line in written.splitlines() if "/b/" in line or "?" in line]


def test_the_control_the_usual_logs_tell_both(heard: Heard, links: Links) -> None:
    requests, errors = (
        (heard.usual.folder / "logs" / name).read_text() for name in ("stock.log", "errors.log")
    )
    for token in (links.child, links.sign_up):
        assert token in requests and token in errors


def test_while_a_door_is_away_a_child_reads_danish_and_nothing_is_kept(heard: Heard) -> None:
    status, headers, text = heard.away
    assert status == 503 and AWAY in text
    assert headers["Cache-Control"] == "no-store"
    assert headers["Strict-Transport-Security"].startswith("max-age=63072000")


class Repeats(BaseHTTPRequestHandler):
    """A door that answers with what it was told of who asks."""

    def do_GET(self) -> None:
        """Say it."""
        names = ("Host", "X-Forwarded-For", "X-Forwarded-Proto")
        told = repr([self.headers.get_all(name) for name in names]).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def test_what_a_browser_says_of_its_own_address_is_not_handed_on(tmp_path: Path) -> None:
    door = ThreadingHTTPServer(("127.0.0.1", 0), Repeats)
    Thread(target=door.serve_forever, daemon=True).start()
    forged = {"X-Forwarded-For": "198.51.100.7", "X-Forwarded-Proto": "http"}
    with running(tmp_path, {"8001": door.server_port}) as proxy:
        told = get(proxy, CHILD, "/hjaelp", **forged)[2]
    door.shutdown()
    door.server_close()
    assert told == repr([[CHILD], ["127.0.0.1"], ["https"]])
