"""Small faults put into a module, one at a time: what a tired person might type."""

import ast
import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

SWAPPED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.FloorDiv, ast.Pow: ast.Mult, ast.BitOr: ast.BitAnd,
    ast.BitAnd: ast.BitOr, ast.BitXor: ast.BitOr, ast.And: ast.Or, ast.Or: ast.And,
    ast.Break: ast.Continue, ast.Continue: ast.Break,
}  # fmt: skip
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Mutant:
    """One fault: in which function and line, what became what, and the whole module with it."""

    function: str
    line: int
    was: str
    became: str
    module: ast.Module

    def __str__(self) -> str:
        return f"{self.line} {self.function}: {self.was} -> {self.became}"


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of its lines."""
    tree = ast.parse(source)
    return [
        mutant
        for function, path in functions(tree)
        for place in inside(at(tree, path), path)
        for mutant in changed(tree, function, place)
    ]


def functions(tree: ast.AST, name: str = "", path: Path = ()) -> Iterator[tuple[str, Path]]:
    """The outermost functions by name, methods with their class, and where they are."""
    for step, child in children(tree):
        if isinstance(child, FUNCTIONS):
            yield f"{name}{child.name}", (*path, *step)
        elif isinstance(child, ast.ClassDef):
            yield from functions(child, f"{name}{child.name}.", (*path, *step))


def children(node: ast.AST) -> Iterator[tuple[Path, ast.AST]]:
    """The nodes right below one, and the way to each."""
    for name, value in ast.iter_fields(node):
        if isinstance(value, ast.AST):
            yield (name,), value
        elif isinstance(value, list):
            nodes = (pair for pair in enumerate(value) if isinstance(pair[1], ast.AST))
            yield from (((name, number), one) for number, one in nodes)


def inside(node: ast.AST, path: Path) -> Iterator[Path]:
    """Every place in a function's body: not its signature, decorators, docstring, annotations."""
    for step, child in children(node):
        unread = isinstance(node, FUNCTIONS) and step[0] != "body"
        documents = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if unread or documents or step[0] == "annotation" or isinstance(child, ast.JoinedStr):
            continue
        yield (*path, *step)
        yield from inside(child, (*path, *step))


def at(tree: ast.AST, path: Path) -> Any:
    """What is at a place: a node, or a list of them."""
    found: Any = tree
    for step in path:
        found = found[step] if isinstance(step, int) else getattr(found, step)
    return found


def changed(tree: ast.Module, function: str, path: Path) -> Iterator[Mutant]:
    """The mutants that this one place gives."""
    node = at(tree, path)
    above = (at(tree, path[:many]) for many in range(len(path), 0, -1))
    line = next(one.lineno for one in above if hasattr(one, "lineno"))
    for new in instead(node):
        whole = copy.deepcopy(tree)
        holder, last = at(whole, path[:-1]), path[-1]
        if isinstance(last, int):
            holder[last] = ast.copy_location(new, node)
        else:
            setattr(holder, last, ast.copy_location(new, node))
        yield Mutant(function, line, told(node), told(new), ast.fix_missing_locations(whole))


def instead(node: ast.AST) -> Iterator[ast.AST]:
    """What may stand in a node's place."""
    if type(node) in SWAPPED:
        yield SWAPPED[type(node)]()
    elif isinstance(node, ast.Constant):
        yield from (ast.Constant(value) for value in other(node.value))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not | ast.USub):
        yield copy.deepcopy(node.operand)
    elif isinstance(node, ast.Return) and node.value is not None and told(node.value) != "None":
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Assign) and told(node.value) != "None":
        yield ast.Assign(copy.deepcopy(node.targets), ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass()


def other(value: object) -> Iterator[object]:
    """Another value of the same kind."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, str):
        yield f"X{value}"
    elif isinstance(value, bytes):
        yield b"X" + value


def told(node: ast.AST) -> str:
    """A node as one would write it, on one line."""
    words = ast.unparse(node) if isinstance(node, ast.expr | ast.stmt) else type(node).__name__
    return " ".join(words.split())[:80]
