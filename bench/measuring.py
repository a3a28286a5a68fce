"""One whole measurement on one kind of database, in the order that disturbs least."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import in_process, yardstick
from bench.batches import Batches, batches
from bench.browser import Browser
from bench.databases import Databases, databases
from bench.in_process import InProcess
from bench.installation import install
from bench.journey import DOOR, Link, answer_before
from bench.load import Run, Summary, run, share, summary
from bench.processes import memory_bytes
from bench.servers import CHILDS_DOOR, Server, bare_flask, product
from bench.staff import StaffPage, staff_pages
from bench.wire import Weight, weigh
from boernestemme.services.forking import before_forking

CLIENTS = (1, 8)
PRODUCT, YARDSTICK = "product", "yardstick"
BARE_LINKS = 20_000
WARM_UP_CLIENTS, WARM_UP_SECONDS = 4, 1.0


@dataclass(frozen=True)
class Plan:
    """How much is measured: rounds of A B, seconds a run, flows in process."""

    rounds: int
    seconds: float
    flows_in_process: int


@dataclass(frozen=True)
class Measured:
    """All figures of one kind of database; ``runs`` by server and number of clients.

    ``shares`` are the product's flows per second in the yardstick's, by number of clients.
    ``memory`` is of every door in one process, ``memory_alone`` of the child's, in bytes.
    """

    kind: str
    weights: dict[str, Weight]
    inside: InProcess
    runs: dict[tuple[str, int], Summary]
    shares: dict[int, float]
    staff: dict[str, StaffPage]
    links_seconds: float
    batches: Batches
    memory: int
    memory_alone: int


def measure(kind: str, folder: Path, plan: Plan, say: Callable[[str], None]) -> Measured:
    """Install, measure in process, then serve product and yardstick side by side."""
    with databases(kind, folder) as found:
        say(f"{kind}: installing, 3,000 links")
        installed = install(folder, found.product)
        links = deque(installed.links)
        first = links.popleft()
        say(f"{kind}: in process")
        inside = in_process.measure(
            installed.app,
            [links.popleft() for _ in range(plan.flows_in_process)],
            installed.links_after[: plan.flows_in_process],
        )
        say(f"{kind}: 10,000 links, and mixing")
        in_batches = batches(installed.app, installed.links_after[plan.flows_in_process :])
        with installed.app.app_context():
            before_forking()
        with product(installed.environment, CHILDS_DOOR) as server:
            say(f"{kind}: the child's process alone")
            alone = _memory_alone(server, links, plan.flows_in_process)
        with product(installed.environment) as server:
            weights = weigh(server.port, first)
            runs = _side_by_side(server, weights, links, found, plan, say)
            say(f"{kind}: the staff's side")
            return Measured(
                kind,
                weights,
                inside,
                {place: summary(done) for place, done in runs.items()},
                {one: share(runs[PRODUCT, one], runs[YARDSTICK, one]) for one in CLIENTS},
                staff_pages(server, installed.first_meeting),
                installed.links_seconds,
                in_batches,
                memory_bytes(server.pid),
                alone,
            )


def _memory_alone(server: Server, links: deque[Link], flows: int) -> int:
    """The memory of a process that only children use, after some of them did."""
    for _ in range(flows):
        for _exchange in answer_before(Browser(server.port), links.popleft()):
            pass
    return memory_bytes(server.pid)


def _side_by_side(  # two servers, their links, and how long
    server: Server,
    weights: dict[str, Weight],
    links: deque[Link],
    found: Databases,
    plan: Plan,
    say: Callable[[str], None],
) -> dict[tuple[str, int], list[Run]]:
    sizes = {page: weight.plain for page, weight in weights.items()}
    ids = yardstick.fill(found.yardstick, BARE_LINKS)
    bare_links = deque(Link(f"{DOOR}/{one}", "-", "-") for one in ids)
    runs: dict[tuple[str, int], list[Run]] = {}
    with bare_flask(found.yardstick, sizes) as bare:
        sides = ((PRODUCT, server, links), (YARDSTICK, bare, bare_links))
        for _, one, its_links in sides:
            run(one, None, its_links, WARM_UP_CLIENTS, WARM_UP_SECONDS)
        for number in range(1, plan.rounds + 1):
            say(f"served: round {number} of {plan.rounds}")
            for clients in CLIENTS:
                for name, one, its_links in sides:
                    done = run(one, found.pid, its_links, clients, plan.seconds)
                    runs.setdefault((name, clients), []).append(done)
    return runs
