"""`boernestemme serve`: the production server, one door or more."""

import gc
import socket
from collections.abc import Mapping
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication

from boernestemme.domain.errors import SettingsMissing
from boernestemme.services.forking import before_forking
from boernestemme.web.logs import LogFormat, write_json, write_text

DEFAULT_AUDIENCES = "child,caseworker,board"
SLOWEST_SECONDS, SILENT_SECONDS = 30, 60
MIGRATIONS = "migrations"
UNSAFE = "as it is, an answer that was received could be lost"


class Server(BaseApplication):
    """Gunicorn with settings from here. It writes no access log: paths may hold links."""

    def __init__(self, app: Flask, options: dict[str, Any]) -> None:
        self._app = app
        self._options = options
        super().__init__()

    def load_config(self) -> None:
        """Hand the options over."""
        for name, value in self._options.items():
            self.cfg.set(name, value)  # type: ignore[union-attr]  # gunicorn is untyped: None at first

    def load(self) -> Flask:
        """The app."""
        return self._app


def _wait_for_words(server: Any) -> None:
    """Let the kernel keep a connection until its browser speaks, or for so long.

    A browser opens some ahead of time. A sync worker that takes one waits for it, and where no
    nginx stands in front, two of them could keep every child out. Only Linux can.
    """
    for listener in server.LISTENERS:
        if listener.sock.family != socket.AF_UNIX and hasattr(socket, "TCP_DEFER_ACCEPT"):
            listener.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_DEFER_ACCEPT, SILENT_SECONDS)


def serve(app: Flask, bind: str, workers: int, more: Mapping[str, Any] | None = None) -> None:
    """Serve until stopped. Sync workers: each holds the write lock for one short moment."""
    with app.app_context():
        missing = app.extensions["readiness"]()
        before_forking()
    if missing:
        mend = "run 'boernestemme setup'" if missing == MIGRATIONS else UNSAFE
        raise SettingsMissing(f"not ready: {missing}: {mend}")
    options = {
        "bind": bind,
        "workers": workers,
        "worker_class": "sync",
        "timeout": SLOWEST_SECONDS,
        "accesslog": None,
        "loglevel": "warning",
        "control_socket_disable": True,
        "pre_fork": lambda server, _worker: _wait_for_words(server),
    }
    _warm(app)
    server = Server(app, {**options, **(more or {})})
    gc.collect()
    gc.freeze()  # what is there by now stays, and no worker walks through what all of them share
    server.run()


def _warm(app: Flask) -> None:
    """Read every template before the workers part, so that they share it."""
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


@click.command("serve")
@click.option("--audiences", default=DEFAULT_AUDIENCES, show_default=True)
@click.option("--bind", default="127.0.0.1:8000", show_default=True)
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1, 64))
@click.option("--metrics", metavar="ADDRESS", help="Show figures for Prometheus there as well.")
@click.option(
    "--log-format",
    default=LogFormat.TEXT.value,
    show_default=True,
    type=click.Choice([one.value for one in LogFormat]),
)
def serve_command(
    audiences: str, bind: str, workers: int, metrics: str | None, log_format: str
) -> None:
    """Serve one door or more in production."""
    from boernestemme import create_app

    app = create_app(audiences=[name.strip() for name in audiences.split(",")])
    hooks = {} if metrics is None else _measured(app, metrics)
    write = write_json if log_format == LogFormat.JSON else write_text
    hooks["on_starting"] = lambda _server: write()
    serve(app, bind, workers, hooks)


def _measured(app: Flask, address: str) -> dict[str, Any]:
    """Count the app's requests, and show them from the server's own process."""
    from boernestemme.web.metrics import (
        checked_address,
        count_requests,
        forget_all,
        forget_process,
        show_metrics,
    )

    host, port = checked_address(address)
    count_requests(app)
    return {
        "when_ready": lambda _server: show_metrics(host, port),
        "child_exit": lambda _server, worker: forget_process(worker.pid),
        "on_exit": lambda _server: forget_all(),
    }
