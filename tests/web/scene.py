"""The stage of a web test: makes links through the services, and reads rows behind the pages."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Flask
from sqlalchemy import text

from boernestemme.domain.framing import Delivery, Outcome, Reason, WishReply
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers, Value
from boernestemme.services import changing_links, framing
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import staff_sessions
from boernestemme.storage.db import db, transaction
from tests.clock import Clock
from tests.factories import older_answers, younger_answers
from tests.giving import give_reply
from tests.page_client import PageClient
from tests.world import World

ANSWERS: dict[AgeGroup, Callable[..., Answers]] = {
    AgeGroup.OLDER: older_answers,
    AgeGroup.YOUNGER: younger_answers,
}
STAFF_COOKIE = "raadgiver"


@dataclass(frozen=True)
class Scene:
    """One installation. Each act has an application context of its own, as each request has."""

    app: Flask
    clock: Clock

    @contextmanager
    def acting(self) -> Iterator[World]:
        """The world inside a context that ends with the block."""
        with self.app.app_context():
            yield World(self.app, self.clock)

    def link(self, by: str = "mette", **changes: Any) -> MadeLink:
        """A new link; Jonas is Mette's backup reader."""
        with self.acting() as world:
            return world.link(by, **changes)

    def answered(self, by: str = "mette", said: Answers | None = None, **changes: Any) -> MadeLink:
        """A link whose child has answered."""
        with self.acting() as world:
            link = world.link(by, **changes)
            usual = ANSWERS[changes.get("age_group", AgeGroup.OLDER)]
            world.answer(link, usual() if said is None else said)
            return link

    def answer_after(
        self,
        link: MadeLink,
        taps: Mapping[str, str] | None = None,
        words: Mapping[str, Value] | None = None,
    ) -> None:
        """The child says how the meeting was; the clock must stand after it."""
        with self.acting() as world:
            world.answer_after(link, taps or {"attended": "yes", "heard": "yes"}, words)

    def change(self, what: Callable[..., object], link: MadeLink, *more: object) -> None:
        """Mette does something to a link: revoke, move, cancel."""
        with self.acting() as world:
            what(world.setting(), link.meeting_id, *more)

    def move(self, link: MadeLink, starts_at: datetime) -> None:
        """Mette gives a meeting a new time."""
        with self.acting() as world:
            changing_links.move(world.setting(), link.meeting_id, starts_at, world.links)

    def make_anew(self, link: MadeLink) -> MadeLink:
        """Mette makes a new link in place of the old one."""
        with self.acting() as world:
            return changing_links.make_anew(world.setting(), link.meeting_id, world.links)

    def read(self, link: MadeLink, name: str = "mette") -> ReadMeeting:
        """What a case worker reads of a meeting."""
        with self.acting() as world:
            keys = world.links
            return framing.read(world.setting(name), link.meeting_id, keys.keys.opener, keys.epoch)

    def reply(self, link: MadeLink, words: str, how: Delivery = Delivery.BY_LINK) -> None:
        """Mette answers every wish with a no and a reason, and gives the reply."""
        with self.acting() as world:
            keys, setting = world.links.keys, world.setting()
            read = framing.read(setting, link.meeting_id, keys.opener, world.links.epoch)
            no = WishReply(Outcome.NOT_MET, Reason.WE_TALK, words)
            replies = {wish.key: no for wish in read.wishes}
            framing.save_replies(setting, link.meeting_id, keys, read.framing.version, replies)
            give_reply(setting, link.meeting_id, keys, world.links.epoch, how)

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        """What a query finds behind the pages."""
        with self.acting():
            return [tuple(row) for row in db.session.execute(text(query), values)]

    def run(self, statement: str, **values: object) -> None:
        """Change the database behind the pages' back."""
        with self.acting(), transaction() as session:
            session.execute(text(statement), values)

    def count(self, table: str) -> int:
        """How many rows a table has."""
        [[number]] = self.rows(f"SELECT count(*) FROM {table}")
        return int(number)

    def everything_stored(self) -> str:
        """All rows of all tables as text, to see whether a request changed anything."""
        with self.acting():
            tables = sorted(db.metadata.tables)
            found = {name: db.session.execute(text(f"SELECT * FROM {name}")) for name in tables}
            return json.dumps(
                {name: [list(map(str, row)) for row in found[name]] for name in found}
            )

    def staff(self, name: str = "mette") -> PageClient:
        """Somebody's signed-in browser, its list open."""
        with self.acting() as world, transaction():
            cookie = staff_sessions.begin(world.person(name).id, self.clock())
        client = PageClient(self.app)
        client.client.set_cookie(STAFF_COOKIE, cookie)
        client.get("/raadgiver/")
        return client
