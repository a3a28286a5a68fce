"""The table of what the long programmes found: each writes its own row when it has run whole."""

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.architecture.project import ROOT
from tests.night.programmes import PROGRAMMES, Programme
from tests.night.rewriting import rewrite

RESULTS = ROOT / "docs" / "security" / "results.md"
COLUMNS = ("programme", "what it shows", "date", "machine", "figure", "control's figure", "pass")
NOT_BUILT, NOT_RUN = "not built yet", "not run whole yet"
CANNOT = "**no**, cannot be run here"
START = f"| {' | '.join(COLUMNS)} |"
GIGABYTE = 2**30


@dataclass(frozen=True)
class Row:
    """What one whole run found. ``passed`` is told even when it is no."""

    programme: str
    figure: str
    control: str
    passed: bool

    def cells(self) -> tuple[str, ...]:
        """The row as it stands in the table, of today and of this machine."""
        shows = PROGRAMMES[self.programme].shows
        day = datetime.now(UTC).date().isoformat()
        said = "yes" if self.passed else "**no**"
        return self.programme, shows, day, machine(), self.figure, self.control, said


def machine() -> str:
    """What this runs on, as far as figures depend on it."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    return f"{os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}"


def read(text: str) -> dict[str, tuple[str, ...]]:
    """The table's rows by programme."""
    lines = text.partition(START)[2].strip().splitlines()[1:]
    rows = (tuple(cell.strip() for cell in line[1:-1].split("|")) for line in lines)
    return {row[0]: row for row in rows}


def rewritten(text: str, new: dict[str, tuple[str, ...]]) -> str:
    """The page with these rows in place of the old ones; every programme has its row."""
    head, old = text.partition(START)[0], read(text)
    lines = [START, "|" + " --- |" * len(COLUMNS)]
    for name, programme in PROGRAMMES.items():
        kept = old.get(name, ())[2:]
        if not kept or not kept[0]:
            kept = _not_run(programme)
        cells = new.get(name, (name, programme.shows, *kept))
        lines.append(f"| {' | '.join(cells)} |")
    return head + "\n".join(lines) + "\n"


def _not_run(programme: Programme) -> tuple[str, ...]:
    """The cells of a programme without figures: no date, and why there are none."""
    if programme.needs:
        return "", "", f"needs {programme.needs}", "", CANNOT
    return "", "", "", "", NOT_RUN if programme.files else NOT_BUILT


def write(row: Row, file: Path = RESULTS) -> None:
    """Put a row in the place of the programme's old one; all others stay."""
    rewrite(file, lambda text: rewritten(text, {row.programme: row.cells()}))
