"""An installation of the product to measure: set up by its own command, filled by its services."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from flask import Flask

from bench.journey import DOOR, Link
from boernestemme import Settings, create_app
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.domain.roles import Role
from boernestemme.services import administering, inviting
from boernestemme.services.administering import NewAccount
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink
from boernestemme.web.tools import staff_links

MUNICIPALITY = "0265"
PASSWORD = "et opdigtet kodeord"
CASEWORKERS = tuple(f"raadgiver{number}@bench.example" for number in range(15))
LINKS_EACH = 200  # nobody has words for more than about 380
TIMED = 5  # of them, which makes 1,000 links
PAST_MEETINGS, JUST_OVER = 300, 170
ONE_DAY = timedelta(days=1)
AHEAD, BACK, MADE_BEFORE = timedelta(days=20), timedelta(days=30), timedelta(days=9)


@dataclass(frozen=True)
class Installation:
    """A filled installation.

    The first case worker has 500 meetings; ``links`` are hers first, and ``first_meeting`` is
    the one behind the first link. ``links_seconds`` is what the first 1,000 took to make;
    ``links_after`` are of meetings that ended yesterday.
    """

    environment: dict[str, str]
    app: Flask
    links: list[Link]
    first_meeting: str
    links_seconds: float
    links_after: list[Link]


def install(folder: Path, database: str) -> Installation:
    """Set up, and fill: fifteen case workers, 3,000 open links, 300 meetings that are over."""
    environment = set_up(folder, database)
    app = create_app(Settings.from_environment(environment))
    with app.app_context():
        now = datetime.now(UTC)
        _add_people(now)
        _invite(CASEWORKERS[0], now - BACK, now - BACK - MADE_BEFORE, PAST_MEETINGS)
        began = perf_counter()
        made = invite_ahead(CASEWORKERS[:TIMED], now)
        seconds = perf_counter() - began
        made += invite_ahead(CASEWORKERS[TIMED:], now)
        over = _invite(CASEWORKERS[-1], now - ONE_DAY, now - ONE_DAY - MADE_BEFORE, JUST_OVER)
    links, links_after = ([link_of(one) for one in some] for some in (made, over))
    return Installation(environment, app, links, made[0].meeting_id, seconds, links_after)


def link_of(one: MadeLink) -> Link:
    """What a phone needs of it."""
    return Link(f"{DOOR}/{one.token}", one.words.colour, one.words.thing)


def set_up(folder: Path, database: str) -> dict[str, str]:
    """Keys and schema of a new installation; the environment that runs it."""
    environment = {
        "BOERNESTEMME_INSTANCE": str(folder / "instance"),
        "BOERNESTEMME_DATABASE": database,
        "BOERNESTEMME_PLAIN_HTTP": "yes",
        "BOERNESTEMME_CHILD_URL": "http://127.0.0.1:8000",
        "BOERNESTEMME_SECOND_FACTOR": "optional",
    }
    command = [str(Path(sys.executable).parent / "boernestemme"), "setup"]
    address = environment["BOERNESTEMME_CHILD_URL"]
    subprocess.run(
        [*command, "--child-url", address],
        env={**os.environ, **environment},
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return environment


def _add_people(now: datetime) -> None:
    keys = staff_links().keys
    administering.add_municipality(MUNICIPALITY, "Roskilde", "12 34 56 78", keys, now)
    add_caseworkers(CASEWORKERS)


def add_caseworkers(emails: Sequence[str]) -> None:
    """Accounts of the municipality's case workers, each with the password."""
    for email in emails:
        new = NewAccount(email, Role.CASEWORKER, MUNICIPALITY, "Mette", PASSWORD)
        administering.add_account(new)


def invite_ahead(emails: Sequence[str], now: datetime) -> list[MadeLink]:
    """Links of each of them to meetings to come, 200 at once as one order."""
    return [link for email in emails for link in _invite(email, now + AHEAD, now, LINKS_EACH)]


def _invite(email: str, starts_at: datetime, now: datetime, count: int) -> list[MadeLink]:
    person = administering.person_of(email)
    order = LinkOrder(AgeGroup.OLDER, starts_at, Phone.CHILD)
    return inviting.invite(person, order, staff_links(), now, count)
