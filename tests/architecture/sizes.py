"""How big files and functions may be, and what is bigger than that."""

import ast
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef

MODULE_LINES = 250
TEST_LINES = 300
CONFTEST_LINES = 120
FUNCTION_LINES = 40
TEST_FUNCTION_LINES = 30
VIEW_LINES = 30
FACTORY_LINES = 80
BRANCH_SCORE = 8
TEMPLATE_LINES = 120
STYLESHEET_LINES = 200
FACTORY = "create_app"
VIEW_MARKS = frozenset({"get", "post", "route"})
BRANCHING = (
    ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler, ast.match_case,
)  # fmt: skip


def too_long(path: Path, is_test: bool = False) -> Iterator[str]:
    """What in a file is longer or more branched than it may be, one line each."""
    lines = len(path.read_text().splitlines())
    limit = _file_limit(path, is_test)
    if limit and lines > limit:
        yield f"{path.name}: {lines} lines, at most {limit}"
    if path.suffix == ".py":
        for function in _functions(ast.parse(path.read_text())):
            yield from _function_faults(path, function, is_test)


def _file_limit(path: Path, is_test: bool) -> int | None:
    if path.name == "conftest.py":
        return CONFTEST_LINES
    if path.suffix == ".py":
        return TEST_LINES if is_test else MODULE_LINES
    return {".html": TEMPLATE_LINES, ".css": STYLESHEET_LINES, ".js": STYLESHEET_LINES}.get(
        path.suffix
    )


def _functions(tree: ast.AST) -> Iterator[Function]:
    return (node for node in ast.walk(tree) if isinstance(node, Function))


def _function_faults(path: Path, function: Function, is_test: bool) -> Iterator[str]:
    where = f"{path.name}:{function.lineno} {function.name}"
    lines = (function.end_lineno or function.lineno) - function.lineno + 1
    limit = _function_limit(function, is_test)
    if lines > limit:
        yield f"{where}: {lines} lines, at most {limit}"
    score = 0 if is_test else branch_score(function)
    if score > BRANCH_SCORE:
        yield f"{where}: branch score {score}, at most {BRANCH_SCORE}"


def _function_limit(function: Function, is_test: bool) -> int:
    if is_test:
        return TEST_FUNCTION_LINES
    if function.name == FACTORY:
        return FACTORY_LINES
    return VIEW_LINES if is_view(function) else FUNCTION_LINES


def is_view(function: Function) -> bool:
    """True when a decorator like ``blueprint.get(...)`` makes the function answer requests."""
    called = (mark.func for mark in function.decorator_list if isinstance(mark, ast.Call))
    return any(isinstance(mark, ast.Attribute) and mark.attr in VIEW_MARKS for mark in called)


def branch_score(function: Function) -> int:
    """One, and one more for every place where the way through the function divides."""
    nodes = list(ast.walk(function))
    conditions = sum(len(node.ifs) for node in nodes if isinstance(node, ast.comprehension))
    return 1 + conditions + sum(isinstance(node, BRANCHING) for node in nodes)
