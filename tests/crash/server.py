"""The real server for the crash programmes, or one that is hasty on purpose.

It is the product's own ``serve`` in a process that was forked off once everything was read, so that
many servers begin in a short while. The hasty variants are the controls: they must be found.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from boernestemme import create_app
from boernestemme.cli.serve import serve
from boernestemme.settings import Settings
from boernestemme.storage import db as database
from tests.browser.server import RunningClock

WORKERS, LOG = 2, "server.log"
THANKS = (
    b"HTTP/1.1 303 See Other\r\nLocation: /svar/tak\r\nContent-Length: 0\r\n"
    b"Connection: close\r\n\r\n"
)
SLOW_DISK_SECONDS = 0.05
SHORT_PATIENCE_MS = 300
SENDING = {"child.send", "child.send_after"}


def thank_first(_app: Flask) -> None:
    """Thanks a moment before the commit, on a disk that takes its time."""

    @event.listens_for(Session, "before_commit")
    def _(_session: Session) -> None:
        if request and request.endpoint in SENDING:
            request.environ["gunicorn.socket"].sendall(THANKS)
            time.sleep(SLOW_DISK_SECONDS)


def trust_memory(app: Flask) -> None:
    """Commits without waiting for the disk, and starts all the same."""

    @event.listens_for(Engine, "connect")
    def _(connection: Any, _: object) -> None:
        sqlite = connection.__class__.__module__ == "sqlite3"
        cursor = connection.cursor()
        cursor.execute("PRAGMA synchronous=OFF" if sqlite else "SET synchronous_commit = off")
        connection.commit()

    app.extensions["readiness"] = lambda: None


def be_content(app: Flask) -> None:
    """Thanks whatever went wrong."""

    def thank(_: Exception) -> tuple[str, int, dict[str, str]]:
        return "", 303, {"Location": "/svar/tak"}

    app.error_handler_spec["child"][None][Exception] = thank


def as_it_is(_app: Flask) -> None:
    """The product."""


VARIANTS: dict[str, Callable[[Flask], None]] = {
    "product": as_it_is,
    "thanks first": thank_first,
    "trusts memory": trust_memory,
    "is content": be_content,
}


@dataclass(frozen=True)
class HouseClock:
    """A clock that runs, and that somebody steps by what stands in a file."""

    started: float
    file: Path

    def __call__(self) -> datetime:
        """Now, as this machine has it."""
        return RunningClock(self.started)() + timedelta(seconds=float(self.file.read_text()))


def house_clock(settings: Settings, started: float) -> HouseClock:
    """The clock of all processes of a house."""
    file = settings.instance / "step"
    if not file.exists():
        file.write_text("0")
    return HouseClock(started, file)


def run(settings: Settings, port: int, started: float, variant: str) -> None:
    """Serve the child's door alone, as production does.

    Writers are less patient than usual, so that many troubles take a short while.
    """
    log = os.open(settings.instance / LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for descriptor in (1, 2):
        os.dup2(log, descriptor)
    database.BUSY_TIMEOUT_MS = SHORT_PATIENCE_MS
    app = create_app(settings, ("child",), house_clock(settings, started))
    # Templates that another server of this run has compiled.
    app.jinja_env.bytecode_cache = FileSystemBytecodeCache(str(settings.instance.parent))
    VARIANTS[variant](app)
    serve(app, f"127.0.0.1:{port}", workers=WORKERS)
