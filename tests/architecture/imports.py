"""Reads what every module of a package imports, without running any of it."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DYNAMIC = frozenset({"import_module", "__import__", "resolve_name"})
UNREADABLE = "<computed>"


@dataclass(frozen=True)
class Import:
    """One import as written: its target, its line, and how it was written."""

    target: str
    line: int
    is_relative: bool = False
    in_function: bool = False


@dataclass(frozen=True)
class Module:
    """A module, and everything it imports: at the top, in functions, for types, by name."""

    name: str
    is_package: bool
    imports: tuple[Import, ...]


def read_modules(root: Path, package: str) -> dict[str, Module]:
    """Every module of ``package`` under ``root``, by its dotted name."""
    found = {}
    for path in sorted((root / package).rglob("*.py")):
        parts = path.relative_to(root).with_suffix("").parts
        is_package = parts[-1] == "__init__"
        name = ".".join(parts[:-1] if is_package else parts)
        found[name] = Module(name, is_package, _imports(path.read_text(), name, is_package))
    return found


@cache
def _imports(source: str, name: str, is_package: bool) -> tuple[Import, ...]:
    tree = ast.parse(source)
    inside = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        for node in ast.walk(function)
    }
    home = name if is_package else name.rpartition(".")[0]
    bound = dict(_bound_names(tree))
    return tuple(
        Import(target, getattr(node, "lineno", 0), is_relative, id(node) in inside)
        for node in ast.walk(tree)
        for target, is_relative in _targets(node, home, bound)
    )


def _bound_names(tree: ast.AST) -> Iterator[tuple[str, str]]:
    """Local names and the dotted name each stands for, to follow ``storage.opening``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                yield (alias.asname, alias.name) if alias.asname else (top, top)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            for alias in node.names:
                yield alias.asname or alias.name, f"{node.module}.{alias.name}"


def _targets(node: ast.AST, home: str, bound: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name, False) for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            above = home.split(".")[: len(home.split(".")) - node.level + 1]
            base = ".".join([*above, *filter(None, [node.module])])
        yield from ((f"{base}.{alias.name}", bool(node.level)) for alias in node.names)
    elif isinstance(node, ast.Call) and _called(node) in DYNAMIC:
        yield _literal(node), False
    elif isinstance(node, ast.Attribute):
        chain = _chain(node)
        if chain and chain[0] in bound:
            yield ".".join([bound[chain[0]], *chain[1:]]), False


def _called(node: ast.Call) -> str:
    function = node.func
    return str(getattr(function, "attr", None) or getattr(function, "id", ""))


def _literal(node: ast.Call) -> str:
    first = node.args[0] if node.args else None
    value = first.value if isinstance(first, ast.Constant) else None
    if not isinstance(value, str) or value.startswith("."):
        return UNREADABLE
    return value.replace(":", ".")


def _chain(node: ast.expr) -> list[str]:
    """``a.b.c`` as a list; empty when it does not begin with a plain name."""
    names: list[str] = []
    while isinstance(node, ast.Attribute):
        names.append(node.attr)
        node = node.value
    return [node.id, *reversed(names)] if isinstance(node, ast.Name) else []


def imported_module(target: str, modules: Mapping[str, Module]) -> str | None:
    """The module of the package that ``target`` names, whole or without its last parts."""
    while target and target not in modules:
        target = target.rpartition(".")[0]
    return target or None
