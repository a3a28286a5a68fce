"""The second step and the page of security, as a browser meets them at either door."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme import create_app
from boernestemme.domain.sign_on import SignOn
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.factories import NOW, PASSWORD
from tests.knocking import code_of
from tests.page_client import PageClient
from tests.web.reading_pages import words_of
from tests.web.scene import STAFF_COOKIE, Scene

DOOR = "/raadgiver/log-ind"
APP, CODE = f"{DOOR}/app", f"{DOOR}/kode"
METTE = "mette@test.example"
SECURITY = "/raadgiver/sikkerhed"


@pytest.fixture
def strict(settings: Settings) -> Iterator[Scene]:
    """An installation that requires a second factor."""
    clock = Clock(NOW)
    app = create_app(replace(settings, sign_on=SignOn()), clock=clock)
    yield Scene(app, clock)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def give_password(scene: Scene, pages: PageClient | None = None) -> tuple[PageClient, str]:
    """A browser after the right password, and where it was led."""
    pages = pages or PageClient(scene.app)
    pages.get(DOOR)
    answer = pages.post(DOOR, email=METTE, password=PASSWORD)
    return pages, answer.headers["Location"]


def secret_on(page: TestResponse) -> str:
    """The key that an app is given."""
    found = re.search(r"<code>([A-Z2-7 ]+)</code>", page.text)
    assert found
    return found[1].replace(" ", "")


def set_up(scene: Scene) -> tuple[PageClient, str, list[str]]:
    """Mette sets her app up; her browser, its secret and the recovery codes."""
    pages, onward = give_password(scene)
    assert onward == APP
    secret = secret_on(pages.get(APP))
    shown = pages.post(APP, code=code_of(secret, scene.clock.now))
    return pages, secret, re.findall(r"<li><code>([^<]+)</code>", shown.text)


def test_the_first_time_leads_to_the_app_and_nowhere_else(strict: Scene) -> None:
    pages, _ = give_password(strict)
    for closed in ("/raadgiver/", SECURITY, f"{SECURITY}/app", "/leder/"):
        assert pages.get(closed).headers["Location"] == DOOR
    assert pages.get(CODE).headers["Location"] == DOOR
    page = pages.get(APP)
    assert "<svg" in page.text and page.headers["Cache-Control"] == "no-store"
    wrong = pages.post(APP, code="000000")
    assert wrong.status_code == 403 and "Koden passer ikke" in words_of(wrong)
    assert secret_on(wrong) == secret_on(page), "the same app goes on"
    assert pages.get("/raadgiver/").headers["Location"] == DOOR


def test_ten_codes_are_shown_once_and_the_way_leads_home(strict: Scene) -> None:
    pages, _, codes = set_up(strict)
    assert len(set(codes)) == 10
    assert pages.get("/raadgiver/").status_code == 200
    assert not [code for code in codes if code in pages.get(SECURITY).text]
    assert "Reservekoder tilbage: 10 af 10." in words_of(pages.get(SECURITY))


def test_from_then_on_the_password_alone_opens_nothing(strict: Scene) -> None:
    _, secret, codes = set_up(strict)
    strict.clock.now += timedelta(minutes=1)
    pages, onward = give_password(strict)
    assert onward == CODE
    step = pages.client.get_cookie(STAFF_COOKIE)
    assert pages.get("/raadgiver/").headers["Location"] == DOOR
    assert pages.get(APP).headers["Location"] == DOOR, "no new app for a thief of the password"
    pages.get(CODE)
    assert pages.post(CODE, code="000000").status_code == 403
    answer = pages.post(CODE, code=code_of(secret, strict.clock.now))
    assert answer.headers["Location"] == "/raadgiver/"
    session = pages.client.get_cookie(STAFF_COOKIE)
    assert step and session and step.value != session.value
    pages, _ = give_password(strict)
    pages.get(CODE)
    assert pages.post(CODE, code=codes[0]).headers["Location"] == "/raadgiver/"


def test_after_five_wrong_codes_one_begins_again(strict: Scene) -> None:
    set_up(strict)
    pages, _ = give_password(strict)
    pages.get(CODE)
    for _ in range(5):
        assert pages.post(CODE, code="12").status_code == 403
    page = pages.post(CODE, code="12")
    assert "Log ind igen" in words_of(page) and f'action="{DOOR}"' in page.text
    assert pages.client.get_cookie(STAFF_COOKIE) is None


def test_another_phone_takes_a_code_of_the_old_one(strict: Scene) -> None:
    pages, old, codes = set_up(strict)
    pages.get(SECURITY)
    assert "Slå appen fra" not in words_of(pages.get(SECURITY)), "it is required here"
    assert pages.post(SECURITY, do="new", code="000000").status_code == 403
    assert pages.post(SECURITY, do="new", code=codes[0]).headers["Location"] == f"{SECURITY}/app"
    new = secret_on(pages.get(f"{SECURITY}/app"))
    assert new != old
    assert pages.post(f"{SECURITY}/app", code="000000").status_code == 403
    shown = pages.post(f"{SECURITY}/app", code=code_of(new, strict.clock.now))
    assert "Gem dine reservekoder" in words_of(shown)
    assert pages.get(f"{SECURITY}/app").headers["Location"] == SECURITY
    assert pages.get("/raadgiver/").status_code == 200


def test_where_none_is_required_it_can_be_set_up_and_taken_away(scene: Scene) -> None:
    pages, onward = give_password(scene)
    assert onward == "/raadgiver/"
    assert "kun beskyttet af din adgangskode" in words_of(pages.get(SECURITY))
    assert pages.post(SECURITY, do="new").headers["Location"] == f"{SECURITY}/app"
    secret = secret_on(pages.get(f"{SECURITY}/app"))
    pages.post(f"{SECURITY}/app", code=code_of(secret, scene.clock.now))
    scene.clock.now += timedelta(minutes=1)
    assert "slået til siden 9. marts 2027" in words_of(pages.get(SECURITY))
    taken = pages.post(SECURITY, do="remove", code=code_of(secret, scene.clock.now))
    assert taken.headers["Location"] == SECURITY
    assert "kun beskyttet af din adgangskode" in words_of(pages.get(SECURITY))


def test_the_boards_door_asks_the_same(strict: Scene) -> None:
    pages = PageClient(strict.app)
    assert pages.get("/styrelse/log-ind/kode").headers["Location"] == "/styrelse/log-ind"
    pages.get("/styrelse/log-ind")
    answer = pages.post("/styrelse/log-ind", email=METTE, password=PASSWORD)
    assert answer.headers["Location"] == "/styrelse/log-ind/app"
    assert pages.get("/styrelse/sikkerhed").headers["Location"] == "/styrelse/log-ind"
