"""`python -m bench.scale`: a freeze at five million marks, and the pages of what it published."""

import argparse
import os
import platform
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from bench.databases import POSTGRESQL, SQLITE, databases, has_postgresql
from bench.installation import set_up
from bench.many_marks import HALF_YEARS, fill
from bench.servers import ROOT
from boernestemme import Settings, create_app
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period, newest_to_freeze
from boernestemme.domain.roles import BOARD_CODE, Role
from boernestemme.services import administering, approving
from boernestemme.services.administering import NewAccount

MARKS = 5_000_000
BUDGET_SECONDS, BUDGET_MEGABYTES, BUDGET_PAGE_MS = 60, 1000, 5
REPORT = ROOT / "docs" / "scale.md"
WORK = ROOT / ".bench"
BOARD = ("styrelse1@bench.example", "styrelse2@bench.example")
PASSWORD = "et opdigtet kodeord"
TIMES = 40
KIBIBYTE, MEGABYTE = 1024, 1e6


@dataclass(frozen=True)
class Command:
    """What one command cost: seconds by the clock and of CPU, and its memory at most in bytes."""

    seconds: float
    cpu: float
    memory: int


@dataclass(frozen=True)
class Scaled:
    """One kind of database: seconds to fill, the freeze, and CPU of each page in seconds."""

    kind: str
    filled: float
    freeze: Command
    pages: dict[str, float]


def main() -> int:
    """Measure, print and write; 1 when a freeze is beyond its time or memory."""
    asked = _arguments()
    WORK.mkdir(exist_ok=True)
    kinds = [SQLITE, *([POSTGRESQL] if has_postgresql() else [])]
    found = [_measured(kind, asked.marks) for kind in kinds]
    command = " ".join(["python -m bench.scale", *sys.argv[1:]])
    text = "\n".join(_lines(command, asked.marks, found)) + "\n"
    sys.stdout.write(text)
    if asked.marks >= MARKS:
        REPORT.write_text(text, encoding="utf-8")
    return 0 if all(_is_kept(one.freeze) for one in found) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    parser.add_argument("--marks", type=int, default=MARKS, help="fewer write no report")
    return parser.parse_args()


def _measured(kind: str, number: int) -> Scaled:
    with tempfile.TemporaryDirectory(dir=WORK) as folder, databases(kind, Path(folder)) as two:
        environment = set_up(Path(folder), two.product)
        period = newest_to_freeze(danish_day(datetime.now(UTC)))
        print(f"{kind}: {number:,} marks …", file=sys.stderr)
        began = perf_counter()
        fill(two.product, kind, period, number)
        filled = perf_counter() - began
        print(f"{kind}: filled in {filled:.0f} s; the freeze …", file=sys.stderr)
        freeze = run(["release", "freeze", str(period)], environment)
        return Scaled(kind, filled, freeze, _pages(environment, period))


def run(arguments: list[str], environment: dict[str, str]) -> Command:
    """Run the product's own command to its end; its memory is what the system says of it."""
    command = [str(Path(sys.executable).parent / "boernestemme"), *arguments]
    began = perf_counter()
    process = subprocess.Popen(command, env={**os.environ, **environment})
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{' '.join(arguments)} failed")
    cpu = used.ru_utime + used.ru_stime
    return Command(perf_counter() - began, cpu, used.ru_maxrss * KIBIBYTE)


def _pages(environment: dict[str, str], period: Period) -> dict[str, float]:
    """Median CPU of each public page and file once the draft is approved and published."""
    app = create_app(Settings.from_environment(environment))
    with app.app_context():
        for email in BOARD:
            new = NewAccount(email, Role.BOARD, BOARD_CODE, "Anne", PASSWORD)
            administering.add_account(new)
            approving.approve(administering.person_of(email), period, datetime.now(UTC))
    client = app.test_client()
    found = {}
    for path in ("/tal/", f"/tal/{period}.csv", f"/tal/{period}.json", "/tal/datapackage.json"):
        times = []
        for _ in range(TIMES):
            began = process_time()
            status = client.get(path).status_code
            times.append(process_time() - began)
            if status != 200:
                raise RuntimeError(f"{path} answered {status}")
        found[path.replace(str(period), "<period>")] = median(times)
    return found


def _is_kept(freeze: Command) -> bool:
    return freeze.seconds <= BUDGET_SECONDS and freeze.memory <= BUDGET_MEGABYTES * MEGABYTE


def _lines(command: str, number: int, found: list[Scaled]) -> Iterator[str]:
    today = datetime.now(UTC).date().isoformat()
    yield "# A freeze at full size"
    yield ""
    yield (
        f"`{command}` on {today}: {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}. {number:,} invented marks of 98 municipalities in "
        f"{HALF_YEARS} half-years, of which the newest is frozen by its command, audit and all."
    )
    yield ""
    yield (
        f"Budget: {BUDGET_SECONDS} s and {BUDGET_MEGABYTES:,} MB for the freeze, which fail the "
        f"run; {BUDGET_PAGE_MS} ms of CPU for a page, from the stored release alone."
    )
    yield ""
    yield "| database | filled | freeze | its CPU | its memory | kept |"
    yield "| --- | ---: | ---: | ---: | ---: | --- |"
    for one in found:
        freeze, kept = one.freeze, "yes" if _is_kept(one.freeze) else "**no, fails**"
        yield (
            f"| {one.kind} | {one.filled:.0f} s | {freeze.seconds:.1f} s | {freeze.cpu:.1f} s | "
            f"{freeze.memory / MEGABYTE:.0f} MB | {kept} |"
        )
    yield ""
    yield "The server's own CPU and memory are not in the last columns, its time is in the freeze."
    yield ""
    yield "| page | " + " | ".join(f"{one.kind}, CPU" for one in found) + " |"
    yield "| --- |" + " ---: |" * len(found)
    for path in found[0].pages:
        times = " | ".join(f"{one.pages[path] * 1000:.1f} ms" for one in found)
        yield f"| `{path}` | {times} |"


if __name__ == "__main__":
    sys.exit(main())
