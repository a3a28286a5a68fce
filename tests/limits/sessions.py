"""Sessions of staff that are over, planted or stolen: does anything of them still open a page?"""

import base64
import random
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Protocol

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.services import administering, keeping_people, second_factors
from boernestemme.services.keeping_people import Details
from boernestemme.services.offices import operators_office
from boernestemme.storage import accounts, sign_in_steps, staff_sessions
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.passwords import hash_password
from boernestemme.storage.sign_in_steps import Kind
from tests.limits.browsers import Browser, Send, in_process
from tests.world import World

HOME, SIGN_IN, SIGN_OUT = "/raadgiver/", "/raadgiver/log-ind", "/raadgiver/log-ud"
COOKIE, OTHER_NAMES = "raadgiver", ("besked", "__Host-raadgiver", "session", "Raadgiver")
CODE, PASSWORD, CHEAP_KIB = "0265", "et langt kodeord til sessioner", 64


class Side(Protocol):
    """Where staff sign in, ours or a careless one."""

    @property
    def send(self) -> Send:
        """How its pages are asked for."""

    def somebody(self) -> str:
        """The e-mail of somebody new."""

    def close(self, email: str) -> None:
        """Close an account."""


class OwnSide:
    """Ours: each who comes has an account of their own."""

    def __init__(self, world: World) -> None:
        self.world, self.send = world, in_process(world.app.wsgi_app)
        self._hashed = hash_password(PASSWORD, CHEAP_KIB)

    def somebody(self) -> str:
        """The e-mail of a new case worker."""
        email, today = f"{new_id()}@test.example", danish_day(self.world.clock())
        with transaction():
            accounts.add(email, Role.CASEWORKER, CODE, "Siri", self._hashed, today)
        return email

    def close(self, email: str) -> None:
        """Close an account."""
        administering.disable_account(email, None, self.world.clock())

    def change_role(self, email: str) -> None:
        """Give somebody other rights."""
        office = operators_office(CODE, self.world.clock())
        account = administering.account_of(email)
        keeping_people.change(office, account.id, Details("Siri", Role.LEADER))

    def reset_factor(self, email: str) -> None:
        """Let somebody set up their second factor anew."""
        second_factors.reset(email, None, self.world.clock())

    def half_way(self, email: str) -> str:
        """The id of a sign-in that lacks its code."""
        with transaction():
            account = administering.account_of(email)
            return sign_in_steps.begin_for(Kind.CODE, account.id, CODE, self.world.clock())


def sign_in(side: Side, email: str, cookies: Mapping[str, str] | None = None) -> Browser:
    """A browser that had these cookies, signed in."""
    browser = Browser(side.send, cookies=dict(cookies or {}))
    if browser.get(SIGN_IN).status == 303:  # in as somebody else, whose pages have the token
        browser.get(HOME)
    assert browser.post(SIGN_IN, email=email, password=PASSWORD).status == 303
    assert is_in(side, browser.cookies), "the control: an id that stands opens pages"
    return browser


def is_in(side: Side, cookies: Mapping[str, str]) -> bool:
    """True when these cookies lead to somebody's pages, in a browser that has nothing else."""
    return Browser(side.send, cookies=dict(cookies)).get(HOME).status == 200


def outlives_sign_out(side: Side) -> bool:
    """True when an id is good after *Log ud*."""
    browser = sign_in(side, side.somebody())
    stolen = dict(browser.cookies)
    browser.get(HOME)
    assert browser.post(SIGN_OUT).status == 303
    return is_in(side, stolen)


def outlives(side: Side, what: Callable[[str], None]) -> bool:
    """True when an id is good after something was done to its account, in the same moment."""
    email = side.somebody()
    browser = sign_in(side, email)
    what(email)
    return is_in(side, browser.cookies)


def is_fixed(side: Side, planted: str) -> bool:
    """True when somebody signs in with an id that another put into their browser."""
    sign_in(side, side.somebody(), {COOKIE: planted})
    return is_in(side, {COOKIE: planted})


def planted_ids(side: OwnSide, chance: random.Random) -> Iterator[str]:
    """Ids that an attacker may plant: invented, a session of their own, one that is half-way."""
    while True:
        yield base64.urlsafe_b64encode(chance.randbytes(32)).decode().rstrip("=")
        yield sign_in(side, side.somebody()).cookies[COOKIE]
        yield side.half_way(side.somebody())


def stolen_otherwise(side: OwnSide, chance: random.Random) -> dict[str, Any]:
    """What a thief may have of somebody's session but for its id, as cookies."""
    browser = sign_in(side, side.somebody())
    value = browser.cookies[COOKIE]
    kept = staff_sessions.browser_hash(value)
    place = chance.randrange(len(value) - 1)
    other = chance.choice([one for one in "abcXYZ019-_" if one != value[place]])
    ways = [{name: value} for name in OTHER_NAMES]
    ways += [{COOKIE: text} for text in (
        kept.hex(), base64.urlsafe_b64encode(kept).decode().rstrip("="), browser.token,
        value[:place] + other + value[place + 1 :], value[:-1], value.swapcase(), value + "A",
    )]  # fmt: skip
    return chance.choice(ways)
