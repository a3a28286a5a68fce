"""Sides whose sessions are kept badly, on purpose: the controls."""

from flask import Flask, redirect, request, session
from werkzeug.wrappers import Response

from boernestemme.storage.ids import new_id
from tests.limits.browsers import in_process
from tests.limits.sessions import COOKIE, HOME, SIGN_IN, SIGN_OUT


class ClientSide:
    """Who is signed in stands in the cookie itself, signed, as Flask's own sessions are."""

    def __init__(self) -> None:
        self._closed: set[str] = set()
        app = Flask("careless")
        app.secret_key = new_id()
        app.add_url_rule(HOME, view_func=self._home)
        app.add_url_rule(SIGN_IN, view_func=self._sign_in, methods=["GET", "POST"])
        app.add_url_rule(SIGN_OUT, view_func=self._sign_out, methods=["POST"])
        self.send = in_process(app.wsgi_app)

    def somebody(self) -> str:
        """The e-mail of somebody new."""
        return f"{new_id()}@test.example"

    def close(self, email: str) -> None:
        """Nobody closed signs in any more."""
        self._closed.add(email)

    def _home(self) -> Response | str:
        return session["email"] if "email" in session else redirect(SIGN_IN, 303)

    def _sign_in(self) -> Response | str:
        if request.method == "GET" or request.form["email"] in self._closed:
            return ""
        session["email"] = request.form["email"]
        return redirect(HOME, 303)

    def _sign_out(self) -> Response:
        session.clear()
        return redirect(SIGN_IN, 303)


class KeepsIds(ClientSide):
    """Whoever signs in keeps the id that their browser brought."""

    def __init__(self) -> None:
        super().__init__()
        self._known: dict[str, str] = {}

    def _home(self) -> Response | str:
        return self._known.get(request.cookies.get(COOKIE, "")) or redirect(SIGN_IN, 303)

    def _sign_in(self) -> Response | str:
        if request.method == "GET":
            return ""
        brought = request.cookies.get(COOKIE) or new_id()
        self._known[brought] = request.form["email"]
        answer = redirect(HOME, 303)
        answer.set_cookie(COOKIE, brought)
        return answer
