"""Documents about data, access and the code itself: what they name exists, and numbers are true."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from boernestemme.domain.marks import FEWEST
from tests.architecture.project import ROOT

IMPACT = ROOT / "docs" / "privacy" / "data-protection-impact.md"
DOCUMENTS = [
    ROOT / "docs" / name
    for name in (
        "privacy/data-protection-impact.md",
        "accessibility/statement.md",
        "public-code.md",
    )
]
NAMED = re.compile(r"`((?:tests|boernestemme)/[\w/.]+)`")
ROW = re.compile(r"^\| .+ \| (\d+) (dage|timer|minutter) \| `([\w.]+)\.(\w+)` \|$", re.MULTILINE)
UNITS = {"dage": "days", "timer": "hours", "minutter": "minutes"}


def untrue(text: str) -> list[str]:
    """The rows whose time is not the code's."""
    return [
        name
        for number, unit, module, name in ROW.findall(text)
        if getattr(import_module(module), name) != timedelta(**{UNITS[unit]: int(number)})
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.stem)
def test_everything_that_is_named_exists(document: Path) -> None:
    named = NAMED.findall(document.read_text())
    assert len(named) > 5, "the search has gone blind"
    assert [one for one in named if not (ROOT / one).exists()] == []


def test_how_long_things_are_kept_is_true() -> None:
    text = IMPACT.read_text()
    section = text.split("## 6.")[1].split("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| ")]
    assert len(ROW.findall(section)) == len(rows) - 1, "every row but the head is tried"
    assert untrue(text) == []
    assert f"mindst {FEWEST} er blandet" in text
    assert untrue(text.replace("| 30 dage |", "| 31 dage |")) != [], "the control"
