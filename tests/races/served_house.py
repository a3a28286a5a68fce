"""A house that is served as in production, and whose server is started anew without a pause.

Its own command, two processes, a settings file, the clock everybody has. The new server is there
before the old one goes; who was talking to the old one asks once more, as a phone does.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from flask import Flask
from sqlalchemy.engine import make_url

from boernestemme import Settings, create_app
from boernestemme.cli.setup import write_settings
from boernestemme.domain.draft import Draft, to_bytes
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.roles import Role
from boernestemme.services import administering, inviting, key_rotation
from boernestemme.services.administering import NewAccount
from boernestemme.services.entering import draft_purpose
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.key_rotation import KeyFiles
from boernestemme.services.making_links import MadeLink
from boernestemme.services.setting_up import make_key_files
from boernestemme.settings import FILE_NAME
from boernestemme.storage import drafts, tries
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import db, transaction
from boernestemme.storage.link_keys_file import KEYS
from tests.browser.server import HOME, free_port, wait_until_it_answers
from tests.databases import EmptyDatabases
from tests.factories import PASSWORD
from tests.fuzz.guessers import let_expire
from tests.world import World

CODE = "0265"
WORKERS = ("mette", "jonas", "nadia")
SECONDS_TO_STOP = 120  # on a machine that is busy
SOON, A_MINUTE = timedelta(days=9), timedelta(minutes=1)


def now() -> datetime:
    """The clock everybody has."""
    return datetime.now(UTC)


class ServedHouse:
    """A folder with keys and settings, a database, case workers, and the server on them.

    ``world`` is the installation as a process sees it that was started with the server.
    """

    def __init__(self, folder: Path, database: str) -> None:
        self.port = 0
        self.log = folder / "server.log"
        self._environment = {
            "BOERNESTEMME_INSTANCE": str(folder),
            "BOERNESTEMME_DATABASE": database,
        }
        write_settings(folder / FILE_NAME, "http://127.0.0.1", plain_http=True, is_demo=True)
        make_key_files(folder / "wrapping.key", folder / "epoch")
        self._apps: list[Flask] = []
        self._read_keys()
        with self.inside():
            administering.add_municipality(
                CODE, "Roskilde", "12345678", self.world.links.keys, now()
            )
            for name in WORKERS:
                email = f"{name}@test.example"
                administering.add_account(NewAccount(email, Role.CASEWORKER, CODE, name, PASSWORD))
        self._process = self._serve()

    @property
    def kind(self) -> str:
        """Which kind of database it is on."""
        return make_url(self._environment["BOERNESTEMME_DATABASE"]).get_backend_name()

    @property
    def files(self) -> KeyFiles:
        """Where its keys lie."""
        settings = self.world.tools.settings
        return KeyFiles(
            settings.instance / FILE_NAME, settings.wrapping_key_file, settings.link_keys
        )

    def _read_keys(self) -> None:
        app = create_app(Settings.from_environment(self._environment))
        self._apps.append(app)
        self.world = World(app, now)
        for old in self._apps[:-2]:  # the last but one may still be in somebody's hands
            _forget(old)
        del self._apps[:-2]

    def _serve(self) -> "subprocess.Popen[bytes]":
        port = free_port()
        command = [str(Path(sys.executable).parent / "boernestemme"), "serve", "--workers", "2"]
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*command, "--bind", f"127.0.0.1:{port}"],
                cwd=HOME, stdout=log, stderr=log, env=os.environ | self._environment,
            )  # fmt: skip
        wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
        self.port = port
        return process

    def start_anew(self) -> None:
        """Every process reads its keys again; the old server answers what it has begun."""
        self._read_keys()
        old, self._process = self._process, self._serve()
        _stop(old)

    def begin_rotating(self) -> None:
        """The first step of a rotation, and all processes anew."""
        key_rotation.begin(self.files)
        self.start_anew()

    def finish_rotating(self) -> None:
        """The second step, and all processes anew."""
        with self.inside():
            key_rotation.finish(self.files, now())
        self.start_anew()

    def keep_newest_link_key(self) -> None:
        """As thirteen months after a rotation: older link keys are taken out, by hand."""
        file, newest = self.files.settings, self.world.tools.settings.link_keys[-1]
        file.write_text(KEYS.sub(f'link_keys = ["{newest}"]', file.read_text()))
        self.start_anew()

    def links(self, many: int, by: str, starts_at: datetime | None = None) -> list[MadeLink]:
        """New links; of a meeting in nine days unless another moment is named."""
        order = LinkOrder(AgeGroup.OLDER, starts_at or now() + SOON, Phone.CHILD)
        with self.inside() as world:
            return inviting.invite(world.person(by), order, world.links, now(), many)

    def come_in(self, link: MadeLink, answers: Answers) -> BrowserSecret:
        """A browser that is in by the words and has answered every page, unsent. Inside only."""
        browser = self.world.come_in(link)
        sealed = browser.seal(to_bytes(Draft(answers)), draft_purpose(link.invitation_id))
        with transaction():
            drafts.save(browser.hash, link.invitation_id, sealed, now())
        return browser

    @contextmanager
    def inside(self) -> Iterator[World]:
        """Act in the house, in any thread."""
        world = self.world
        with world.app.app_context():
            yield world
            db.session.remove()

    def let_expire(self) -> None:
        """A case worker has so many pairs of words at once and no more."""
        with self.inside():
            let_expire(now())

    def forget_tries(self) -> None:
        """Nobody has tried to sign in: each round does, and the limit is ten in a quarter."""
        with self.inside(), transaction():
            tries.forget_older(now() + timedelta(days=1))

    def close(self) -> None:
        """Stop the server."""
        _stop(self._process)
        for app in self._apps:
            _forget(app)


def _forget(app: Flask) -> None:
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    process.wait(SECONDS_TO_STOP)


@contextmanager
def served_house(kind: str, folder: Path, databases: EmptyDatabases) -> Iterator[ServedHouse]:
    """A house of one's own on this kind of database."""
    with databases.fresh(kind, folder) as address:
        house = ServedHouse(folder, address)
        try:
            yield house
        finally:
            house.close()
