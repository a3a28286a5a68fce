"""The two servers: the product by its own command, the yardstick by the same gunicorn."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from bench import yardstick
from bench.answer import WentWrong
from bench.browser import Browser

ROOT = Path(__file__).parent.parent
WORKERS = 2
EVERY_DOOR, CHILDS_DOOR = "child,caseworker,board", "child"
START_SECONDS = 30
STOP_SECONDS = 10


@dataclass(frozen=True)
class Server:
    """A running server: its port on loopback and the id of its first process."""

    port: int
    pid: int


@contextmanager
def product(
    environment: Mapping[str, str], audiences: str = EVERY_DOOR, workers: int = WORKERS
) -> Iterator[Server]:
    """The product as production serves it, every door in one or the child's alone."""
    command = [str(Path(sys.executable).parent / "boernestemme"), "serve", "--audiences", audiences]
    with _running([*command, "--workers", str(workers), "--bind"], environment) as server:
        yield server


@contextmanager
def bare_flask(database: str, sizes: Mapping[str, int]) -> Iterator[Server]:
    """The yardstick, on a database of its own."""
    environment = {yardstick.DATABASE: database, yardstick.SIZES: json.dumps(sizes)}
    with _by_gunicorn("bench.yardstick:make_app()", environment) as server:
        yield server


@contextmanager
def leaking(environment: Mapping[str, str]) -> Iterator[Server]:
    """The product with a leak, which a measurement of memory must find."""
    with _by_gunicorn("tests.load.leaking:make_app()", environment) as server:
        yield server


@contextmanager
def _by_gunicorn(app: str, environment: Mapping[str, str]) -> Iterator[Server]:
    command = [sys.executable, "-m", "gunicorn", app, "--workers", str(WORKERS)]
    command += ["--worker-class", "sync", "--log-level", "warning", "--no-control-socket"]
    with _running([*command, "--bind"], environment) as server:
        yield server


@contextmanager
def _running(command: list[str], environment: Mapping[str, str]) -> Iterator[Server]:
    port = _free_port()
    process = subprocess.Popen(
        [*command, f"127.0.0.1:{port}"], cwd=ROOT, env={**os.environ, **environment}
    )
    try:
        _wait_until_ready(process, port)
        yield Server(port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    give_up = monotonic() + START_SECONDS
    while monotonic() < give_up and process.poll() is None:
        try:
            if Browser(port).get("/readyz").status == 200:
                return
        except OSError:
            sleep(0.05)
    raise WentWrong("a server did not start")
