"""`boernestemme serve`: the production server, one door or more."""

from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from boernestemme.domain.errors import SettingsMissing
from boernestemme.services.setting_up import before_forking

DEFAULT_AUDIENCES = "child,caseworker,board"
SLOWEST_SECONDS = 30


class Server(BaseApplication):
    """Gunicorn with settings from here. It writes no access log: paths may hold links."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self._options.items():
            # Gunicorn has no types of its own: it seems to be None until this is called.
            self.cfg.set(name, value)  # type: ignore[union-attr]

    def load(self) -> Flask:
        """The app."""
        return self._app


def serve(app: Flask, bind: str, workers: int) -> None:
    """Serve until stopped. Sync workers: each holds the write lock for one short moment."""
    with app.app_context():
        missing = app.extensions["readiness"]()
        before_forking()
    if missing:
        raise SettingsMissing(f"not ready: {missing}: run 'boernestemme setup'")
    Server(
        app,
        {
            "bind": bind,
            "workers": workers,
            "worker_class": "sync",
            "timeout": SLOWEST_SECONDS,
            "accesslog": None,
            "loglevel": "warning",
            "control_socket_disable": True,
        },
    ).run()


@click.command("serve")
@click.option("--audiences", default=DEFAULT_AUDIENCES, show_default=True)
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
def serve_command(audiences: str, bind: str, workers: int) -> None:
    """Serve one door or more in production."""
    from boernestemme import create_app

    app = create_app(audiences=[name.strip() for name in audiences.split(",")])
    serve(app, bind, workers)
