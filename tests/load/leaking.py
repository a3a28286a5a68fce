"""The product with a leak, for the control: every request leaves some of itself in memory."""

from collections.abc import Iterable
from typing import Any

from flask import Flask

from boernestemme import create_app

LEFT_BYTES = 20_000
_left: list[bytearray] = []


def make_app() -> Flask:
    """The product as the environment sets it up, but that nothing is let go of."""
    app = create_app()
    inner = app.wsgi_app

    def leaking(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        _left.append(bytearray(b"x" * LEFT_BYTES))
        return inner(environ, start_response)

    app.wsgi_app = leaking  # type: ignore[method-assign]  # a middleware, as Flask's manual has it
    return app
