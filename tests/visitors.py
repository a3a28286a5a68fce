"""A house with a visitor of every kind, to fetch its pages and compare its whole database."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import cycle
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient

from boernestemme import create_app
from boernestemme.domain.framing import Delivery, Outcome, WishReply
from boernestemme.services import entering, framing
from boernestemme.services.setting_up import make_key_files
from boernestemme.storage import teams
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import db, transaction
from tests.databases import EmptyDatabases
from tests.factories import NOW, older_answers, test_settings
from tests.giving import give_reply
from tests.knocking import signed_in
from tests.release_factory import NEW, add_board, publish, release
from tests.web.staff_of import add_administrator
from tests.world import World

STEP = timedelta(seconds=20)
METHODS = ("GET", "HEAD")
# An odd number of them, so that each comes with both methods.
HEADERS: tuple[dict[str, str], ...] = ({}, {"Sec-Fetch-Site": "none"}, {"Purpose": "prefetch"})
SEEN = ("staff_sessions", "last_seen")
LAST_SEEN = ".".join(SEEN)
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*'"
Snapshot = dict[str, list[tuple[object, ...]]]


class House:
    """An app with a meeting, two links, and a browser of every kind of visitor."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.now = NOW
        self.cookies: dict[str, tuple[str, str]] = {}
        self.address: dict[str, str] = {}

    def fill(self) -> None:
        """A child before the words, one on its way, one with a reply; staff of every side."""
        world = World.begin(self.app, lambda: self.now)
        open_link, answered = world.link(), world.link()
        early = entering.start(world.tools.signer, open_link.token, None, NOW)
        inside, sent = world.come_in(open_link), world.answer(answered, older_answers())
        world.save_all(inside, older_answers())
        self._reply(world, answered.meeting_id)
        children = {"early": early, "inside": inside, "sent": sent, **self._after(world)}
        for name, browser in children.items():
            self.cookies[name] = ("besked", browser.cookie)
        add_board()
        publish(release(), world)
        add_administrator()
        for name in ("mette", "leder", "ada", "anna"):
            email = f"{name}@test.example"
            self.cookies[name] = ("raadgiver", signed_in(email))
        style = self.app.extensions["styles"]["child"].address.rpartition("/")[2]
        self.address = {
            "<token>": open_link.token, "<meeting_id>": answered.meeting_id, "<name>": style,
            "<person_id>": world.person().id, "<section>": "vagt", "<team_id>": self._team(),
            "<int:number>": "3", "<period>": str(NEW), "<age_group>": "6-9",
            "<municipality>": "0461",
        }  # fmt: skip

    @staticmethod
    def _team() -> str:
        with transaction():
            return teams.add("0265", "Øst")

    @staticmethod
    def _after(world: World) -> dict[str, BrowserSecret]:
        """A child that is tapping after its meeting, and one that has sent."""
        links = world.link(), world.link()
        for link in links:
            world.hold(link)
        tapping = world.come_in(links[0])
        world.tap_all(tapping, {"attended": "yes", "heard": "no"})
        return {"tapping": tapping, "tapped": world.answer_after(links[1], {"heard": "yes"})}

    @staticmethod
    def _reply(world: World, meeting_id: str) -> None:
        keys, epoch = world.links.keys, world.links.epoch
        read = framing.read(world.setting(), meeting_id, keys.opener, epoch)
        replies = {wish.key: WishReply(Outcome.MET) for wish in read.wishes}
        framing.save_replies(world.setting(), meeting_id, keys, read.framing.version, replies)
        give_reply(world.setting(), meeting_id, keys, epoch, Delivery.BY_LINK)

    def browser(self, visitor: str) -> FlaskClient:
        """A visitor's browser with its cookie."""
        client = self.app.test_client()
        if visitor in self.cookies:
            client.set_cookie(*self.cookies[visitor])
        return client

    def url(self, endpoint: str) -> str:
        """The address of a route, with real values in it."""
        rule = next(self.app.url_map.iter_rules(endpoint)).rule
        for gap, value in self.address.items():
            rule = rule.replace(gap, value)
        return rule

    def fetch(self, endpoint: str, visitor: str, times: int) -> set[int]:
        """Fetch by GET and HEAD in turn, while time passes; the statuses that came."""
        client, methods, headers = self.browser(visitor), cycle(METHODS), cycle(HEADERS)
        statuses = set()
        for _ in range(times):
            self.now += STEP
            answer = client.open(self.url(endpoint), method=next(methods), headers=next(headers))
            statuses.add(answer.status_code)
        return statuses

    def snapshot(self) -> Snapshot:
        """Every row of every table; when staff were last seen stands apart."""
        with self.app.app_context(), db.engine.connect() as connection:
            cursor = connection.connection.cursor()
            cursor.execute(TABLES)
            found: Snapshot = {}
            for (table,) in cursor.fetchall():
                cursor.execute(f'SELECT * FROM "{table}"')
                rows = [tuple(row) for row in cursor.fetchall()]
                if table == SEEN[0]:
                    apart = [column[0] for column in cursor.description or ()].index(SEEN[1])
                    found[LAST_SEEN] = sorted(((row[apart],) for row in rows), key=repr)
                    rows = [row[:apart] + row[apart + 1 :] for row in rows]
                found[table] = sorted(rows, key=repr)
            return found

    def changed_by(self, endpoint: str, visitor: str, times: int) -> set[str]:
        """The tables that are not the same after fetching."""
        [(_, changed)] = self.changed_by_each(endpoint, [visitor], times)
        return changed

    def changed_by_each(
        self, endpoint: str, visitors: Sequence[str], times: int
    ) -> Iterator[tuple[str, set[str]]]:
        """One visitor after the other, with the tables that are not the same after fetching."""
        before = self.snapshot()
        for visitor in visitors:
            self.fetch(endpoint, visitor, times)
            after = self.snapshot()
            names = before.keys() | after.keys()
            yield visitor, {name for name in names if before[name] != after[name]}
            before = after


def make_house(folder: Path, databases: EmptyDatabases) -> Iterator[House]:
    """A filled house on an SQLite database of its own."""
    with databases.fresh("sqlite", folder) as address:
        settings = test_settings(folder, address)
        make_key_files(settings.wrapping_key_file, settings.epoch_file)

        def clock() -> datetime:
            return house.now

        house = House(create_app(settings, clock=clock))
        with house.app.app_context():
            house.fill()
            db.session.remove()
        yield house
        with house.app.app_context():
            db.engine.dispose()
