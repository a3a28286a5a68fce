"""Many who fail on purpose at once, and one who does nothing wrong in their midst."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address

from boernestemme.services.signing_in import TRIES_FOR_ONE
from tests.factories import PASSWORD
from tests.limits.browsers import Browser, Headers, Send, coming_from

SIGN_IN = "/raadgiver/log-ind"
OWNER = "mette@test.example"
TRIES = TRIES_FOR_ONE + 2
IN, WRONG, TOO_MANY = 303, 403, 429


@dataclass(frozen=True)
class Round:
    """What became of the tries of one attack, and of the owner in the midst of it."""

    judged: int
    refused: int
    owner: int


def address(chance: random.Random) -> str:
    """Anywhere in the world, half of the time by IPv6."""
    if chance.random() < 0.5:
        return str(IPv4Address(chance.getrandbits(32)))
    return str(IPv6Address((0x2001 << 112) | chance.getrandbits(112)))


def neighbours(chance: random.Random, of: str, many: int) -> list[str]:
    """Addresses that one attacker has: the same, or any on its own line of IPv6."""
    if ":" not in of:
        return [of] * many
    line = int(IPv6Address(of)) >> 64 << 64
    return [str(IPv6Address(line | chance.getrandbits(64))) for _ in range(many)]


def attack(send: Send, seed: str, at_once: ThreadPoolExecutor) -> Round:
    """Two more wrong passwords for one account than there may be, its owner in their midst.

    All are sent at once, and those of the attacker from one class of addresses.
    """
    chance = random.Random(seed)
    own, of = address(chance), address(chance)
    page = Browser(send, coming_from(own))
    page.get(SIGN_IN)
    wrong = [
        at_once.submit(signs_in, send, coming_from(one), page.token, f"forkert {seed}")
        for one in neighbours(chance, of, TRIES)
    ]
    right = at_once.submit(signs_in, send, page.says, page.token, PASSWORD)
    found = [one.result() for one in wrong]
    return Round(found.count(WRONG), found.count(TOO_MANY), right.result())


def signs_in(send: Send, says: Headers, token: str, password: str) -> int:
    """The status when somebody tries to come in as the owner."""
    return Browser(send, says, token=token).post(SIGN_IN, email=OWNER, password=password).status


NAMES = (
    "X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "True-Client-IP", "Client-IP",
    "CF-Connecting-IP", "X-Cluster-Client-IP", "Fastly-Client-IP", "X-Forwarded-Host",
)  # fmt: skip


def forged(seed: str, many: int, last_hop: str = "") -> Iterator[dict[str, str]]:
    """What somebody may say of who they are; a proxy adds the ``last_hop`` it saw."""
    chance = random.Random(seed)
    for _ in range(many):
        hops = ", ".join(address(chance) for _ in range(chance.randint(1, 4)))
        said = {chance.choice(NAMES[1:]): hops} | {"X-Forwarded-For": hops}
        said["Forwarded"] = f'for="{address(chance)}"'
        if last_hop:
            said["X-Forwarded-For"] = f"{hops}, {last_hop}"
        yield said
