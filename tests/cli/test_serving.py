"""`boernestemme serve` as a process: ready, measured for an operator, and silent about a child."""

import json
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.browser.server import free_port, wait_until_it_answers
from tests.cli.console import SCRIPT, Console

TOKEN = "a" * 22 + "." + "b" * 43
PATIENCE, SOON = 60, 10


@pytest.fixture
def ready(empty: Console) -> Console:
    """An installation that can be served."""
    return empty


@contextmanager
def serving(console: Console, *arguments: str) -> Iterator[tuple[str, Path]]:
    """The server's address, and the file it writes about itself in."""
    port, log = free_port(), console.instance / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [SCRIPT, "serve", "--bind", f"127.0.0.1:{port}", *arguments],
            env=console.environment(), stdout=output, stderr=output,
        )  # fmt: skip
    try:
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}", log
    finally:
        process.terminate()
        process.wait(PATIENCE)


def status_of(address: str, patience: float = PATIENCE) -> int:
    """What the server answers with, within so many seconds."""
    try:
        with urllib.request.urlopen(address, timeout=patience) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def figures(port: int) -> list[str]:
    """What Prometheus would read."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=PATIENCE) as answer:
        return [line for line in answer.read().decode().splitlines() if not line.startswith("#")]


def test_figures_tell_of_doors_and_of_nobody(ready: Console) -> None:
    port = free_port()
    with serving(ready, "--metrics", f"127.0.0.1:{port}", "--log-format", "json") as (base, log):
        assert status_of(f"{base}/readyz") == 200
        for path in (f"b/{TOKEN}", "raadgiver/log-ind", "tal/", "nowhere"):
            status_of(f"{base}/{path}")
        assert status_of(f"{base}/metrics") == 404
        found = figures(port)
    counted = [line for line in found if line.startswith("boernestemme_requests_total")]
    doors = {line.partition('door="')[2].partition('"')[0] for line in counted}
    assert doors == {"child", "staff", "numbers", "house"}
    assert not [line for line in found if TOKEN in line or "raadgiver" in line or "nowhere" in line]
    lines = log.read_text().splitlines()
    assert all(json.loads(line)["writer"] for line in lines), lines
    assert TOKEN not in log.read_text()


def test_a_connection_that_says_nothing_holds_no_worker(ready: Console) -> None:
    """A browser opens connections ahead of time, and may never use them."""
    with serving(ready, "--workers", "1") as (base, _), ExitStack() as open_ones:
        for _ in range(3):
            place = ("127.0.0.1", int(base.rpartition(":")[2]))
            open_ones.enter_context(socket.create_connection(place, PATIENCE))
        assert status_of(f"{base}/healthz", SOON) == 200


def test_control_one_that_began_to_speak_does(ready: Console) -> None:
    with serving(ready, "--workers", "1") as (base, _):
        place = ("127.0.0.1", int(base.rpartition(":")[2]))
        with socket.create_connection(place, PATIENCE) as line:
            line.sendall(b"GET /healthz HTTP/1.1\r\n")
            with pytest.raises(TimeoutError):
                status_of(f"{base}/healthz", 2)


@pytest.mark.parametrize(
    "address", ["0.0.0.0:9464", "192.0.2.1:9464", "127.0.0.1", "example.org:1"]
)
def test_figures_are_shown_on_this_machine_alone(ready: Console, address: str) -> None:
    done = ready.run("serve", "--metrics", address)
    assert done.status == 1
    assert "127.0.0.1:9464" in done.err and len(done.lines_of_why) == 1
