"""The report: the same tables on the terminal and in docs/benchmark.md."""

import os
import platform
import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from bench.budgets import MS, Figure, figures
from bench.load import Summary
from bench.measuring import CLIENTS, PRODUCT, YARDSTICK, Measured, Plan

NOISE = (
    "Noise: clients, servers and databases share the cores, and a virtual CPU's speed drifts by "
    "as much as 2.5× between minutes. Product and yardstick take turns, and medians are shown: "
    "trust ratios to about ±25 %, bytes exactly, milliseconds for this machine and moment only."
)


def document(command: str, plan: Plan, results: list[Measured]) -> str:
    """The whole report as Markdown."""
    return "\n".join(_lines(command, plan, results)) + "\n"


def _lines(command: str, plan: Plan, results: list[Measured]) -> Iterator[str]:
    today = datetime.now(UTC).date().isoformat()
    yield "# Benchmark"
    yield ""
    yield (
        f"`{command}` on {today}: {os.cpu_count()} cores, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}. {plan.rounds} rounds of product and yardstick in turn, "
        f"{plan.seconds:g} s a run, all on loopback; gunicorn sync with 2 workers for both."
    )
    yield ""
    yield (
        "A flow is one whole BEFORE: door, words, seven screens, check, SEND and receipt, "
        "21 requests. The yardstick is a bare Flask app of ours that takes the same journey "
        "with pages of the same size and one durable transaction at SEND."
    )
    yield ""
    yield NOISE
    foreign = max(one.foreign for result in results for one in result.runs.values())
    yield f"Other processes took up to {foreign:.0%} of the machine meanwhile (median of rounds)."
    for result in results:
        yield from _section(result)
    yield from _wire(results[0])


def _section(result: Measured) -> Iterator[str]:
    yield from ("", f"## {result.kind}", "", "### Budgets", "")
    yield "Ratios and bytes fail the run; milliseconds and memory are shown beside their budget."
    yield ""
    yield from _table(
        ("what", "measured", "budget", "kept"), (_budget_row(one) for one in figures(result))
    )
    yield from ("", "### Served", "", "Times in ms: wall time of requests, CPU of a flow.")
    yield _by_cpu(result)
    yield ""
    yield from _table(
        (
            "server",
            "clients",
            "flows",
            "flows/s",
            "POST p50",
            "POST p99",
            "SEND p50",
            "server CPU",
            "database CPU",
            "client CPU",
        ),  # fmt: skip
        (
            _run_row(name, clients, result.runs[name, clients])
            for clients in CLIENTS
            for name in (PRODUCT, YARDSTICK)
        ),
    )
    yield from ("", "### In process", "", "CPU in ms, medians.", "")
    yield from _table(("request", "CPU"), _inside_rows(result))


def _wire(result: Measured) -> Iterator[str]:
    yield from ("", "## Over the wire", "", "Bytes, packed, headers included; a first visit.", "")
    yield from _table(
        ("path", "page", "style and icon", "script", "requests", "unpacked"),
        (
            (path, weight.page, weight.parts, weight.script, weight.requests, weight.plain)
            for path, weight in result.weights.items()
        ),
    )


def _by_cpu(result: Measured) -> str:
    """What the share of flows per second would be if nobody else used the cores."""
    bare, ours = (result.runs[name, CLIENTS[-1]].all_cpu for name in (YARDSTICK, PRODUCT))
    return f"By all CPU alone, the product does {bare / ours:.0%} of the yardstick's flows."


def _budget_row(one: Figure) -> tuple[object, ...]:
    sign = "≥" if one.at_least else "≤"
    kept = "yes" if one.is_kept else "**no, fails**" if one.fails else "no"
    return one.name, f"{_number(one.value)} {one.unit}", f"{sign} {one.limit:,g} {one.unit}", kept


def _run_row(name: str, clients: int, one: Summary) -> tuple[object, ...]:
    times = (
        one.post_p50, one.post_p99, one.send_p50,
        one.server_cpu, one.database_cpu, one.client_cpu,
    )  # fmt: skip
    shown = (_number(value * MS) for value in times)
    return name, clients, one.flows, _number(one.flows_per_second), *shown


def _inside_rows(result: Measured) -> Iterator[tuple[object, ...]]:
    inside = result.inside
    yield "empty Flask response", f"{inside.empty * MS:.3f}"
    yield "whole BEFORE", f"{inside.before * MS:.1f}"
    yield "whole AFTER", f"{inside.after * MS:.1f}"
    for (kind, page), seconds in inside.by_page.items():
        yield f"{kind} {page}", f"{seconds * MS:.2f}"
    each = result.batches.mixing_seconds / max(result.batches.mixed, 1)
    yield f"mixing, each of {result.batches.mixed} items", f"{each * MS:.2f}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> Iterator[str]:
    yield _row(head)
    yield _row(("---", *("---:" for _ in head[1:])))
    for row in rows:
        yield _row(row)


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell) for cell in cells) + " |"


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.1f}"
