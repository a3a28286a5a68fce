"""A house in which every role meets a meeting, person and team of every relation to it."""

import re
import shutil
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import wraps
from itertools import product
from pathlib import Path
from sqlite3 import Connection, connect
from typing import Any

from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import make_url
from werkzeug.test import TestResponse

from boernestemme.storage import teams
from boernestemme.storage.db import db, transaction
from boernestemme.web import form_token
from boernestemme.web.tools import NAME
from tests.authorisation.table import Cell, Relation, Role, Told
from tests.factories import FORM_KEY, NOW, older_answers
from tests.visitors import House
from tests.world import World

VISITORS = {
    Role.NOBODY: "stranger",
    Role.CHILD: "inside",
    Role.CASEWORKER: "mette",
    Role.LEADER: "leder",
    Role.ADMINISTRATOR: "ada",
    Role.BOARD: "anna",
}
STAFF = (Role.CASEWORKER, Role.LEADER, Role.ADMINISTRATOR, Role.BOARD)
CLOSED = "UPDATE accounts SET disabled_on = '2027-03-08' WHERE first_name IN ('Jonas', 'Karim')"
WAITING = "UPDATE accounts SET confirmed_on = NULL WHERE first_name IN ('Nadia', 'Sofie')"
WHOSE = "UPDATE meetings SET caseworker_id = :whose, backup_id = :backup WHERE id = :id"
NO_SUCH = "f" * 32
MORE = {"<language>": "da", "<month_text>": "2027-02", "<rule>": "night"}
SEE_OTHER, FORBIDDEN, NOT_FOUND, SERVER_ERROR = 303, 403, 404, 500
# 308: what is no route may be another's but for the slash at its end, and is sent on to that.
CLOSED_TO = {404: Told.UNKNOWN, 405: Told.NO_METHOD, 308: Told.NO_METHOD}
OUT = "Du er logget ud"
Ids = dict[str, str]


class Place:
    """The house, and everything in it that an address may name, by role and relation."""

    def __init__(self, house: House) -> None:
        self.house, self.ids = house, dict[tuple[Role, Relation], Ids]()
        make_export_folder(house.app)
        with house.app.app_context():
            self._fill(World(house.app, lambda: NOW))
            self._data = Path(make_url(str(db.engine.url)).database or "")
            db.session.remove()
            db.engine.dispose()
        self._kept = Path(shutil.copy(self._data, self._data.with_suffix(".kept")))
        self.entered = ""
        note_entering(house.app, self)
        self._watch = self._watched()

    def _fill(self, world: World) -> None:
        jonas, nadia, sofie = (world.person(name).id for name in ("jonas", "nadia", "sofie"))
        with transaction():
            here, there = teams.add("0265", "Vest"), teams.add("0461", "Syd")
        near = {"<person_id>": nadia, "<team_id>": here}
        far = {"<person_id>": sofie, "<team_id>": there}
        team, other = self._meeting(world, "nadia"), self._meeting(world, "karim")
        self._give(team, nadia, jonas)
        for role in VISITORS:
            name = VISITORS[role] if role in STAFF else "mette"
            who = world.person(name).id
            own, backed_up = self._meeting(world, "mette"), self._meeting(world, "mette")
            self._give(own, who, nadia)
            self._give(backed_up, jonas, who)
            self.ids |= {
                (role, Relation.OWN): near | {"<meeting_id>": own},
                (role, Relation.BACKUP): near | {"<meeting_id>": backed_up},
                (role, Relation.TEAM): near | {"<meeting_id>": team},
                (role, Relation.OTHER): far | {"<meeting_id>": other},
            }
        with transaction() as current:
            current.execute(text(CLOSED))
            current.execute(text(WAITING))

    @staticmethod
    def _meeting(world: World, by: str) -> str:
        link = world.link(by)
        world.answer(link, older_answers())
        world.hold(link)  # so that there is something to look back on
        return link.meeting_id

    @staticmethod
    def _give(meeting_id: str, whose: str, backup: str) -> None:
        with transaction() as current:
            values = {"whose": whose, "backup": backup, "id": meeting_id}
            current.execute(text(WHOSE), values)

    def _watched(self) -> Connection:
        watch = connect(self._data)
        watch.execute("PRAGMA data_version").fetchone()
        return watch

    def _version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])

    def _begin_again(self) -> None:
        self._watch.close()
        with self.house.app.app_context():
            db.session.remove()
            db.engine.dispose()
        for ending in ("-wal", "-shm"):
            self._data.with_name(self._data.name + ending).unlink(missing_ok=True)
        shutil.copy(self._kept, self._data)
        self._watch = self._watched()

    def ask(self, cell: Cell) -> str:
        """What is told. A door that stays closed must not have changed anything."""
        before = self._version()
        answer = self.send(cell, self.ids[cell.role, cell.relation])
        told = self._told(cell, answer) or f"an odd {answer.status_code}"
        if self._version() == before:
            return told
        self._begin_again()
        return told if told is Told.OPEN else f"{told}, and something changed"

    def _told(self, cell: Cell, answer: TestResponse) -> Told | None:
        """None where an answer is of no kind that there should be."""
        status = answer.status_code
        if status >= SERVER_ERROR:
            return None
        if self.entered:
            return Told.UNKNOWN if status == NOT_FOUND and cell.names else Told.OPEN
        if status in CLOSED_TO:
            return CLOSED_TO[status]
        if (cell.endpoint or "").startswith("child."):
            return Told.NO_SESSION
        is_sent_on = status == SEE_OTHER and "/log-ind" in answer.headers["Location"]
        if is_sent_on or OUT in answer.text:
            return Told.SIGN_IN
        return Told.NOT_YOURS if status == FORBIDDEN else None

    def send(self, cell: Cell, ids: Ids) -> TestResponse:
        """Send the cell's request, the token of a form with it."""
        self.entered = ""
        visitor, values = VISITORS[cell.role], self.house.address | MORE | ids
        address = re.sub(r"<[^>]+>", lambda gap: values[gap[0]], cell.address)
        data = {}
        if cell.method == "POST":
            is_childs = (cell.endpoint or "").startswith("child.")
            _, cookie = self.house.cookies.get(visitor, ("", ""))
            knows_it = bool(cookie) and is_childs is (cell.role is Role.CHILD)
            data = {"csrf_token": form_token.issue(FORM_KEY, cookie if knows_it else address)}
        client = self.house.browser(visitor)
        return client.open(address, method=cell.method, data=data)

    def looks_like_none(self, cell: Cell) -> bool:
        """True when the answer is the one for something that does not exist."""
        ids = self.ids[cell.role, cell.relation]
        seen = [self.send(cell, one) for one in (ids, dict.fromkeys(ids, NO_SUCH))]
        pages = [_masked(one.text, ids) for one in seen]
        return pages[0] == pages[1] and seen[0].status_code == seen[1].status_code

    def close(self) -> None:
        """Nothing is watched any more."""
        self._watch.close()


def _masked(page: str, ids: Ids) -> str:
    page = re.sub(r'name="csrf_token" value="[^"]+"', "", page)
    for one in (*ids.values(), NO_SUCH):
        page = page.replace(one, "ID")
    return page


def make_export_folder(app: Flask) -> None:
    """The folder of Mette's municipality: without one, laying papers in it is no route at all."""
    tools = app.extensions[NAME]
    folder = tools.settings.instance / "export"
    (folder / "0265").mkdir(parents=True)
    app.extensions[NAME] = replace(tools, settings=replace(tools.settings, export_folder=folder))


def note_entering(app: Flask, place: Place) -> None:
    """Let every view say that somebody came in."""

    def noting(view: Any, endpoint: str) -> Any:
        @wraps(view)
        def noted(*given: Any, **named: Any) -> Any:
            place.entered = endpoint
            return view(*given, **named)

        return noted

    for endpoint, view in app.view_functions.items():
        app.view_functions[endpoint] = noting(view, endpoint)


def cells_of(app: Flask, methods: Sequence[str]) -> Iterator[Cell]:
    """Every address that the app answers, by every role, relation and method."""
    answered = {
        (rule.rule, method): rule.endpoint
        for rule in app.url_map.iter_rules()
        for method in rule.methods or ()
    }
    addresses = dict.fromkeys(address for address, _ in answered)
    for address, role, relation, method in product(addresses, Role, Relation, methods):
        yield Cell(address, answered.get((address, method)), role, relation, method)
