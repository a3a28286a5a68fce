"""What is done many at a time: ten thousand links, and mixing the taps that the phones left."""

from dataclasses import dataclass
from datetime import UTC, datetime
from time import perf_counter, process_time

from flask import Flask

from bench.in_process import TestClientBrowser
from bench.installation import LINKS_EACH, add_caseworkers, invite_ahead
from bench.journey import Link, answer_after
from boernestemme.services import mixing
from boernestemme.web.tools import tools

MANY = 10_000


@dataclass(frozen=True)
class Batches:
    """Seconds for ten thousand links by the clock; for mixing of CPU, and how many items."""

    links_seconds: float
    mixing_seconds: float
    mixed: int


def batches(app: Flask, links_after: list[Link]) -> Batches:
    """Links of fifty case workers, and the mixing of what these children tap after a meeting."""
    for link in links_after:
        for _exchange in answer_after(TestClientBrowser(app.test_client()), link):
            pass
    with app.app_context():
        emails = [f"flere{number}@bench.example" for number in range(MANY // LINKS_EACH)]
        now = datetime.now(UTC)
        add_caseworkers(emails)
        began = perf_counter()
        invite_ahead(emails, now)
        seconds = perf_counter() - began
        began = process_time()
        done = mixing.mix_all(tools().settings.statistics_folder, now)
        return Batches(seconds, process_time() - began, done.items)
