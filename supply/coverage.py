"""How many branches the tests take, in the five parts and in all: `python -m supply.coverage`.

A branch is one way out of a line that has several. Six figures; red where one is under its floor.
"""

import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from supply.parts import floors, parts

WHOLE = "whole"


@dataclass(frozen=True)
class Figure:
    """Branches taken, of how many; the share must reach the floor."""

    name: str
    taken: int
    of: int
    floor: float

    @property
    def share(self) -> float:
        """In per cent; all of none is all."""
        return 100 * self.taken / self.of if self.of else 100.0

    @property
    def low(self) -> bool:
        """True under the floor."""
        return self.share < self.floor

    def __str__(self) -> str:
        end = f"  UNDER {self.floor:.0f} %" if self.low else ""
        return f"{self.name:<12}{self.share:6.1f} %{self.taken:7} of {self.of}{end}"


def figures(report: dict[str, Any]) -> list[Figure]:
    """The six figures of a report of coverage.py; a file it lacks was not run at all.

    Raises KeyError where it lacks a file of a part.
    """
    files, least = report["files"], floors()
    found = [figure(name, names, files, least.part) for name, names in parts().items()]
    return [*found, figure(WHOLE, files, files, least.whole)]


def figure(name: str, names: Iterable[str], files: dict[str, Any], floor: float) -> Figure:
    """One figure over these files."""
    sums = [files[each]["summary"] for each in names]
    taken, of = (sum(one[key] for one in sums) for key in ("covered_branches", "num_branches"))
    return Figure(name, taken, of, floor)


def measured() -> dict[str, Any]:
    """The report over what has been run since the last `coverage erase`.

    Raises CalledProcessError where nothing has.
    """
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run(
        [*coverage, "combine", "--append", "--quiet"], check=False
    )  # nothing new is no fault
    said = subprocess.run(
        [*coverage, "json", "--quiet", "-o", "-"], check=True, capture_output=True
    ).stdout
    report: dict[str, Any] = json.loads(said)
    return report


def main() -> int:
    """Print the figures; 1 where one is under its floor."""
    found = figures(measured())
    print(*found, sep="\n")
    return int(any(one.low for one in found))


if __name__ == "__main__":
    sys.exit(main())
