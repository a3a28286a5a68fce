"""For WSGI servers and for `flask --app wsgi`: the app, made when it is first asked for."""

from typing import Any


def __getattr__(name: str) -> Any:
    if name != "app":
        raise AttributeError(name)
    from boernestemme import create_app

    app = create_app()
    globals()["app"] = app
    return app
