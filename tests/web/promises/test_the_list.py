"""Every promise of the written list has one test that bears its sentence, and no test has none."""

import ast
import re
from pathlib import Path

from tests.architecture.project import ROOT

LIST = ROOT / "docs" / "promises.md"
ROW = re.compile(r"^\| (?P<sentence>[^|]+) \| `(?P<file>[^`:]+)::(?P<test>test_\w+)` \|$", re.M)
ASCII = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "'": "", "*": ""})
FOLDER = Path(__file__).parent


def name_of(sentence: str) -> str:
    """The test that a sentence must have."""
    words = re.findall(r"[a-z0-9]+", sentence.lower().translate(ASCII))
    return "test_" + "_".join(words)


def sentences_shown() -> dict[str, str]:
    """The sentence that each promise's test says it shows, by file and name."""
    found = {}
    for file in FOLDER.glob("test_to_*.py"):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                where = f"{file.relative_to(ROOT)}::{node.name}"
                found[where] = ast.get_docstring(node) or ""
    return found


def unkept(text: str) -> list[str]:
    """The promises of a list without a test of theirs, and the tests without a promise."""
    promised = {
        f"{row['file']}::{row['test']}": row["sentence"].strip() for row in ROW.finditer(text)
    }
    there = sentences_shown()
    wrong = [one for one in {*promised, *there} if promised.get(one) != there.get(one)]
    named = [one for one, said in promised.items() if not one.endswith(f"::{name_of(said)}")]
    return sorted({*wrong, *named})


def test_every_promise_has_its_test() -> None:
    assert len(ROW.findall(LIST.read_text())) == len(sentences_shown()) >= 10
    assert unkept(LIST.read_text()) == []


def test_a_promise_that_nothing_shows_is_caught() -> None:
    """The control: a new sentence, another wording, and a row that was taken out."""
    text = LIST.read_text()
    row = ROW.search(text)
    assert row
    new = "| We never sleep. | `tests/web/promises/test_to_the_child.py::test_we_never_sleep` |\n"
    assert unkept(f"{text}{new}") and unkept(text.replace(row["sentence"], "Nobody reads it."))
    assert unkept(text.replace(row[0], ""))
