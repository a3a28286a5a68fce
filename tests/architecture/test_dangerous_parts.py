"""Parts that are easily misused stand in few places: programs, ciphers, chance, code from text."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.project import ROOT, package_files

pytestmark = pytest.mark.architecture

# What runs or unpacks what it is given, and what reads XML.
NEVER_IMPORTED = {"code", "dill", "lxml", "marshal", "pickle", "shelve", "xml", "yaml"}
NEVER_CALLED = {
    "__import__", "compile", "eval", "exec", "execfile", "from_string", "popen",
    "render_template_string", "system",
}  # fmt: skip
OF_REGULAR_EXPRESSIONS = "re.compile"
STARTS_PROGRAMS = {"storage/postgresql_tools.py", "storage/database_filling.py"}
CIPHERS = {"authlib", "cryptography", "itsdangerous", "joserfc"}
USES_CIPHERS = {
    "services/asking_provider.py", "services/assertions.py", "services/provider_metadata.py",
    "services/totp.py", "storage/backup_key.py", "storage/backup_opening.py",
    "storage/backup_sealing.py", "storage/browser_secret.py", "storage/delivery_key.py",
    "storage/delivery_opening.py", "storage/delivery_sealing.py", "storage/letters.py",
    "storage/mark_opening.py", "storage/mark_sealing.py", "storage/opening.py",
    "storage/passwords.py", "storage/sealing.py", "storage/sign_in_key.py",
    "storage/statistics_secret.py", "storage/tokens.py", "storage/wrapping.py",
}  # fmt: skip
# Draw the same each time on purpose: a demo shows the same house again.
INVENTS = {"cli/demo_meetings.py", "cli/demo_numbers.py"}
WEAK = {"MD5", "SHA1", "md5", "sha1", "new"}

Tree = ast.Module


@pytest.fixture(scope="module")
def trees() -> dict[str, Tree]:
    """Every module of the package, by its path below it."""
    home = ROOT / "boernestemme"
    return {
        str(file.relative_to(home)): ast.parse(file.read_text()) for file in package_files("py")
    }


def imported(tree: Tree) -> Iterator[str]:
    """What a module imports, and from there what: ``random`` and ``random.Random``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{one.name}" for one in node.names)


def tops(tree: Tree) -> set[str]:
    """The packages a module imports from."""
    return {name.partition(".")[0] for name in imported(tree)}


def calls(tree: Tree) -> Iterator[tuple[str, ast.Call]]:
    """The dotted name of whatever is called, as it is written."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def said(call: ast.Call, word: str) -> object:
    """The constant a call gives for a keyword."""
    given = [one.value for one in call.keywords if one.arg == word]
    return given[0].value if given and isinstance(given[0], ast.Constant) else None


def misused(tree: Tree) -> set[str]:
    """What runs or unpacks text in a module."""
    called = {name for name, _ in calls(tree) if name != OF_REGULAR_EXPRESSIONS}
    last = {name.rpartition(".")[2] for name in called}
    return (tops(tree) & NEVER_IMPORTED) | (last & NEVER_CALLED)


def draws_lots(tree: Tree) -> set[str]:
    """Chance that is not the system's own."""
    names = {one for one in imported(tree) if one.partition(".")[0] in {"numpy", "random", "uuid"}}
    return names - {"random", "random.SystemRandom"} if "random.SystemRandom" in names else names


def weak(tree: Tree) -> set[str]:
    """Hashes that no longer hold, or that are named by a text."""
    named = (one for one in ast.walk(tree) if isinstance(one, ast.Attribute) and one.attr in WEAK)
    whole = {*imported(tree), *map(ast.unparse, named)}
    return {name.rpartition(".")[2] for name in whole if "hash" in name} & WEAK


def follows(tree: Tree) -> list[str]:
    """Calls to another machine that would go wherever it sends them."""
    asks = [one for one in calls(tree) if any(word.arg == "timeout" for word in one[1].keywords)]
    return [name for name, call in asks if said(call, "allow_redirects") is not False]


def test_nothing_runs_or_unpacks_what_somebody_sent(trees: dict[str, Tree]) -> None:
    assert {name: found for name, tree in trees.items() if (found := misused(tree))} == {}


def test_only_these_modules_start_programs_and_none_by_a_shell(trees: dict[str, Tree]) -> None:
    able = {name for name, tree in trees.items() if "subprocess" in tops(tree)}
    assert able == STARTS_PROGRAMS
    assert not [1 for name in able for _, one in calls(trees[name]) if said(one, "shell")]


def test_only_these_modules_use_ciphers(trees: dict[str, Tree]) -> None:
    assert {name for name, tree in trees.items() if CIPHERS & tops(tree)} == USES_CIPHERS


def test_weak_hashes_stand_in_one_place(trees: dict[str, Tree]) -> None:
    found = {name: which for name, tree in trees.items() if (which := weak(tree))}
    assert found == {"services/totp.py": {"SHA1"}}


def test_chance_comes_from_the_system_alone(trees: dict[str, Tree]) -> None:
    found = {name for name, tree in trees.items() if draws_lots(tree)}
    assert found - {"services/solving.py"} == INVENTS, "a solver's arrays are no chance"


def test_body_and_address_are_never_mixed() -> None:
    """A field of a form and a word of an address are never looked for in one place."""
    both = "request.values"
    assert not [file.name for file in package_files("py") if both in file.read_text()]


def test_no_redirect_is_followed(trees: dict[str, Tree]) -> None:
    ask = [name for name, tree in trees.items() if "requests" in tops(tree)]
    assert len(ask) == 2
    assert [one for name in ask for one in follows(trees[name])] == []


def test_the_control_each_misuse_is_found() -> None:
    assert misused(ast.parse("import pickle\neval('1')\nos.system('x')")) == {
        "pickle", "eval", "system"
    }  # fmt: skip
    assert misused(ast.parse("import re\nre.compile('x')")) == set()
    assert draws_lots(ast.parse("from random import choice")) == {"random", "random.choice"}
    assert draws_lots(ast.parse("from random import SystemRandom")) == set()
    assert weak(ast.parse("import hashlib\nhashlib.md5(b'')")) == {"md5"}
    assert follows(ast.parse("requests.get(address, timeout=1)")) == ["requests.get"]
    assert follows(ast.parse("requests.get(a, timeout=1, allow_redirects=False)")) == []
