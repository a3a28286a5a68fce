"""Signing in and out: one message for all that is wrong, limits, and sessions that end."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from tests.factories import PASSWORD
from tests.page_client import PageClient
from tests.web.reading_pages import words_of
from tests.web.scene import STAFF_COOKIE, Scene

SIGN_IN = "/raadgiver/log-ind"
METTE = "mette@test.example"


def sign_in(pages: PageClient, email: str = METTE, password: str = PASSWORD) -> TestResponse:
    pages.get(SIGN_IN)
    return pages.post(SIGN_IN, email=email, password=password)


def cookie_of(pages: PageClient) -> str | None:
    held = pages.client.get_cookie(STAFF_COOKIE)
    return None if held is None else held.value


def test_the_right_password_opens_the_list(scene: Scene) -> None:
    pages = PageClient(scene.app)
    assert sign_in(pages).headers["Location"] == "/raadgiver/"
    assert "Mette" in words_of(pages.get("/raadgiver/"))
    assert pages.get(SIGN_IN).headers["Location"] == "/raadgiver/"


@pytest.mark.parametrize(
    ("email", "password"),
    [(METTE, "forkert kodeord"), ("findes.ikke@test.example", PASSWORD), ("", ""), (METTE, "")],
)
def test_what_is_wrong_is_never_said(scene: Scene, email: str, password: str) -> None:
    pages = PageClient(scene.app)
    page = sign_in(pages, email, password)
    assert page.status_code == 403
    assert "E-mail eller adgangskode passer ikke." in words_of(page)
    assert f'value="{email}"' in page.text
    assert not password or password not in page.text
    assert cookie_of(pages) is None


def test_wrong_password_and_wrong_email_give_the_same_page(scene: Scene) -> None:
    pages = [
        words_of(sign_in(PageClient(scene.app), email, "forkert"))
        for email in (METTE, "findes.ikke@test.example")
    ]
    assert pages[0] == pages[1]


def test_after_ten_tries_even_the_right_password_waits(scene: Scene) -> None:
    pages = PageClient(scene.app)
    sign_in(pages, password="x")
    scene.run("UPDATE tries SET count = 9")
    assert sign_in(pages, password="x").status_code == 403, "the tenth"
    limited = sign_in(pages)
    assert limited.status_code == 429
    assert "Vent et kvarter." in words_of(limited)
    scene.clock.now += timedelta(minutes=16)
    assert sign_in(PageClient(scene.app)).status_code == 303


def test_a_colleague_is_not_locked_out_with_the_one_who_guessed(scene: Scene) -> None:
    sign_in(PageClient(scene.app), password="x")
    scene.run("UPDATE tries SET count = 10")
    assert sign_in(PageClient(scene.app), "jonas@test.example").status_code == 303


def test_signing_out_ends_the_session_on_the_server(scene: Scene) -> None:
    mette = scene.staff()
    cookie = str(cookie_of(mette))
    assert mette.post("/raadgiver/log-ud").headers["Location"] == SIGN_IN
    assert cookie_of(mette) is None
    thief = PageClient(scene.app)
    thief.client.set_cookie(STAFF_COOKIE, cookie)
    assert thief.get("/raadgiver/").headers["Location"] == SIGN_IN


@pytest.mark.parametrize(("minutes", "is_in"), [(14, True), (15, False)])
def test_a_session_ends_when_it_is_idle(scene: Scene, minutes: int, is_in: bool) -> None:
    mette = scene.staff()
    scene.clock.now += timedelta(minutes=minutes)
    assert (mette.get("/raadgiver/").status_code == 200) is is_in


@pytest.mark.parametrize(("hours", "is_in"), [(7, True), (8, False)])
def test_a_session_in_use_ends_after_a_working_day(scene: Scene, hours: int, is_in: bool) -> None:
    mette = scene.staff()
    began = (scene.clock.now - timedelta(hours=hours)).replace(tzinfo=None)
    scene.run("UPDATE staff_sessions SET began_at = :b", b=f"{began.isoformat(' ')}.000000")
    assert (mette.get("/raadgiver/").status_code == 200) is is_in


def test_the_cookie_is_new_at_every_signing_in(scene: Scene) -> None:
    pages = PageClient(scene.app)
    pages.client.set_cookie(STAFF_COOKIE, "A" * 43)
    sign_in(pages)
    first = cookie_of(pages)
    assert first not in {None, "A" * 43}
    pages.post("/raadgiver/log-ud")
    sign_in(pages)
    assert cookie_of(pages) != first


def test_a_closed_account_is_out_at_once(scene: Scene) -> None:
    mette = scene.staff()
    scene.run("UPDATE accounts SET disabled_on = '2027-03-09' WHERE email = :e", e=METTE)
    assert mette.get("/raadgiver/").headers["Location"] == SIGN_IN
    assert sign_in(PageClient(scene.app)).status_code == 403


@pytest.mark.parametrize("address", ["/raadgiver/log-ind", "/raadgiver/log-ud"])
def test_forms_need_our_own_token_and_our_own_site(scene: Scene, address: str) -> None:
    mette = scene.staff()
    assert mette.client.post(address, data={"email": METTE}).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    data = {"csrf_token": mette.token}
    assert mette.client.post(address, data=data, headers=foreign).status_code == 403
    assert mette.get("/raadgiver/").status_code == 200


def test_a_childs_cookie_opens_nothing_here(scene: Scene) -> None:
    pages = PageClient(scene.app)
    pages.client.set_cookie("besked", "A" * 43)
    assert pages.get("/raadgiver/").headers["Location"] == SIGN_IN
