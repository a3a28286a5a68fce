"""Every function that Flask calls answers at once: the application no longer asks it."""

from collections.abc import Callable, Iterator
from inspect import iscoroutinefunction
from typing import Any

from flask import Flask

from tests.web.scene import Scene

HOOKS = ("before_request_funcs", "after_request_funcs", "teardown_request_funcs")


def called(app: Flask) -> Iterator[Callable[..., Any]]:
    yield from app.view_functions.values()
    yield from app.teardown_appcontext_funcs
    for name in HOOKS:
        for functions in getattr(app, name).values():
            yield from functions
    for by_code in app.error_handler_spec.values():
        for handlers in by_code.values():
            yield from handlers.values()


def test_no_function_of_the_app_is_a_coroutine(scene: Scene) -> None:
    found = list(called(scene.app))
    assert len(found) > 100
    assert not [one for one in found if iscoroutinefunction(one)]


def test_one_that_were_would_be_found() -> None:
    """The control of the test above."""
    app = Flask("control")

    @app.before_request
    async def wait() -> None: ...

    assert [one for one in called(app) if iscoroutinefunction(one)] == [wait]
