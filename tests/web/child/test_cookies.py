"""Cookies: one name a side, an opaque id, closed to scripts and to other sites."""

import base64
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from boernestemme import create_app
from boernestemme.domain.meeting import AgeGroup
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.factories import NOW, PASSWORD, test_settings
from tests.page_client import PageClient
from tests.web.scene import Scene
from tests.web.walking import COOKIE, arrive

NAME = re.compile(r"^([^=]+)=([^;]*)")
COOKIES = {True: ("besked", "raadgiver"), False: ("__Host-besked", "__Host-raadgiver")}


@pytest.fixture(params=[True, False], ids=["plain http", "https"])
def house(request: pytest.FixtureRequest, settings: Settings) -> Iterator[tuple[Flask, bool]]:
    """An app of its own, over plain HTTP as in the demo and over HTTPS as in production."""
    changed = test_settings(settings.instance, settings.database, plain_http=request.param)
    app = create_app(changed, clock=Clock(NOW))
    yield app, request.param
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def origin(is_plain: bool) -> str:
    return "http://127.0.0.1" if is_plain else "https://127.0.0.1"


def door_pressed(app: Flask, is_plain: bool) -> TestResponse:
    link = Scene(app, Clock(NOW)).link()
    pages, options = PageClient(app), {"base_url": origin(is_plain)}
    pages.get(f"/b/{link.token}", **options)
    data = {"csrf_token": pages.token}
    return pages.client.post(f"/b/{link.token}", data=data, **options)


def signed_in(app: Flask, is_plain: bool) -> TestResponse:
    pages, options = PageClient(app), {"base_url": origin(is_plain)}
    pages.get("/raadgiver/log-ind", **options)
    data = {"csrf_token": pages.token, "email": "mette@test.example", "password": PASSWORD}
    return pages.client.post("/raadgiver/log-ind", data=data, **options)


def only_cookie(response: TestResponse) -> str:
    [cookie] = response.headers.getlist("Set-Cookie")
    return str(cookie)


def test_each_side_has_one_cookie_that_is_closed(house: tuple[Flask, bool]) -> None:
    app, is_plain = house
    given = (door_pressed(app, is_plain), signed_in(app, is_plain))
    for response, name in zip(given, COOKIES[is_plain], strict=True):
        cookie = only_cookie(response)
        assert cookie.startswith(f"{name}=")
        for must in ("HttpOnly", "SameSite=Lax", "Path=/"):
            assert must in cookie.split("; ")
        assert ("Secure" in cookie.split("; ")) is not is_plain
        assert "Domain" not in cookie


def test_the_value_is_an_opaque_id_of_32_random_bytes(house: tuple[Flask, bool]) -> None:
    app, is_plain = house
    values = set()
    for press in (door_pressed, door_pressed, signed_in, signed_in):
        found = NAME.match(only_cookie(press(app, is_plain)))
        assert found
        assert len(base64.urlsafe_b64decode(found[2] + "=")) == 32
        values.add(found[2])
    assert len(values) == 4


def test_a_cookie_taken_has_the_same_name_and_path(house: tuple[Flask, bool]) -> None:
    app, is_plain = house
    response = app.test_client().post("/skjul", base_url=origin(is_plain))
    cookies = response.headers.getlist("Set-Cookie")
    assert len(cookies) == 2, "changed twice, so that Chromium drops the pages it kept"
    for cookie in cookies:
        assert cookie.startswith(f"{COOKIES[is_plain][0]}=;")
        assert "Path=/" in cookie
        assert ("Secure" in cookie) is not is_plain
    assert "Max-Age=0" in cookies[-1]


def test_a_whole_walk_sets_one_cookie_name_and_no_other(scene: Scene) -> None:
    one = arrive(scene)
    one.walk({"place": "skole"}, AgeGroup.OLDER)
    one.send()
    for address in ("/hjaelp", "/hvem-laeser", "/klag", "/svar/1"):
        one.see(address)
    held = one.pages.client._cookies  # the client has no list of its own
    assert {cookie.key for cookie in (held or {}).values()} == {COOKIE}


def test_the_value_says_nothing_about_the_link(scene: Scene) -> None:
    one = arrive(scene)
    assert str(one.cookie) not in one.link.token
    assert not scene.rows("SELECT 1 FROM child_sessions WHERE browser = :b", b=one.cookie)
    assert str(one.cookie) not in scene.everything_stored()
