"""A municipality whose rows another one's case worker goes for, on PostgreSQL with its roles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from psycopg import Connection
from sqlalchemy import text

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.roles import Role
from boernestemme.services import administering, keeping_teams
from boernestemme.services.administering import NewAccount
from boernestemme.services.making_links import MadeLink
from boernestemme.services.offices import operators_office
from boernestemme.storage.db import session
from boernestemme.storage.row_rules import ROWS
from tests.factories import PASSWORD, older_answers
from tests.roled_house import RoledHouse
from tests.routes import ROUTES
from tests.services.steps import reply_to_all
from tests.web.walking import Child
from tests.world import World

OWN, FOREIGN = "0265", "0461"
WORDS = "Kanariefugl, som kun Karim læser"
TEAM, PERSON = "Kanarieteam", "Kanariella"
STAFF_SIDES = ("caseworker.", "leader.", "administration.")
GAPS = re.compile(r"<(?:int:)?(\w+)>")
Rows = set[tuple[str, ...]]


@dataclass(frozen=True)
class Foreign:
    """The other municipality: its rows' ids, and what its pages would say."""

    house: RoledHouse
    link: MadeLink
    ids: frozenset[str]
    address: dict[str, str]

    def rows(self, connection: Connection[tuple[object, ...]]) -> Rows:
        """Every row that belongs to it, as the owner sees them."""
        return {
            (table, *map(str, row))
            for table in sorted(ROWS)
            for row in connection.execute(f'SELECT * FROM "{table}"')  # type: ignore[call-overload]  # our own words
            if self.ids & set(map(str, row))
        }

    def url(self, rule: str) -> str:
        """A route's address with the foreign ids in it."""
        return GAPS.sub(lambda gap: self.address[gap[1]], rule)


def staff_routes(method: str) -> Iterator[tuple[str, str]]:
    """Endpoint and rule of every route of the staff's sides, signing out left aside."""
    for endpoint, (rule, methods, _) in ROUTES.items():
        is_staffs = endpoint.startswith(STAFF_SIDES) and endpoint != "caseworker.sign_out"
        if is_staffs and method in methods.split():
            yield endpoint, rule


def stocked(house: RoledHouse) -> Foreign:
    """Over there a child answers and is replied to, another is on its way; a team, a person."""
    scene = house.scene()
    link = scene.link(by="karim")
    app = house.processes["child"].app
    child = Child(app, link).come_in()
    child.walk(older_answers(topics_text=WORDS), AgeGroup.OLDER)
    child.send("yes")
    Child(app, scene.link(by="karim")).come_in().fill(5, {"place": "skole"})
    with scene.acting() as world:
        team = keeping_teams.add(operators_office(FOREIGN, house.clock()), TEAM)
        person = administering.add_account(
            NewAccount("k@test.example", Role.CASEWORKER, FOREIGN, PERSON, PASSWORD), house.clock()
        )
        reply_to_all(world, link, by="karim", words="det gør vi")
        ids = _ids(world)
    address = {
        "meeting_id": link.meeting_id, "person_id": person, "team_id": team, "token": "x",
        "section": "vagt", "month_text": "2027-02", "rule": "many", "number": "1",
        "municipality": FOREIGN,
    }  # fmt: skip
    return Foreign(house, link, ids, address)


def _ids(world: World) -> frozenset[str]:
    assert world.person()
    found = {FOREIGN}
    for table in ("accounts", "meetings", "invitations", "teams"):
        query = text(f"SELECT id FROM {table} WHERE municipality = :code")
        found |= set(session().scalars(query, {"code": FOREIGN}))
    return frozenset(found)
