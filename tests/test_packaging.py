"""Packaging: what is installed is what the repository holds, and what the documents name exists."""

import ast
import re
import sys
from configparser import ConfigParser
from importlib import import_module
from pathlib import Path

import pytest
from click import Context

import boernestemme
from boernestemme.cli import OurCommands
from boernestemme.settings import own_translations
from tests.architecture.project import PACKAGE, ROOT, package_files, project_files, told

CONFIG = ConfigParser()
CONFIG.read(ROOT / "setup.cfg")
ELSEWHERE = {"boernestemme.translations": "translations"}
# Come with another, which promises them; naming them again would only pin them twice.
COME_WITH = {
    **dict.fromkeys(("click", "itsdangerous", "jinja2", "markupsafe", "werkzeug"), "flask"),
    "joserfc": "authlib",
}
MADE = re.compile(r"\.py[cod]$|\.mo$")
DOCUMENTS = [path for path in project_files() if path.suffix == ".md"]
LINK = re.compile(r"\]\((?!https?:|mailto:|tel:|#)([^)#\s]+)")
# Words of one machine or one network, which a stranger's copy has no use for.
MACHINES = re.compile("|".join(["/wor" + "k/", "/roo" + "t/", "/hom" + "e/", "pyp" + "i"]), re.I)


def listed(section: str, key: str) -> list[str]:
    """A setting of setup.cfg that holds one value a line."""
    lines = CONFIG[section].get(key, "").splitlines()
    return [line.strip() for line in lines if line.strip()]


def folder_of(package: str) -> Path:
    """Where a package's files are."""
    return ROOT / ELSEWHERE.get(package, package.replace(".", "/"))


def requirement(line: str) -> str:
    """The module a requirement gives, like ``flask_babel``."""
    return re.split(r"[<>=!\[; ]", line)[0].replace("-", "_").lower()


def test_every_package_is_listed_and_no_other() -> None:
    folders = [path.parent.relative_to(ROOT) for path in package_files("__init__.py")]
    assert set(listed("options", "packages")) == {".".join(one.parts) for one in folders} | set(
        ELSEWHERE
    )


def test_every_listed_package_can_be_imported() -> None:
    missing = [
        name
        for name in listed("options", "packages")
        if not (folder_of(name) / "__init__.py").is_file()
    ]
    assert missing == []


def test_everything_beside_the_modules_is_installed_too() -> None:
    covered: set[Path] = set()
    for package, patterns in CONFIG["options.package_data"].items():
        for pattern in patterns.split(","):
            pattern = f"{pattern.strip()}/*" if pattern.strip().endswith("**") else pattern.strip()
            covered |= set(folder_of(package).glob(pattern))
    beside = {path for path in package_files("") if path.is_file() and path.suffix != ".py"}
    beside = {path for path in beside if not MADE.search(path.name)}
    assert len(beside) > 100, "the search has gone blind"
    assert sorted(told(path) for path in beside - covered) == []


def test_no_pattern_of_installed_files_is_empty() -> None:
    empty = [
        f"{package}: {pattern.strip()}"
        for package, patterns in CONFIG["options.package_data"].items()
        for pattern in patterns.split(",")
        if package not in ELSEWHERE and not any(folder_of(package).glob(pattern.strip()))
    ]
    assert empty == []


def test_what_is_imported_is_required_and_what_is_required_is_imported() -> None:
    imported = {
        ((isinstance(node, ast.ImportFrom) and node.module) or alias.name).partition(".")[0]
        for path in package_files(".py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    required = {requirement(line) for line in listed("options", "install_requires")}
    assert required <= imported
    outside = {name for name in imported if not is_standard(name)} - {PACKAGE}
    assert outside - required <= COME_WITH.keys()


def is_standard(name: str) -> bool:
    """True for modules that come with Python."""
    return name in sys.stdlib_module_names


def test_the_translations_are_found() -> None:
    assert own_translations() == ROOT / "translations"
    assert (own_translations() / "__init__.py").is_file()


def test_every_command_that_is_promised_exists() -> None:
    for line in [
        line for lines in CONFIG["options.entry_points"].values() for line in lines.splitlines()
    ]:
        if "=" in line:
            module, _, name = line.partition("=")[2].strip().partition(":")
            assert callable(getattr(import_module(module), name)), line


def test_the_version_stands_in_one_place() -> None:
    assert CONFIG["metadata"]["version"] == f"attr: {PACKAGE}.__version__"
    quoted = re.compile(rf"version[\W_]+{re.escape(boernestemme.__version__)}\b", re.IGNORECASE)
    places = [told(path) for path in project_files() if quoted.search(path.read_text())]
    assert places == [f"{PACKAGE}/__init__.py"]


@pytest.mark.parametrize("document", DOCUMENTS, ids=told)
def test_every_file_that_a_document_points_to_exists(document: Path) -> None:
    targets = LINK.findall(document.read_text())
    assert [one for one in targets if not (document.parent / one).exists()] == []


def test_every_make_target_and_command_that_a_document_names_exists() -> None:
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE)
    commands = OurCommands()
    known = set(commands.list_commands(Context(commands)))
    for document in DOCUMENTS:
        words = document.read_text()
        named = set(re.findall(r"(?:`|^)make ([a-z-]+)", words, re.MULTILINE))
        called = set(re.findall(r"(?:`|^)boernestemme ([a-z-]+)", words, re.MULTILINE))
        assert named <= set(targets), told(document)
        assert called <= known, told(document)


def test_the_source_archive_and_the_makefile_name_files_that_exist() -> None:
    lines = (ROOT / "MANIFEST.in").read_text().splitlines()
    named = [name for line in lines if re.match("include|graft", line) for name in line.split()[1:]]
    named += re.findall(r"[\w/]+\.(?:py|cfg)\b", (ROOT / "Makefile").read_text())
    assert [name for name in named if not (ROOT / name).exists()] == []


def test_no_file_names_one_machine() -> None:
    faults = [
        f"{told(path)}:{number}"
        for path in project_files()
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if MACHINES.search(line)
    ]
    assert faults == []


@pytest.mark.parametrize("text", ["cd /wor" + "k/main", "~ = /roo" + "t/x", "from Pyp" + "I"])
def test_a_machines_name_is_found(text: str) -> None:
    assert MACHINES.search(text)
