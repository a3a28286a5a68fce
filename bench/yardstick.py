"""The yardstick: a bare Flask app that takes the same journey and does the least that counts.

Each GET is a page of the product's size through a template with one variable; each POST reads
the same fields and redirects; SEND is one conditional UPDATE and one INSERT, committed as
durably as the product's. No forms library, no Babel, no sealing, no sessions.
"""

import json
import os
import sqlite3
from collections.abc import Callable
from functools import cache
from typing import Any

from flask import Flask, Response, redirect, request
from jinja2 import Template

from bench.journey import CHECK, DOOR, THANKS, WORDS

DATABASE, SIZES = "YARDSTICK_DATABASE", "YARDSTICK_SIZES"
PAGE = (
    '<!doctype html><html lang="da"><title>Hej</title><form method="post">'
    '<input type="hidden" name="csrf_token" value="{{ token }}">'
)
LAST_SCREEN = 7
TABLES = (
    "CREATE TABLE links (id VARCHAR(40) PRIMARY KEY, answered INTEGER NOT NULL)",
    "CREATE TABLE answers (link VARCHAR(40) PRIMARY KEY, content TEXT NOT NULL)",
)


def connect(address: str) -> Any:
    """A plain DB-API connection: SQLite with WAL and FULL, or PostgreSQL."""
    if address.startswith("postgresql"):
        import psycopg

        return psycopg.connect(address.replace("+psycopg", "", 1))
    connection = sqlite3.connect(address.removeprefix("sqlite:///"), timeout=10)
    connection.execute("PRAGMA journal_mode=WAL").close()
    connection.execute("PRAGMA synchronous=FULL").close()
    return connection


def fill(address: str, links: int) -> list[str]:
    """Tables, and this many links that nobody has answered; their ids."""
    ids = [f"link-{number:020d}" for number in range(links)]
    mark = "%s" if address.startswith("postgresql") else "?"
    connection = connect(address)
    cursor = connection.cursor()
    for table in TABLES:
        cursor.execute(table)
    cursor.executemany(f"INSERT INTO links VALUES ({mark}, 0)", [(one,) for one in ids])
    connection.commit()
    connection.close()
    return ids


def make_app() -> Flask:
    """The app; its database and the sizes of its pages come from the environment."""
    address = os.environ[DATABASE]
    app = Flask(__name__, static_folder=None)
    shown = _templates(json.loads(os.environ[SIZES]))
    kept = cache(connect)
    _add_door(app, shown[DOOR])
    _add_forms(app, shown)
    _add_send(app, shown, lambda: kept(address), "%s" if "postgresql" in address else "?")
    app.add_url_rule("/readyz", view_func=lambda: "ready", endpoint="ready")
    return app


def _templates(sizes: dict[str, int]) -> dict[str, Template]:
    return {page: Template(PAGE + "." * max(0, size - len(PAGE))) for page, size in sizes.items()}


def _add_door(app: Flask, shown: Template) -> None:
    @app.get(f"{DOOR}/<link>")
    def door(link: str) -> str:
        return shown.render(token=link)

    @app.post(f"{DOOR}/<link>")
    def begin(link: str) -> Any:
        response = redirect(WORDS, 303)
        response.set_cookie("link", link)
        return response


def _add_forms(app: Flask, shown: dict[str, Template]) -> None:
    following = [WORDS, *(f"/svar/{number}" for number in range(1, LAST_SCREEN + 1)), CHECK]
    for page, after in zip(following, following[1:], strict=False):
        app.add_url_rule(page, f"show {page}", _shows(shown[page]), methods=["GET"])
        app.add_url_rule(page, f"take {page}", _takes(after), methods=["POST"])


def _shows(page: Template) -> Callable[[], str]:
    return lambda: page.render(token=request.cookies["link"])


def _takes(after: str) -> Callable[[], Any]:
    def take() -> Any:
        fields = request.form.to_dict()
        return redirect(after, 303) if fields else Response(status=400)

    return take


def _add_send(
    app: Flask, shown: dict[str, Template], connection: Callable[[], Any], mark: str
) -> None:
    app.add_url_rule(CHECK, "check", _shows(shown[CHECK]), methods=["GET"])
    app.add_url_rule(THANKS, "thanks", _shows(shown[THANKS]), methods=["GET"])

    @app.post(CHECK)
    def send() -> Any:
        link, database = request.cookies["link"], connection()
        content = json.dumps(request.form.to_dict())
        cursor = database.cursor()
        claim = f"UPDATE links SET answered = 1 WHERE id = {mark} AND answered = 0"
        cursor.execute(claim, (link,))
        if cursor.rowcount != 1:
            database.rollback()
            return Response(status=409)
        cursor.execute(f"INSERT INTO answers VALUES ({mark}, {mark})", (link, content))
        database.commit()
        return redirect(THANKS, 303)
