"""How many requests each door answers, how fast, and with what: for an operator, about nobody.

A request is counted under its door, its class of status, and nothing else. So a figure tells that
somebody used a door, never which page, which meeting, or which municipality.
"""

import os
import shutil
from ipaddress import ip_address
from tempfile import mkdtemp
from time import perf_counter
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from boernestemme.domain.errors import SettingsMissing

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# The library reads this when it is first imported: each process writes into a folder of its own.
os.environ.setdefault(FOLDER, mkdtemp(prefix="boernestemme-metrics-"))

from prometheus_client import (  # noqa: E402 - it reads the line above
    CollectorRegistry,
    Counter,
    Histogram,
    multiprocess,
    start_http_server,
)

# The blueprints by the door that an operator knows.
DOORS = {
    "child": "child", "caseworker": "staff", "leader": "staff", "administration": "staff",
    "board": "board", "numbers": "numbers",
}  # fmt: skip
OTHER = "house"
SLOWEST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
REQUESTS = Counter("boernestemme_requests", "Answered requests.", ("door", "status"))
SECONDS = Histogram(
    "boernestemme_request_seconds", "Time to answer, in seconds.", ("door",), buckets=SLOWEST
)


def count_requests(app: Flask) -> None:
    """Count what the app answers from here on."""

    @app.before_request
    def _begin() -> None:
        g.request_began = perf_counter()

    @app.after_request
    def _count(response: Response) -> Response:
        door = DOORS.get(request.blueprint or "", OTHER)
        REQUESTS.labels(door, f"{response.status_code // 100}xx").inc()
        if "request_began" in g:
            SECONDS.labels(door).observe(perf_counter() - g.request_began)
        return response


def checked_address(address: str) -> tuple[str, int]:
    """Host and port to show the figures at. Raises SettingsMissing unless on this machine."""
    parts = urlsplit(f"//{address}")
    try:
        is_here = ip_address(parts.hostname or "").is_loopback
        port = parts.port
    except ValueError:
        is_here, port = False, None
    if not is_here or not port:
        raise SettingsMissing(
            f"--metrics must be an address of this machine with a port, like 127.0.0.1:9464, "
            f"not {address!r}"
        )
    return parts.hostname or "", port


def show_metrics(host: str, port: int) -> None:
    """Answer there with the figures of all processes, in a thread of the calling one."""
    registry = CollectorRegistry()
    multiprocess.MultiProcessCollector(registry)
    start_http_server(port, host, registry)


def forget_process(pid: int) -> None:
    """A worker has ended; what it counted stays counted."""
    multiprocess.mark_process_dead(pid)


def forget_all() -> None:
    """The server has ended, and its figures with it."""
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)
