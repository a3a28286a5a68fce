"""A house on either kind of database, its real server, and children who are ready to send."""

import http.client
import json
import time
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import func, select

from boernestemme import create_app
from boernestemme.domain.draft import Draft
from boernestemme.domain.marks import BoxKind
from boernestemme.domain.ports import Place
from boernestemme.services.storing_drafts import store
from boernestemme.settings import Settings
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import db, session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.mixer_box import MixerBoxRow
from boernestemme.storage.submissions import SubmissionRow
from boernestemme.web import cookies, form_token
from tests.begun_worlds import BegunWorlds
from tests.browser.server import free_port, wait_until_it_answers
from tests.crash.server import LOG, WORKERS, HouseClock, house_clock, run
from tests.factories import FORM_KEY
from tests.races.processes import CONTEXT
from tests.world import World

PATIENCE_SECONDS = 30
CASEWORKERS = ("mette", "jonas", "nadia", "sofie", "karim")
CHECK, LAST, THANKS = "/svar/tjek", "/svar/send", "/svar/tak"
TAPS = {"attended": "yes", "heard": "no"}
BROKEN = (0, "", "")
Said = tuple[int, str, str]  # status, where it leads, page; nothing of them when the line broke


@dataclass(frozen=True)
class Child:
    """A phone with everything typed, one tap away from sending it."""

    invitation_id: str
    browser: BrowserSecret
    text: str
    is_after: bool = False

    @property
    def page(self) -> str:
        """The page that sends."""
        return LAST if self.is_after else CHECK

    def fields(self, more: Mapping[str, str]) -> str:
        """A form of this browser's own."""
        return urlencode({"csrf_token": form_token.issue(FORM_KEY, self.browser.cookie), **more})


@dataclass
class House:
    """One installation and its server, whose processes a test may kill."""

    app: Flask
    clock: HouseClock
    settings: Settings
    port: int
    pid: int

    @property
    def base(self) -> str:
        """Where the server answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log(self) -> Path:
        """What the server writes."""
        return self.settings.instance / LOG

    def workers(self) -> list[int]:
        """The processes that answer now."""
        return children_of(self.pid)

    def children(self, numbers: Sequence[int], *, after: bool = False) -> list[Child]:
        """So many who are ready to send, each with words of its own.

        Everybody of the case workers in turn has them: nobody has words for more than about 380.
        """
        with self.app.app_context():
            world = World(self.app, self.clock)
            made = [self._child(world, number, after=after) for number in numbers]
            session().rollback()
        return made

    def _child(self, world: World, number: int, *, after: bool) -> Child:
        link = world.link(CASEWORKERS[number % len(CASEWORKERS)])
        if after:
            world.hold(link)
        browser = world.come_in(link)
        text = f"ord nummer {number} {'æ' * 40}"
        draft = Draft({**TAPS} if after else {"topics_text": text, "person-far": "no"})
        store(world.visit(browser), draft, world.clock())
        return Child(link.invitation_id, browser, text, after)

    def send(self, child: Child, more: Mapping[str, str] | None = None) -> Said:
        """One try to send."""
        words = {"more_text": child.text} if child.is_after else {}
        return self.post(child, child.page, words if more is None else more)

    def post(self, child: Child, page: str, fields: Mapping[str, str]) -> Said:
        """Send a form over the wire."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{cookies.CHILDS}={child.browser.cookie}",
            "Sec-Fetch-Site": "same-origin",
        }
        try:
            line.request("POST", page, child.fields(fields), headers)
            answer = line.getresponse()
            body = answer.read().decode("utf-8", "replace")
            return answer.status, answer.getheader("Location", ""), body
        except (OSError, http.client.HTTPException):
            return BROKEN
        finally:
            line.close()

    def stored(self, only: Collection[str] | None = None) -> dict[str, list[str]]:
        """What lies sealed under each link, opened; the words before or after a meeting."""
        found: dict[str, list[str]] = {}
        query = select(SubmissionRow)
        if only is not None:
            query = query.where(SubmissionRow.invitation_id.in_(only))
        with self.app.app_context():
            opener = World(self.app, self.clock).links.keys.opener
            for row in session().scalars(query):
                place = Place(row.municipality, row.id)
                opened = opener.open(place, row.key_id, row.wrapped_key, row.envelopes)
                said = json.loads(opened["open_texts"]) | json.loads(opened["guarded_texts"])
                words = said.get("topics_text") or said.get("more_text") or ""
                found.setdefault(row.invitation_id, []).append(words)
        return found

    def spent(self) -> tuple[set[str], set[str]]:
        """The links spent before, and after, their meeting."""
        with self.app.app_context():
            rows = session().execute(
                select(InvitationRow.id, InvitationRow.answered_on, InvitationRow.after_by)
            )
            all_rows = rows.all()
        before = {one for one, answered_on, _ in all_rows if answered_on is not None}
        return before, {one for one, _, by in all_rows if by is not None}

    def in_the_box(self, kind: BoxKind) -> int:
        """How many items of a kind wait for the mixer."""
        query = select(func.count()).select_from(MixerBoxRow).where(MixerBoxRow.kind == kind)
        with self.app.app_context():
            return int(session().execute(query).scalar_one())


def children_of(pid: int) -> list[int]:
    """The processes that a process began."""
    try:
        listed = Path(f"/proc/{pid}/task/{pid}/children").read_text()
    except FileNotFoundError:
        return []
    return [int(one) for one in listed.split()]


def _wait_until_all_work(house: House) -> None:
    """The first worker answers before the last is forked off."""
    end = time.monotonic() + PATIENCE_SECONDS
    while len(house.workers()) < WORKERS:
        assert time.monotonic() < end, f"only {house.workers()} work"
        time.sleep(0.01)


def is_thanked(said: Said) -> bool:
    """True when the child was told that it was received."""
    return said[:2] == (303, THANKS)


@contextmanager
def house(
    worlds: BegunWorlds, kind: str, folder: Path, variant: str = "product"
) -> Iterator[House]:
    """A house with a world in it whose server runs; a clock that runs too."""
    folder.mkdir(exist_ok=True)
    with worlds.settings(kind, folder) as settings:
        started, port = time.time(), free_port()
        clock = house_clock(settings, started)
        process = CONTEXT.Process(target=run, args=(settings, port, started, variant))
        process.start()
        app = create_app(settings, clock=clock)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/healthz")
            made = House(app, clock, settings, port, process.pid or 0)
            _wait_until_all_work(made)
            yield made
        finally:
            process.terminate()
            process.join(PATIENCE_SECONDS)
            process.kill()
            with app.app_context():
                db.session.remove()
                db.engine.dispose()
