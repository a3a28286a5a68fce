"""A long programme's run: what it has done lies outside the repository, so that it can go on.

A run that was killed goes on with the round it was in, but for one of another version of the
program: that begins anew. ``NIGHT_SHARE=0.01`` runs a hundredth of each part and writes no row.
"""

import hashlib
import json
import os
import secrets
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tests.architecture.project import ROOT, package_files
from tests.night.results import RESULTS, Row, write
from tests.night.rewriting import rewrite

NIGHT = ROOT / ".night"
WHOLE = 1.0


@cache
def version() -> str:
    """What is tried: all of the program's own files in one hash."""
    files = [path for ending in (".py", ".html", ".js") for path in package_files(ending)]
    return hashlib.sha256(b"\0".join(path.read_bytes() for path in files)).hexdigest()


def share() -> float:
    """How much of each part is to be run."""
    return float(os.environ.get("NIGHT_SHARE", WHOLE))


class Run:
    """One run of a programme that has these parts, each finished by itself."""

    def __init__(
        self, programme: str, parts: Sequence[str], folder: Path = NIGHT, results: Path = RESULTS
    ) -> None:
        self.programme, self.parts, self.share = programme, parts, share()
        kept = folder if self.share == WHOLE else folder / f"{self.share}"
        kept.mkdir(parents=True, exist_ok=True)
        self._file, self._results = kept / f"{programme}.json", results
        self._begin()

    def _begin(self) -> None:
        fresh = {"version": version(), "seed": secrets.randbelow(10**6), "parts": {}}

        def begun(text: str) -> str:
            old = json.loads(text) if text else {}
            return json.dumps(old if old.get("version") == version() else fresh)

        rewrite(self._file, begun)

    @property
    def _state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self._file.read_text())
        return found

    @property
    def seed(self) -> int:
        """The same for all rounds of one run, whenever it goes on."""
        return int(self._state["seed"])

    def rounds(self, part: str, of: int = 1) -> Iterator[tuple[int, dict[str, float]]]:
        """The rounds that are left, each with a place for its figures, kept when it comes through.

        Figures of the same name add up over all rounds and parts.
        """
        assert part in self.parts, part
        many = max(1, round(of * self.share))
        for number in range(self._state["parts"].get(part, {}).get("done", 0), many):
            figures: dict[str, float] = {}
            yield number, figures
            self._keep(part, number + 1, many, figures)

    def _keep(self, part: str, done: int, many: int, figures: dict[str, float]) -> None:
        def kept(text: str) -> str:
            state = json.loads(text)
            sums = state["parts"].get(part, {}).get("sums", {})
            sums |= {name: sums.get(name, 0) + figure for name, figure in figures.items()}
            state["parts"][part] = {"done": done, "of": many, "sums": sums}
            return json.dumps(state)

        rewrite(self._file, kept)

    def begin_anew(self, part: str) -> None:
        """Forget what a part has found."""

        def forgotten(text: str) -> str:
            state = json.loads(text)
            state["parts"].pop(part, None)
            return json.dumps(state)

        rewrite(self._file, forgotten)

    def sum(self, figure: str) -> float:
        """A figure over all rounds so far."""
        parts = self._state["parts"].values()
        return sum(float(part["sums"].get(figure, 0)) for part in parts)

    def close(self, figure: str, control: str, *, passed: bool = True) -> None:
        """Write the row when every part has come to its end; the next run begins anew."""
        found = self._state["parts"]
        if any(found.get(name, {"done": 0, "of": 1})["done"] < 1 for name in self.parts):
            return
        if any(found[name]["done"] < found[name]["of"] for name in self.parts):
            return
        self._file.unlink()
        if self.share == WHOLE:
            write(Row(self.programme, figure, control, passed), self._results)
