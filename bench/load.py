"""Closed loops: clients who take the journey again and again, each its next step when answered."""

import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from statistics import median, quantiles
from time import monotonic, perf_counter, process_time

from bench.answer import WentWrong
from bench.browser import Browser
from bench.journey import POST, SEND, Link, answer_before
from bench.processes import cpu_seconds, machine_busy_seconds
from bench.servers import Server

CORES = os.cpu_count() or 1


@dataclass(frozen=True)
class Run:
    """One run against one server; times in seconds, CPU per flow, ``foreign`` from 0 to 1."""

    flows: int
    flows_per_second: float
    posts: list[float]
    sends: list[float]
    server_cpu: float
    database_cpu: float
    client_cpu: float
    foreign: float


@dataclass(frozen=True)
class Loop:
    """What one client did: journeys, how long that took, and the times of its POSTs."""

    flows: int
    seconds: float
    times: list[tuple[str, float]]


@dataclass(frozen=True)
class Spent:
    """CPU seconds so far: server, database, client, and everything on the machine."""

    server: float
    database: float
    client: float
    machine: float
    clock: float

    @property
    def ours(self) -> float:
        """What the bench and its servers spent."""
        return self.server + self.database + self.client


def run(
    server: Server, database: int | None, links: deque[Link], clients: int, seconds: float
) -> Run:
    """Let ``clients`` take journeys for ``seconds``; each link is taken from ``links``."""
    before = _spent(server, database)
    with ThreadPoolExecutor(clients) as pool:
        waiting = [pool.submit(_loop, server.port, links, seconds) for _ in range(clients)]
        loops = [one.result() for one in waiting]
    after = _spent(server, database)
    flows = sum(loop.flows for loop in loops)
    times = [one for loop in loops for one in loop.times]
    return Run(
        flows,
        sum(loop.flows / loop.seconds for loop in loops),
        [spent for kind, spent in times if kind in (POST, SEND)],
        [spent for kind, spent in times if kind == SEND],
        (after.server - before.server) / flows,
        (after.database - before.database) / flows,
        (after.client - before.client) / flows,
        _foreign(before, after),
    )


def _loop(port: int, links: deque[Link], seconds: float) -> Loop:
    began, flows, times = perf_counter(), 0, []
    stop = monotonic() + seconds
    while flows == 0 or monotonic() < stop:
        browser, link = Browser(port), _next(links)
        for exchange in answer_before(browser, link):
            times.append((exchange.kind, exchange.answer.seconds))
        browser.close()
        flows += 1
    return Loop(flows, perf_counter() - began, times)


def _next(links: deque[Link]) -> Link:
    try:
        return links.popleft()
    except IndexError as none_left:
        raise WentWrong("there are too few links for so fast a server") from none_left


def _spent(server: Server, database: int | None) -> Spent:
    return Spent(
        cpu_seconds(server.pid),
        cpu_seconds(database) if database else 0.0,
        process_time(),
        machine_busy_seconds(),
        perf_counter(),
    )


def _foreign(before: Spent, after: Spent) -> float:
    """The share of the machine that others used meanwhile."""
    ours = after.ours - before.ours
    others = after.machine - before.machine - ours
    return max(0.0, others / ((after.clock - before.clock) * CORES))


def share(runs: list[Run], of: list[Run]) -> float:
    """The flows per second of one server in another's, from runs that followed each other."""
    pairs = zip(runs, of, strict=True)
    return median(one.flows_per_second / other.flows_per_second for one, other in pairs)


@dataclass(frozen=True)
class Summary:
    """Medians over the runs of one server at one number of clients; times in seconds."""

    flows: int
    flows_per_second: float
    post_p50: float
    post_p99: float
    send_p50: float
    server_cpu: float
    database_cpu: float
    client_cpu: float
    foreign: float

    @property
    def all_cpu(self) -> float:
        """What one flow costs the whole machine, in seconds of CPU."""
        return self.server_cpu + self.database_cpu + self.client_cpu


def summary(runs: list[Run]) -> Summary:
    """The medians; percentiles are taken in each run before the median."""
    return Summary(
        sum(one.flows for one in runs),
        median(one.flows_per_second for one in runs),
        median(median(one.posts) for one in runs),
        median(quantiles(one.posts, n=100, method="inclusive")[98] for one in runs),
        median(median(one.sends) for one in runs),
        median(one.server_cpu for one in runs),
        median(one.database_cpu for one in runs),
        median(one.client_cpu for one in runs),
        median(one.foreign for one in runs),
    )
