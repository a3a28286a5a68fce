"""One way to sign in at two addresses: every role lands at home, and nowhere else."""

from collections.abc import Iterator

import pytest
from flask import Flask

from boernestemme import create_app
from boernestemme.settings import Settings
from boernestemme.storage.db import db
from tests.clock import Clock
from tests.factories import NOW, PASSWORD
from tests.page_client import PageClient
from tests.release_factory import BOARD
from tests.web.reading_pages import links_of, main_words, words_of
from tests.web.scene import Scene
from tests.web.staff_of import ADMINISTRATOR, with_administrator, with_board

DOORS = ("/raadgiver/log-ind", "/styrelse/log-ind")
ANNA = BOARD[0][0]
HOMES = {
    "mette@test.example": "/raadgiver/",
    "leder@test.example": "/leder/",
    ANNA: "/styrelse/",
    ADMINISTRATOR: "/administration/",
}
WAYS = {
    "mette@test.example": {"/raadgiver/", "/raadgiver/nyt-link"},
    "leder@test.example": {"/leder/", "/tal/"},
    ANNA: {"/styrelse/", "/tal/"},
    ADMINISTRATOR: {
        "/administration/",
        "/administration/personer/",
        "/administration/team/",
        "/administration/kommunen/",
    },
}


@pytest.fixture
def staffed(scene: Scene) -> Scene:
    """The stage with somebody of every role."""
    return with_administrator(with_board(scene))


def signed_in(app: Flask, email: str, door: str = DOORS[0]) -> tuple[PageClient, str]:
    """A browser signed in at a door, and where it was sent."""
    pages = PageClient(app)
    pages.get(door)
    answer = pages.post(door, email=email, password=PASSWORD)
    return pages, answer.headers["Location"]


@pytest.mark.parametrize("email", HOMES)
def test_every_role_lands_on_its_own_page_from_either_door(staffed: Scene, email: str) -> None:
    for door in DOORS:
        pages, home = signed_in(staffed.app, email, door)
        assert home == HOMES[email]
        assert pages.get(home).status_code == 200
        assert pages.get(door).headers["Location"] == home


@pytest.mark.parametrize("email", HOMES)
def test_every_foreign_page_says_that_it_is_for_others(staffed: Scene, email: str) -> None:
    pages, home = signed_in(staffed.app, email)
    for foreign in set(HOMES.values()) - {home}:
        page = pages.get(foreign)
        assert page.status_code == 403
        assert "Den side er ikke for dig" in main_words(page)
        assert home in links_of(page), "the way home"


@pytest.mark.parametrize("email", HOMES)
def test_the_links_above_the_page_are_those_of_the_role(staffed: Scene, email: str) -> None:
    pages, home = signed_in(staffed.app, email)
    above = pages.get(home).text.partition("<main")[0]
    ways = {
        address for address in links_of_text(above) if address.endswith("/") or "nyt" in address
    }
    assert ways == WAYS[email]


def links_of_text(text: str) -> set[str]:
    """The addresses of links in a piece of a page."""
    return {part.partition('"')[0] for part in text.split('href="')[1:]}


@pytest.mark.parametrize(
    ("page", "door"),
    [("/raadgiver/", DOORS[0]), ("/leder/", DOORS[0]), ("/styrelse/", DOORS[1])],
)
def test_whoever_is_not_signed_in_is_sent_to_the_door_of_the_side(
    scene: Scene, page: str, door: str
) -> None:
    assert PageClient(scene.app).get(page).headers["Location"] == door


@pytest.mark.parametrize("email", HOMES)
def test_signing_out_at_home_ends_the_session(staffed: Scene, email: str) -> None:
    pages, home = signed_in(staffed.app, email)
    door = "/styrelse" if home == "/styrelse/" else "/raadgiver"
    pages.get(home)
    assert pages.post(f"{door}/log-ud").headers["Location"] == f"{door}/log-ind"
    assert pages.get(home).headers["Location"] == f"{door}/log-ind"


def test_each_door_says_whose_it_is(scene: Scene) -> None:
    pages = PageClient(scene.app)
    assert "Log ind som medarbejder" in words_of(pages.get(DOORS[0]))
    assert "Log ind: Social- og Boligstyrelsen" in words_of(pages.get(DOORS[1]))


def test_a_wrong_password_is_told_the_same_way_at_both_doors(staffed: Scene) -> None:
    said = set()
    for door in DOORS:
        pages = PageClient(staffed.app)
        pages.get(door)
        page = pages.post(door, email=ANNA, password="forkert")
        assert page.status_code == 403 and f'action="{door}"' in page.text
        said.add("E-mail eller adgangskode passer ikke." in words_of(page))
    assert said == {True}


@pytest.fixture
def one_door(settings: Settings, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """An app that serves one audience only."""
    app = create_app(settings, audiences=(request.param,), clock=Clock(NOW))
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize("one_door", ["caseworker"], indirect=True)
def test_without_the_public_pages_nothing_leads_there(one_door: Flask) -> None:
    pages, home = signed_in(one_door, "leder@test.example")
    page = pages.get(home)
    assert "/tal/" not in links_of(page)
    assert pages.get("/tal/").status_code == 404


@pytest.mark.parametrize("one_door", ["board"], indirect=True)
def test_at_the_boards_own_process_a_case_worker_is_told_that_it_is_for_others(
    one_door: Flask,
) -> None:
    pages, home = signed_in(one_door, "mette@test.example", DOORS[1])
    assert home == "/styrelse/"
    assert "Den side er ikke for dig" in main_words(pages.get(home))
    assert pages.get("/raadgiver/").status_code == 404
    assert one_door.extensions["boernestemme"].links is None, "it holds no private key"
