"""Puts a mutant's code into a living process, whoever holds its function by whatever name."""

import ast
import functools
import gc
from types import CodeType, FunctionType

Key = tuple[str, int]


class NotSwapped(ValueError):
    """The mutant's code fits no function that lives: it cannot be tried."""


def codes(code: CodeType) -> dict[Key, CodeType]:
    """Every function's code in a module's, by its name and first line."""
    below = (one for one in code.co_consts if isinstance(one, CodeType))
    found = {(one.co_qualname, one.co_firstlineno): one for one in below}
    for one in list(found.values()):
        found |= codes(one)
    return found


def swap(module: ast.Module, filename: str, function: str) -> None:
    """From now on this function of the module runs as the mutant has it.

    Raises NotSwapped.
    """
    new = codes(compile(module, filename, "exec", dont_inherit=True))
    living = [one for one in gc.get_objects() if isinstance(one, FunctionType)]
    done = 0
    for one in living:
        code = one.__code__
        if code.co_filename == filename and belongs(code.co_qualname, function):
            try:
                one.__code__ = new[code.co_qualname, code.co_firstlineno]
            except (KeyError, ValueError) as problem:
                raise NotSwapped(str(problem)) from problem
            done += 1
    if not done:
        raise NotSwapped(function)
    for kept in gc.get_objects():
        if isinstance(kept, functools._lru_cache_wrapper):
            kept.cache_clear()


def belongs(name: str, function: str) -> bool:
    """True for the function itself and what is made inside it."""
    return name == function or name.startswith(f"{function}.<locals>")
