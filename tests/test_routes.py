"""Routes: the app answers exactly those on the list, and none that nobody has declared."""

from collections.abc import Callable

import pytest
from flask import Blueprint, Flask

from boernestemme.domain.roles import Permission
from boernestemme.web.guard import opens
from tests.routes import ROUTES, routes_of

# What each part of the app can check. A route must not ask for what nobody there looks after.
CHECKED = {
    "assets": {Permission.ANYBODY},
    "health": {Permission.ANYBODY},
    "well_known": {Permission.ANYBODY},
    "sms_status": {Permission.ANYBODY},
    "caseworker_provider": {Permission.ANYBODY},
    "board_provider": {Permission.ANYBODY},
    "child": {Permission.ANYBODY, Permission.CHILD_SESSION},
    "caseworker": set(Permission) - {Permission.CHILD_SESSION},
    "leader": set(Permission) - {Permission.CHILD_SESSION},
    "administration": set(Permission) - {Permission.CHILD_SESSION},
    "board": set(Permission) - {Permission.CHILD_SESSION},
    "numbers": {Permission.ANYBODY},
}
PARTS = sorted(CHECKED)


def view() -> Callable[[], str]:
    """A view that somebody added, without a mark."""
    return lambda: "open"


def test_the_list_is_what_the_app_answers(app: Flask) -> None:
    assert routes_of(app) == ROUTES


def test_every_route_asks_for_what_its_part_checks() -> None:
    wrong = [
        endpoint
        for endpoint, (_, _, permission) in ROUTES.items()
        if permission not in CHECKED[endpoint.partition(".")[0]]
    ]
    assert wrong == []


def test_a_new_route_fails_the_comparison_until_it_is_written_down(app: Flask) -> None:
    app.add_url_rule("/svar/ny", "child.planted", view())
    assert routes_of(app) == ROUTES | {"child.planted": ("/svar/ny", "GET", None)}


@pytest.mark.parametrize("part", PARTS)
def test_a_route_without_a_mark_is_not_there(app: Flask, part: str) -> None:
    methods = ["GET", "HEAD", "POST", "PUT"]
    app.add_url_rule("/ny", f"{part}.planted", view(), methods=methods)
    client = app.test_client()
    assert {client.open("/ny", method=method).status_code for method in methods} == {404}


def test_a_route_of_a_new_part_without_a_mark_is_not_there(app: Flask) -> None:
    blueprint = Blueprint("planted", __name__)
    blueprint.get("/ny")(view())
    app.register_blueprint(blueprint)
    assert app.test_client().get("/ny").status_code == 404


@pytest.mark.parametrize("part", PARTS)
def test_a_route_with_a_mark_for_anybody_opens(app: Flask, part: str) -> None:
    """The control: what keeps the others closed is the missing mark and nothing else."""
    app.add_url_rule("/ny", f"{part}.planted", opens(Permission.ANYBODY)(view()))
    assert app.test_client().get("/ny").text == "open"


@pytest.mark.parametrize(
    ("part", "permission"),
    [
        ("child", Permission.READ_MEETING),
        ("caseworker", Permission.CHILD_SESSION),
        ("leader", Permission.CHILD_SESSION),
        ("board", Permission.CHILD_SESSION),
        ("numbers", Permission.SIGNED_IN),
        ("health", Permission.SIGNED_IN),
    ],
)
def test_a_route_that_asks_for_what_its_part_cannot_check_stays_closed(
    app: Flask, part: str, permission: Permission
) -> None:
    app.add_url_rule("/ny", f"{part}.planted", opens(permission)(view()))
    assert app.test_client().get("/ny").text != "open"
