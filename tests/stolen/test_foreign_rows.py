"""ACC-04: with all that the application asks switched off, the database keeps rows apart."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
import pytest
from sqlalchemy.engine import make_url

from boernestemme.storage import staff_sessions
from boernestemme.storage.db import transaction
from boernestemme.storage.granting import grant_in_database
from boernestemme.storage.row_rules import ROWS
from boernestemme.web import form_token
from tests.databases import EmptyDatabases
from tests.roled_house import RoledHouse, roled_house
from tests.stolen.foreign_rows import PERSON, TEAM, WORDS, Foreign, staff_routes, stocked
from tests.stolen.unguarded import switch_off_all_checks
from tests.web.scene import STAFF_COOKIE

# What many of the forms ask for; a route takes what it knows.
FIELDS = {
    "age": "10-17", "day": "2027-03-18", "time": "10:00", "phone": "child", "sure": "yes",
    "first_name": "Ny", "role": "caseworker", "name": "Andet", "number": "19 34 12", "why": "andet",
    "ground": "consent", "verdict": "fine", "q": "blå", "handed_over": "yes", "copied": "yes",
    "delivery": "link", "version": "1", "seen": "1", "text": "ord", "people": "",
}  # fmt: skip
FEWEST_READ, FEWEST_CHANGED = 5, 12


@pytest.fixture(scope="module")
def foreign(
    empty_databases: EmptyDatabases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Foreign]:
    """One house with a stocked municipality that is not Mette's."""
    with roled_house(empty_databases, tmp_path_factory.mktemp("foreign")) as house:
        yield stocked(house)


@contextmanager
def owner(house: RoledHouse) -> Iterator["psycopg.Connection[tuple[object, ...]]"]:
    """The owner's connection, which every row is open to."""
    url = make_url(house.database.address).set(drivername="postgresql")
    with psycopg.connect(url.render_as_string(hide_password=False), autocommit=True) as one:
        yield one


@dataclass
class Reached:
    """The routes that showed, and those that changed, something of the other municipality."""

    read: list[str]
    changed: list[str]


def walk(foreign: Foreign) -> Reached:
    """Mette goes through every route of the staff's sides with the other municipality's ids."""
    house, found = foreign.house, Reached([], [])
    app = house.processes["staff"].app
    with house.scene().acting() as world, transaction():
        cookie = staff_sessions.begin(world.person().id, house.clock())
        key = world.tools.settings.form_key
    client = app.test_client()
    client.set_cookie(STAFF_COOKIE, cookie)
    for endpoint, rule in staff_routes("GET"):
        text = client.get(foreign.url(rule)).get_data()
        if any(word.encode() in text for word in (WORDS, TEAM, PERSON)):
            found.read.append(endpoint)
    fields = FIELDS | {"csrf_token": form_token.issue(key, cookie)}
    fields |= dict.fromkeys(("receiver", "backup", "person"), foreign.address["person_id"])
    with owner(house) as database:
        before = foreign.rows(database)
        for endpoint, rule in staff_routes("POST"):
            client.set_cookie(STAFF_COOKIE, cookie)  # some of them take it away
            client.post(foreign.url(rule), data=fields)
            after = foreign.rows(database)
            if after != before:
                found.changed.append(endpoint)
            before = after
    return found


def test_no_route_of_the_staff_reaches_another_municipality(
    foreign: Foreign, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_off_all_checks(monkeypatch)
    assert walk(foreign) == Reached([], [])


def test_the_control_without_row_security_the_same_walk_reaches_it(
    foreign: Foreign, monkeypatch: pytest.MonkeyPatch
) -> None:
    switch_off_all_checks(monkeypatch)
    database = foreign.house.database
    database.run(*(f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY' for table in ROWS))
    try:
        found = walk(foreign)
    finally:
        grant_in_database(database.address, database.prefix)
    assert len(found.read) >= FEWEST_READ, found
    assert len(found.changed) >= FEWEST_CHANGED, found
