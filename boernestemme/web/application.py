"""Flask's application, without asking each function at each request if it is a coroutine."""

from collections.abc import Callable
from typing import Any

from flask import Flask


class Application(Flask):
    """Views, rules and signals of ours all answer at once."""

    def ensure_sync(self, func: Callable[..., Any]) -> Callable[..., Any]:
        """The function itself; Flask asks here, several times a request."""
        return func
