"""F22: ten minutes of children who answer without a pause: nothing fails, nothing piles up."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import quantiles

import pytest

from bench.installation import Installation, add_caseworkers, install, invite_ahead, link_of
from bench.journey import Link
from bench.load import run as answer
from bench.processes import memory_bytes
from bench.servers import Server, leaking, product
from boernestemme.services.forking import before_forking
from tests.night.runs import Run

CLIENTS = 8
SLICE_SECONDS, SLICES, CONTROL_SLICES = 30.0, 20, 3
CASEWORKERS_MORE, ACCOUNTS_AT_ONCE = 250, 10
LONGEST_SEND, MOST_GROWTH = 0.3, 0.05


@dataclass(frozen=True)
class Soaked:
    """Children received, the slow end of their SENDs in seconds, memory at first and at last."""

    flows: int
    send_p95: float
    before: int
    after: int

    @property
    def growth(self) -> float:
        """What the server's memory grew by, as a share of what it was when it was warm."""
        return self.after / self.before - 1


def soaked(server: Server, links: deque[Link], slices: int) -> Soaked:
    """Answer for so long. Whatever is not received as it should be raises WentWrong."""
    flows, sends, sizes = 0, [], []
    for _ in range(slices + 1):
        done = answer(server, None, links, CLIENTS, SLICE_SECONDS)
        flows += done.flows
        sends += done.sends
        sizes.append(memory_bytes(server.pid))
    return Soaked(flows, quantiles(sends, n=20)[-1], sizes[0], sizes[-1])


def links_for_all(installed: Installation) -> Iterator[Link]:
    """Links enough for ten minutes."""
    yield from installed.links
    with installed.app.app_context():
        for first in range(0, CASEWORKERS_MORE, ACCOUNTS_AT_ONCE):
            emails = [f"soak{first + one}@bench.example" for one in range(ACCOUNTS_AT_ONCE)]
            add_caseworkers(emails)
            yield from map(link_of, invite_ahead(emails, datetime.now(UTC)))
        before_forking()


@pytest.mark.night
def test_F22_ten_minutes_of_answers_fail_nowhere_and_pile_up_nowhere(tmp_path: Path) -> None:
    run = Run("F22", ("soak", "control"))
    installed = install(tmp_path, f"sqlite:///{tmp_path}/soak.sqlite3")
    links = deque(links_for_all(installed))
    for _, figures in run.rounds("soak"):
        with product(installed.environment, "child") as server:
            found = soaked(server, links, max(1, round(SLICES * run.share)))
        figures |= {"flows": found.flows, "p95": found.send_p95, "growth": found.growth}
        assert found.send_p95 <= LONGEST_SEND
        assert found.growth < MOST_GROWTH
    for _, figures in run.rounds("control"):
        with leaking(installed.environment) as server:
            leaked = soaked(server, links, CONTROL_SLICES)
        figures |= {"leaked": leaked.growth}
        assert leaked.growth > MOST_GROWTH, "the control"
    minutes = SLICES * SLICE_SECONDS / 60
    run.close(
        f"{run.sum('flows'):.0f} children in {minutes:g} minutes, {CLIENTS} at once, 0 failed; "
        f"SEND p95 {run.sum('p95') * 1000:.0f} ms, memory {run.sum('growth'):+.1%}",
        f"a server that keeps 20 kB a request: memory {run.sum('leaked'):+.0%} "
        f"in {CONTROL_SLICES * SLICE_SECONDS / 60:g} minutes",
    )
