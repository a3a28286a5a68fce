"""`python -m bench.serving`: how many workers serve best, on each kind of database."""

import argparse
import os
import sys
import tempfile
from collections import deque
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from bench.databases import POSTGRESQL, SQLITE, databases, has_postgresql
from bench.installation import install
from bench.load import Run, Summary, run, summary
from bench.processes import memory_bytes
from bench.servers import ROOT, product
from boernestemme.storage.db import BUSY_TIMEOUT_MS
from boernestemme.storage.live_connections import RESTS

WORKERS = (1, 2, 3, 4)
CLIENTS = (1, 8, 32)
ROUNDS, SECONDS = 2, 2.5
WARM_UP_SECONDS = 0.5
MS, MEGABYTE = 1000, 1e6
REPORT = ROOT / "docs" / "serving.md"
WORK = ROOT / ".bench"
Served = Mapping[tuple[int, int], Summary]

BUSY = BUSY_TIMEOUT_MS / 1000
CHOSEN = f"""\
What `boernestemme serve` and both databases are set to, and what speaks for it:

- **Sync workers, no threads.** A thread that waits for SQLite's one writer holds up the others of
  its process; a worker that waits holds up nobody. `--workers` is 2 unless told: as many as there
  are cores serve most flows, and one more costs memory and gives nothing. For a machine of the
  child's door alone: one worker for each core.
- **SQLite** (a small installation): WAL, `synchronous` FULL, a busy timeout of {BUSY:g} seconds,
  and no transaction before the first write. Readers never wait, and writers wait their turn instead
  of failing. `serve` does not start below FULL.
- **PostgreSQL** (a real one): `fsync`, `full_page_writes` and `synchronous_commit` on, or `serve`
  does not start. Each worker holds one connection, five at most: `max_connections` is to be over
  the number of all workers of all doors, and ten for housekeeping, backup and the operator. A
  connection that has rested for {RESTS:g} seconds is tried before it is used."""


def main() -> int:
    """Measure, print and write."""
    argparse.ArgumentParser(prog="python -m bench.serving", description=__doc__).parse_args()
    WORK.mkdir(exist_ok=True)
    kinds = [SQLITE, *([POSTGRESQL] if has_postgresql() else [])]
    text = "\n".join(_lines({kind: _measured(kind) for kind in kinds})) + "\n"
    sys.stdout.write(text)
    REPORT.write_text(text, encoding="utf-8")
    return 0


def _measured(kind: str) -> tuple[Served, Mapping[int, int]]:
    """Summaries by workers and clients, and the memory of each number of workers in bytes."""
    runs: dict[tuple[int, int], list[Run]] = {}
    memory: dict[int, int] = {}
    with tempfile.TemporaryDirectory(dir=WORK) as folder, databases(kind, Path(folder)) as found:
        installed = install(Path(folder), found.product)
        links = deque(installed.links)
        for number in range(ROUNDS):
            for workers in WORKERS:
                print(f"{kind}: round {number + 1}, {workers} workers", file=sys.stderr)
                with product(installed.environment, workers=workers) as server:
                    run(server, found.pid, links, workers, WARM_UP_SECONDS)
                    for clients in CLIENTS:
                        done = run(server, found.pid, links, clients, SECONDS)
                        runs.setdefault((workers, clients), []).append(done)
                    memory[workers] = memory_bytes(server.pid)
    return {place: summary(done) for place, done in runs.items()}, memory


def _lines(found: Mapping[str, tuple[Served, Mapping[int, int]]]) -> Iterator[str]:
    yield "# How it is served, and why so"
    yield ""
    yield CHOSEN
    yield ""
    yield (
        f"`python -m bench.serving` on {datetime.now(UTC).date().isoformat()}, {os.cpu_count()} "
        f"cores, clients and database on the same: whole BEFORE flows, {ROUNDS} rounds of "
        f"{SECONDS:g} s in turn, medians. Written by the command."
    )
    for kind, (served, memory) in found.items():
        yield from ("", f"## {kind}", "")
        yield (
            "| workers | "
            + " | ".join(f"flows/s at {one} | POST p99 at {one}, ms" for one in CLIENTS)
            + " | memory, MB |"
        )
        yield f"| ---: |{' ---: |' * (2 * len(CLIENTS) + 1)}"
        for workers in WORKERS:
            cells = [_cell(served[workers, one]) for one in CLIENTS]
            yield f"| {workers} | {' | '.join(cells)} | {memory[workers] / MEGABYTE:.0f} |"


def _cell(one: Summary) -> str:
    return f"{one.flows_per_second:.1f} | {one.post_p99 * MS:.0f}"


if __name__ == "__main__":
    sys.exit(main())
