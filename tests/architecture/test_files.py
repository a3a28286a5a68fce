"""Files: each says its subject first, public rules are explained, and nothing is left open."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.project import PACKAGE, ROOT, package_files, project_files, told

pytestmark = pytest.mark.architecture

BEGINNINGS = {".py": '"""', ".html": "{#", ".css": "/*", ".js": "/*"}
SHORTEST_SUBJECT = 3
COLLECTORS = re.compile(r"^(commons?|utils?|utilities|helpers?|managers?|misc|shared)$")
LEFT_OPEN = re.compile(r"\b(" + "|".join(["TO" + "DO", "FIX" + "ME", "X" * 3]) + r")\b")
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def says_its_subject(path: Path) -> bool:
    """True when the first line is a comment or docstring of a few words."""
    first = path.read_text().partition("\n")[0]
    words = re.findall(r"\w+", first.removeprefix(BEGINNINGS[path.suffix]))
    return first.startswith(BEGINNINGS[path.suffix]) and len(words) >= SHORTEST_SUBJECT


def undocumented(tree: ast.AST, inside: str = "") -> Iterator[str]:
    """Public functions, classes and methods without a docstring."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, Documented) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield inside + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node, f"{node.name}.")


def test_every_file_says_its_subject_in_its_first_line() -> None:
    files = [path for path in project_files() if path.suffix in BEGINNINGS]
    assert len(files) > 100, "the search has gone blind"
    assert [told(path) for path in files if not says_its_subject(path)] == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.py", "import os\n"),
        ("a.py", '"""\nSubject on the second line."""\n'),
        ("a.html", "<p>a paragraph of words</p>\n"),
        ("a.css", "/* buttons */\n"),
        ("a.js", '"use strict";\n'),
    ],
)
def test_a_file_that_does_not_say_its_subject_is_found(
    tmp_path: Path, name: str, text: str
) -> None:
    (tmp_path / name).write_text(text)
    assert not says_its_subject(tmp_path / name)


@pytest.mark.parametrize("floor", ["domain", "services"])
def test_public_rules_and_use_cases_are_explained(floor: str) -> None:
    faults = [
        f"{told(path)}: {name}"
        for path in (ROOT / PACKAGE / floor).rglob("*.py")
        for name in undocumented(ast.parse(path.read_text()))
    ]
    assert faults == []


def test_what_is_not_explained_is_found() -> None:
    source = "def a(): pass\ndef _b(): pass\nclass C:\n    '''Says.'''\n    def d(self): pass\n"
    assert list(undocumented(ast.parse(source))) == ["a", "C.d"]


def test_no_file_or_folder_is_named_after_what_it_collects() -> None:
    names = {part for path in package_files("") for part in path.relative_to(ROOT).parts}
    assert [name for name in names if COLLECTORS.match(name.partition(".")[0])] == []


@pytest.mark.parametrize("floor", ["domain", "storage", "services", "web"])
def test_the_packages_themselves_import_nothing(floor: str) -> None:
    tree = ast.parse((ROOT / PACKAGE / floor / "__init__.py").read_text())
    assert not any(isinstance(node, ast.Import | ast.ImportFrom) for node in ast.walk(tree))


def test_nothing_is_left_open() -> None:
    faults = [
        f"{told(path)}:{number}"
        for path in project_files()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if LEFT_OPEN.search(line)
    ]
    assert faults == []
    assert LEFT_OPEN.search("# TO" + "DO: later")


def test_the_rules_never_read_the_clock() -> None:
    """Domain has no clock: the moment comes in as an argument."""
    clocks = {"now", "utcnow", "today"}
    faults = [
        f"{told(path)}:{node.lineno}"
        for path in (ROOT / PACKAGE / "domain").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in clocks
    ]
    assert faults == []
