"""A world with an administrator in it, lasting over a test file: who acts, and what was noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services import confirming, keeping_people
from boernestemme.services.access import Setting
from boernestemme.services.keeping_people import Details
from boernestemme.services.offices import Office, office_of, operators_office
from boernestemme.storage import accounts
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.ids import new_id
from tests.databases import EmptyDatabases
from tests.factories import NOW
from tests.services.conftest import LastingWorlds
from tests.web.staff_of import add_administrator
from tests.world import World

NO_DIGITS = str.maketrans("0123456789", "ghijklmnop")  # ten of them would look like a CPR number


@contextmanager
def town_hall(databases: EmptyDatabases, folder: Path) -> Iterator[World]:
    """The world on SQLite, for tests whose queries are the same on both databases."""
    worlds = LastingWorlds("sqlite", databases, folder)
    world = worlds.world()
    with world.app.app_context():
        add_administrator()
        yield world
        db.session.remove()
    worlds.close()


def adas(world: World) -> Office:
    """The administrator's office."""
    return office_of(world.setting("ada"))


def operators() -> Office:
    """The operator at work on the same municipality."""
    return operators_office("0265", NOW)


def newcomer(world: World, role: Role = Role.CASEWORKER, **more: str | None) -> str:
    """A new account that the administrator has made, and nobody has said yes to; its id."""
    email = f"{new_id().translate(NO_DIGITS)}@test.example"
    return keeping_people.add(adas(world), email, Details("Ny", role, **more))


def somebody(world: World, role: Role = Role.CASEWORKER, **more: str | None) -> str:
    """A new account in the administrator's municipality that counts as confirmed; its id."""
    account_id = newcomer(world, role, **more)
    with transaction():
        accounts.confirm(account_id, danish_day(NOW))
    return account_id


def says_yes(setting: Setting, account_id: str) -> None:
    """A leader's yes to whoever chose the password that stands."""
    row = accounts.by_id(account_id)
    assert row is not None
    confirming.say_yes(setting, account_id, confirming.password_mark(row))


def lines() -> list[tuple[str, str, str, str]]:
    """Every line of every log: municipality, actor, action, subject."""
    query = "SELECT municipality, actor, action, subject FROM access_log ORDER BY at, number"
    return [tuple(row) for row in session().execute(text(query))]


def email_of(account_id: str) -> str:
    """What somebody signs in with."""
    row = accounts.by_id(account_id)
    assert row is not None
    return row.email
