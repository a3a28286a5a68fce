"""Children who send at once while somebody kills processes, and what became of their answers."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count

import psycopg
from sqlalchemy.engine import make_url

from boernestemme.domain.marks import BoxKind
from tests.browser.server import wait_until_it_answers
from tests.crash.house import BROKEN, Child, House, is_thanked

CLIENTS = 4
BACK_AFTER_SECONDS = 30
LATEST_KILL_SECONDS = 0.06
_numbers = count()

Kill = Callable[[House], int]


@dataclass
class Attack:
    """What was done to a house, and what its children heard."""

    house: House
    chance: random.Random
    kills: int = 0
    broken: int = 0
    slowest: float = 0.0
    sent: list[Child] = field(default_factory=list)
    thanked: list[Child] = field(default_factory=list)
    stranded: list[Child] = field(default_factory=list)

    def volleys(self, many: int, kill: Kill) -> "Attack":
        """So many times four send at once, one of them after its meeting; some are killed."""
        numbers = [next(_numbers) for _ in range(many * CLIENTS)]
        before = self.house.children(numbers[many:])
        after = self.house.children(numbers[:many], after=True)
        for number in range(many):
            self._volley([after[number], *before[number::many]], kill)
        return self

    def _volley(self, children: Sequence[Child], kill: Kill) -> None:
        wait_until_it_answers(f"{self.house.base}/readyz")
        self.sent += children
        first = threading.Event()
        threads = [threading.Thread(target=self._send, args=(one, first)) for one in children]
        for thread in threads:
            thread.start()
        if self.chance.random() < 0.5:
            first.wait(BACK_AFTER_SECONDS)  # the worst moment: somebody was just thanked
        else:
            time.sleep(self.chance.uniform(0, LATEST_KILL_SECONDS))
        self.kills += kill(self.house)
        began = time.monotonic()
        for thread in threads:
            thread.join()
        self.slowest = max(self.slowest, time.monotonic() - began)

    def _send(self, child: Child, first: threading.Event) -> None:
        """Try until it is thanked; some give up at the first trouble."""
        gives_up = self.chance.random() < 0.25
        end = time.monotonic() + BACK_AFTER_SECONDS
        while time.monotonic() < end:
            said = self.house.send(child)
            self.broken += said == BROKEN
            if is_thanked(said):
                self.thanked.append(child)
            if is_thanked(said) or gives_up:
                first.set()
                return
            time.sleep(0.02)
        self.stranded.append(child)

    def harm(self) -> dict[str, int]:
        """How many answers were lost, half, doubled; marks too; and who got no answer in time."""
        wait_until_it_answers(f"{self.house.base}/readyz")
        stored, (before, after) = self.house.stored(), self.house.spent()
        return {
            "lost": sum(child.invitation_id not in stored for child in self.thanked),
            "half": sum(self._is_half(one, stored, before | after) for one in self.sent),
            "doubled": sum(len(one) > 1 for one in stored.values()),
            "marks": abs(self.house.in_the_box(BoxKind.TAPS) - len(after)),
            "stranded": len(self.stranded),
        }

    def _is_half(self, child: Child, stored: dict[str, list[str]], spent: set[str]) -> bool:
        found = stored.get(child.invitation_id, [])
        return bool(found) != (child.invitation_id in spent) or set(found) > {child.text}


def kill_workers(house: House) -> int:
    """Every process that answers, at once; how many died."""
    return sum(kill(pid) for pid in house.workers())


def kill_backend(house: House) -> int:
    """One of PostgreSQL's processes that work for the server, one in mid-work if there is any."""
    query = (
        "SELECT pid FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid() "
        "ORDER BY state = 'active' DESC, xact_start IS NOT NULL DESC LIMIT 1"
    )
    found: tuple[int, ...] | None = None
    with suppress(psycopg.OperationalError), psycopg.connect(plain(house)) as line:
        found = line.execute(query, [make_url(house.settings.database).database]).fetchone()
    return kill(found[0]) if found else 0


def plain(house: House) -> str:
    """The database's address as its own client wants it."""
    url = make_url(house.settings.database).set(drivername="postgresql")
    return url.render_as_string(hide_password=False)


def kill(pid: int) -> int:
    """Kill a process; 1 when it was there."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return 0
    return 1
