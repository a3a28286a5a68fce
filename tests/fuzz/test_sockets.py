"""F6: malformed bytes to the real server: no 5xx, no trace, nothing changed, and it goes on."""

import socket
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.server import Site
from tests.fuzz.raw_bytes import MALFORMED, Malformer, faults, said_to
from tests.fuzz.test_requests import PARTS, close
from tests.night.runs import Run
from tests.web.scene import Scene

BY_DAY = 2 * len(MALFORMED)
ROUNDS, EACH = 100, 100  # by night 10,000
BAD = b"HTTP/1.1 500 Oh\r\nContent-Length: 9\r\n\r\nTraceback"


class Door:
    """The real server, and the file it writes to."""

    def __init__(self, site: Site, folder: Path) -> None:
        self.site, self.log = site, folder / "server.log"
        self.scene = Scene(site.app, site.world.clock)

    def besieged(self, seed: str, many: int) -> list[str]:
        """Send so many; what was wrong with the answers, with the log, or in the database."""
        stored, malformer, found = self.scene.everything_stored(), Malformer(seed), list[str]()
        for number in range(many):
            request = malformer.draw(number)
            wrong = faults(said_to(self.site.port, request))
            found += [f"{seed} {number} {request[:200]!r}: {one}" for one in wrong]
        found += ["a trace in the log"] if "Traceback" in self.log.read_text() else []
        found += [] if self.scene.everything_stored() == stored else [f"{seed}: changed"]
        with urllib.request.urlopen(f"{self.site.base}/healthz", timeout=10) as answer:
            assert answer.status == 200
        return found


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One server for all."""
    folder = tmp_path_factory.mktemp("door")
    site = Site(folder, "http://127.0.0.1/vejret")
    site.link()
    yield Door(site.wait(), folder)
    site.close()


@contextmanager
def bad_server() -> Iterator[int]:
    """A server that answers everything with a 500 and a trace; its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            line, _ = listening.accept()
            with line:
                line.recv(9)
                line.sendall(BAD)

        thread = threading.Thread(target=answer)
        thread.start()
        yield listening.getsockname()[1]
        thread.join()


def found_in_bad_server() -> list[str]:
    """What the harness says of it."""
    with bad_server() as port:
        return faults(said_to(port, b"GET / HT"))


def test_malformed_bytes_meet_a_plain_refusal(door: Door) -> None:
    assert door.besieged("day", BY_DAY) == []


def test_what_is_well_formed_is_answered(door: Door) -> None:
    """Else a server that is deaf would pass."""
    said = said_to(door.site.port, b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert said.startswith(b"HTTP/1.1 200") and faults(said) == []


def test_a_server_that_breaks_is_found() -> None:
    """The control."""
    assert len(found_in_bad_server()) == 2


@pytest.mark.night
def test_F6_ten_thousand_malformed_sockets(door: Door) -> None:
    run = Run("F6", PARTS)
    for number, figures in run.rounds("sockets", ROUNDS):
        found = door.besieged(f"{run.seed} {number}", EACH)
        assert found == [], found[:5]
        figures["sockets"] = EACH
    for _, figures in run.rounds("socket controls"):
        figures["planted"] = len(found_in_bad_server())
        assert figures["planted"] == 2
    close(run)
