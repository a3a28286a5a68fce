"""Budgets, and whether they are kept: ratios and bytes fail the run, milliseconds are shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from bench.load import Summary
from bench.measuring import PRODUCT, Measured
from bench.wire import FIRST_VISITS, later_pages

MOST_CLIENTS = 8
FIRST_VISIT_BYTES, FIRST_VISIT_WANTED, REQUESTS = 14_000, 10_000, 4
SCRIPT_BYTES, LATER_BYTES = 8_000, 6_000
IN_EMPTIES, SHARE_OF_YARDSTICK, TAIL = 150, 0.40, 4.0
KIND_MS = {"GET": 2, "POST": 3, "SEND": 8}
MS, MEGABYTE = 1000, 1e6


@dataclass(frozen=True)
class Figure:
    """One figure beside its budget. Only what ``fails`` decides the exit status."""

    name: str
    value: float
    limit: float
    unit: str
    fails: bool
    at_least: bool = False

    @property
    def is_kept(self) -> bool:
        """True when the figure is within its budget."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def figures(measured: Measured) -> list[Figure]:
    """Every budgeted figure of one measurement."""
    return [*_bytes(measured), *_ratios(measured), *_times(measured)]


def broken(found: list[Figure]) -> list[Figure]:
    """The figures that fail the run."""
    return [one for one in found if one.fails and not one.is_kept]


def _bytes(measured: Measured) -> Iterator[Figure]:
    weights = measured.weights
    for name, page in FIRST_VISITS.items():
        weight = weights[page]
        yield Figure(f"{name}, first visit", weight.first_visit, FIRST_VISIT_BYTES, "bytes", True)
        yield Figure(
            f"{name}, first visit, wanted", weight.first_visit, FIRST_VISIT_WANTED, "bytes", False
        )
        yield Figure(f"{name}, requests", weight.requests, REQUESTS, "requests", True)
    script = max(weight.script for weight in weights.values())
    yield Figure("script, all of it", script, SCRIPT_BYTES, "bytes", True)
    later = later_pages(weights)
    page = max(later, key=lambda one: later[one].page)
    yield Figure(f"heaviest later page ({page})", later[page].page, LATER_BYTES, "bytes", True)


def _ratios(measured: Measured) -> Iterator[Figure]:
    ratio = measured.inside.ratio
    yield Figure("whole BEFORE in empty Flask responses", ratio, IN_EMPTIES, "×", True)
    for clients, share in measured.shares.items():
        name = f"flows/s of the yardstick's, {clients} client{'s' if clients > 1 else ''}"
        yield Figure(name, share * 100, SHARE_OF_YARDSTICK * 100, "%", True, at_least=True)
    busy = measured.runs[PRODUCT, MOST_CLIENTS]
    yield Figure("POST p99 over p50, 8 clients", busy.post_p99 / busy.post_p50, TAIL, "×", True)


def _times(measured: Measured) -> Iterator[Figure]:
    alone: Summary = measured.runs[PRODUCT, 1]
    busy = measured.runs[PRODUCT, MOST_CLIENTS]
    yield _ms("whole BEFORE, server CPU", alone.server_cpu, 60)
    yield _ms("whole AFTER, CPU in process", measured.inside.after, 30)
    for kind, limit in KIND_MS.items():
        yield _ms(f"{kind}, CPU in process", measured.inside.by_kind[kind], limit)
    yield _ms("POST p99, 8 clients", busy.post_p99, 100)
    yield _ms("list with 500 meetings, server CPU", measured.staff["list"].cpu, 40)
    yield _ms("Mødets ramme, server CPU", measured.staff["frame"].cpu, 25)
    yield _ms("the same as PDF, server CPU", measured.staff["pdf"].cpu, 300)
    yield _ms("1,000 links made", measured.links_seconds, 500)
    yield _ms("10,000 links made", measured.batches.links_seconds, 3000)
    memory = measured.memory_alone / MEGABYTE
    yield Figure("memory of the child's process, 2 workers (PSS)", memory, 140, "MB", False)


def _ms(name: str, seconds: float, limit: float) -> Figure:
    return Figure(name, seconds * MS, limit, "ms", False)
