"""`python -m bench.paints`: what an old phone sees when, and Lighthouse's scores of the pages."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench import lighthouse
from bench.paint_times import Painted, Way, cookies_at, paint_times
from bench.servers import ROOT, Server, product

ROUNDS = 5
FIRST_SECONDS, READY_SECONDS, BEST = 1.3, 2.0, 100
NUMBERS = "/tal/"
REPORT = ROOT / "docs" / "paints.md"
WORK = ROOT / ".bench"
Scores = Mapping[str, Mapping[str, int]]


def main() -> int:
    """Measure, print and write; 1 when Lighthouse ran and gave less than its best."""
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=WORK) as folder:
        environment, links = _demo(Path(folder))
        with product(environment) as server:
            ways = [_way(server, link) for link in links]
            painted = paint_times(ways, ROUNDS)
            judged = _judged(server, ways[0])
    text = "\n".join(_lines(painted, judged)) + "\n"
    sys.stdout.write(text)
    REPORT.write_text(text, encoding="utf-8")
    return int(any(score < BEST for page in judged.values() for score in page.values()))


def _demo(folder: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """An installation with the demonstration's data, its environment and its open links."""
    environment = {
        "BOERNESTEMME_INSTANCE": str(folder / "instance"),
        "BOERNESTEMME_CHILD_URL": "http://127.0.0.1:5000",
        "BOERNESTEMME_PLAIN_HTTP": "yes",
    }
    command = [str(Path(sys.executable).parent / "boernestemme"), "demo", "--no-serve"]
    whole = {**os.environ, **environment}
    subprocess.run(command, env=whole, check=True, stdout=subprocess.DEVNULL)
    links = json.loads((folder / "instance" / "demo.json").read_text())["links"]
    fit = [one for one in links if (one["state"], one["phase"]) == ("open", "before")]
    return environment, fit


def _way(server: Server, link: Mapping[str, Any]) -> Way:
    here = f"http://127.0.0.1:{server.port}"
    return Way(here + urlsplit(link["url"]).path, tuple(link["words"]), here + NUMBERS)


def _judged(server: Server, way: Way) -> Scores:
    command = lighthouse.installed(WORK / "lighthouse")
    if command is None:
        print("Lighthouse is left out: there is no npm", file=sys.stderr)
        return {}
    screen, cookies = cookies_at(way)
    pages = {
        "door": (way.address, ""),
        "first screen": (screen, cookies),
        NUMBERS: (way.numbers, ""),
    }
    return {name: lighthouse.scores(command, *page) for name, page in pages.items()}


def _lines(painted: Mapping[str, Painted], judged: Scores) -> Iterator[str]:
    yield "# What an old phone sees"
    yield ""
    yield (
        f"`python -m bench.paints` on {datetime.now(UTC).date().isoformat()}: Chromium with "
        f"360 × 740 points, 400 kbit/s and 400 ms (slow 3G), a processor four times slower than "
        f"this one, nothing kept from before. The demonstration's data, `boernestemme serve` on "
        f"loopback; medians of {ROUNDS}. Written by the command."
    )
    yield ""
    yield f"First paint at most {FIRST_SECONDS:g} s, ready to answer at most {READY_SECONDS:g} s."
    yield ""
    yield "| page | first paint, s | ready to answer, s | within the budget |"
    yield "| --- | ---: | ---: | --- |"
    for name, one in painted.items():
        is_kept = one.first <= FIRST_SECONDS and one.ready <= READY_SECONDS
        yield f"| {name} | {one.first:.2f} | {one.ready:.2f} | {'yes' if is_kept else 'no'} |"
    yield ""
    if not judged:
        yield "Lighthouse could not be run: there was no npm."
        return
    yield f"Lighthouse {lighthouse.VERSION} for mobiles, out of 100; less than 100 fails the run."
    yield ""
    yield f"| page | {' | '.join(lighthouse.CATEGORIES)} |"
    yield f"| --- |{' ---: |' * len(lighthouse.CATEGORIES)}"
    for name, page in judged.items():
        yield f"| {name} | {' | '.join(str(page[one]) for one in lighthouse.CATEGORIES)} |"


if __name__ == "__main__":
    sys.exit(main())
