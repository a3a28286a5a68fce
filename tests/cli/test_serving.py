"""`boernestemme serve` as a process: ready, measured for an operator, and silent about a child."""

import json
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.browser.server import free_port, wait_until_it_answers
from tests.cli.console import SCRIPT, Console

TOKEN = "a" * 22 + "." + "b" * 43
PATIENCE = 20


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


def status_of(address: str) -> int:
    """What the server answers with."""
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
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


@pytest.mark.parametrize(
    "address", ["0.0.0.0:9464", "192.0.2.1:9464", "127.0.0.1", "example.org:1"]
)
def test_figures_are_shown_on_this_machine_alone(ready: Console, address: str) -> None:
    done = ready.run("serve", "--metrics", address)
    assert done.status == 1
    assert "127.0.0.1:9464" in done.err and len(done.lines_of_why) == 1
