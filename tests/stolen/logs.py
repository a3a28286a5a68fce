"""All that the installation writes about itself while canaries go through it."""

import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy.engine import make_url

from boernestemme.services import inviting
from tests.fuzz.guessers import let_expire
from tests.operating.proxy import Proxy
from tests.operating.test_nginx import CHILD, NUMBERS, STAFF, get
from tests.stolen.breaking import database_gone, failing_writes, other_columns
from tests.stolen.canaries import Canary, canaries
from tests.stolen.phones import Phone
from tests.stolen.three_doors import SOON, ThreeDoors, now
from tests.stolen.ways import childs_way, staffs_way, strangers_way
from tests.world import World

BREAKS = (failing_writes, other_columns, database_gone)


@dataclass
class Written:
    """The doors, both proxies, and what came back."""

    doors: ThreeDoors
    ours: Proxy
    usual: Proxy
    statuses: Counter[int] = field(default_factory=Counter)
    said: list[bytes] = field(default_factory=list)

    def everything(self) -> Iterator[bytes]:
        """Every log, every figure, and what commands said."""
        for door in self.doors.doors.values():
            yield door.log.read_bytes()
            with urllib.request.urlopen(f"http://127.0.0.1:{door.metrics}/metrics") as figures:
                yield figures.read()
        yield self.ours.logs().encode()
        yield self._servers_log().read_bytes()
        yield from self.said

    def _servers_log(self) -> Path:
        url = make_url(self.doors.database.address)
        return Path(str(url.query.get("host") or url.host)) / "log"

    def send(self, many: int, seed: str) -> list[Canary]:
        """So many canaries through all ways; the last three while the database is in trouble."""
        with self.doors.inside() as world:
            those = _invited(world, many, seed)
        worker, administrator = (Phone(self.doors.doors["staff"].port) for _ in range(2))
        self.doors.database.run("DELETE FROM tries")  # all strangers come from one address
        for browser, name in ((worker, "mette"), (administrator, "ada")):
            assert browser.sign_in("/raadgiver", f"{name}@test.example") == 303
        for one in those[: -len(BREAKS)]:
            self._all_ways(worker, administrator, one)
        for broken, one in zip(BREAKS, those[-len(BREAKS) :], strict=True):
            phone = Phone(self.doors.doors["child"].port).come_in(one.link)
            with broken(self.doors):
                self.statuses[phone.post("/svar/3", {"topics_text": one.words})] += 1
                self.statuses[phone.post("/svar/tjek", {"topics_text": one.words})] += 1
                self.statuses.update(staffs_way(worker, administrator, one))
                self.statuses.update(strangers_way(self.doors, one))
        done = self.doors.run("housekeeping")
        self.said += [done.stdout, done.stderr]
        self._through_proxies(those)
        return those

    def _all_ways(self, worker: Phone, administrator: Phone, one: Canary) -> None:
        self.statuses.update(childs_way(self.doors.doors["child"].port, one))
        self.statuses.update(staffs_way(worker, administrator, one))
        self.statuses.update(strangers_way(self.doors, one))

    def _through_proxies(self, those: Sequence[Canary]) -> None:
        for one in those:
            for proxy in (self.ours, self.usual):
                for host in (CHILD, STAFF, NUMBERS):
                    get(proxy, host, f"/b/{one.link.token}?svar={one.name}")


def _invited(world: World, many: int, seed: str) -> list[Canary]:
    """Mette's links; a case worker has so many pairs of words at once and no more."""
    let_expire(now())
    order = world.order(starts_at=now() + SOON)
    made = inviting.invite(world.person(), order, world.links, now(), many)
    return canaries(made, world.links.signer, seed)
