"""A real server for the browser: gunicorn as in production, a clock that runs, invented data.

``python -m tests.browser.server FOLDER PORT STARTED HIDE_ADDRESS`` serves one folder. The clock
starts at the tests' fixed day and runs from there, so that no test depends on today's date.
"""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask

from boernestemme import create_app
from boernestemme.cli.serve import serve
from boernestemme.domain.framing import Delivery, Outcome, WishReply
from boernestemme.services import framing
from boernestemme.services.making_links import MadeLink
from boernestemme.services.setting_up import bring_up_to_date, make_key_files
from boernestemme.settings import Settings
from boernestemme.storage import tries
from boernestemme.storage.db import db, transaction
from boernestemme.web.message import link_address
from tests.factories import NOW, older_answers, test_settings
from tests.giving import give_reply
from tests.world import World

HOME = Path(__file__).parents[2]
PATIENCE = 30
OF_PROCESSES = 120  # to start and to stop, on a machine that is busy


@dataclass(frozen=True)
class RunningClock:
    """The time that has passed since ``started``, counted from the tests' day."""

    started: float

    def __call__(self) -> datetime:
        """Now."""
        return NOW + (datetime.now(UTC) - datetime.fromtimestamp(self.started, UTC))


@dataclass(frozen=True)
class ChildLink:
    """A link to give to a browser: its address, its two words, and its meeting."""

    url: str
    words: tuple[str, str]
    meeting_id: str
    made: MadeLink


class Site:
    """A folder with an installation of its own, its world, and the server process on it."""

    def __init__(self, folder: Path, hide_address: str) -> None:
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.hide_address = hide_address
        self._folder, self._started = folder, time.time()
        settings = site_settings(folder, self.port, hide_address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)
        bring_up_to_date(settings.database)
        clock = RunningClock(self._started)
        self.app: Flask = create_app(settings, clock=clock)
        with self.app.app_context():
            self.world = World.begin(self.app, clock)
        self._process = self._serve()

    def _serve(self) -> "subprocess.Popen[bytes]":
        with (self._folder / "server.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.browser.server", str(self._folder), str(self.port),
                 str(self._started), self.hide_address],
                cwd=HOME, stderr=log, stdout=log, env=os.environ | {"PYTHONWARNINGS": "default"},
            )  # fmt: skip

    def wait(self) -> "Site":
        """Until the server answers."""
        wait_until_it_answers(f"{self.base}/healthz")
        return self

    def link(self, **changes: object) -> ChildLink:
        """A new link of Mette's. Never called while a page is being waited for."""
        with self.app.app_context():
            made = self.world.link(**changes)  # type: ignore[arg-type]  # changes are named by each test
            address = link_address(self.world.tools.settings, made.token)
        return ChildLink(address, (made.words.colour, made.words.thing), made.meeting_id, made)

    def answer(self, link: ChildLink) -> None:
        """A child's whole answer, given past the browser."""
        with self.app.app_context():
            self.world.answer(link.made, older_answers())

    def hold(self, link: ChildLink) -> None:
        """Let the meeting be over since an hour; no clock is moved."""
        with self.app.app_context():
            self.world.hold(link.made)

    def held_link(self, **changes: object) -> ChildLink:
        """A link whose meeting is over."""
        link = self.link(**changes)
        self.hold(link)
        return link

    def reply(self, link: ChildLink) -> None:
        """Mette says yes to every wish and sends it by the link."""
        keys, epoch = self.world.links.keys, self.world.links.epoch
        with self.app.app_context():
            setting = self.world.setting()
            read = framing.read(setting, link.meeting_id, keys.opener, epoch)
            replies = {wish.key: WishReply(Outcome.MET, None, "") for wish in read.wishes}
            version = read.framing.version
            framing.save_replies(setting, link.meeting_id, keys, version, replies)
            give_reply(setting, link.meeting_id, keys, epoch, Delivery.BY_LINK)

    def forget_tries(self) -> None:
        """Nobody has tried to sign in: many tests do, and the limit is ten in a quarter."""
        with self.app.app_context(), transaction():
            tries.forget_older(self.world.clock() + timedelta(days=1))

    @property
    def pid(self) -> int:
        """The server's process; those that answer are its children."""
        return self._process.pid

    def close(self) -> None:
        """Stop the server."""
        self._process.terminate()
        self._process.wait(OF_PROCESSES)
        with self.app.app_context():
            db.engine.dispose()


def site_settings(folder: Path, port: int, hide_address: str) -> Settings:
    """What the test process and the server both use; catalogues in the folder are offered."""
    catalogues = folder / "translations"
    return test_settings(
        folder,
        f"sqlite:///{folder / 'site.sqlite3'}",
        child_url=f"http://127.0.0.1:{port}",
        hide_address=hide_address,
        languages=tuple(path.name for path in catalogues.glob("*")),
        translations_folder=catalogues,
    )


def free_port() -> int:
    """A port nobody uses."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def wait_until_it_answers(address: str) -> None:
    """Poll an address. Raises TimeoutError."""
    end = time.monotonic() + OF_PROCESSES
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def main(folder: str, port: str, started: str, hide_address: str) -> None:
    """Serve, as ``boernestemme serve`` does."""
    settings = site_settings(Path(folder), int(port), hide_address)
    app = create_app(settings, clock=RunningClock(float(started)))
    serve(app, f"127.0.0.1:{port}", workers=2)


if __name__ == "__main__":
    main(*sys.argv[1:])
