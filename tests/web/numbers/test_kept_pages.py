"""Kept pages: made once, the same in both forms, asked for again by name, never a stale one."""

import gzip
import re

import pytest

from boernestemme.web.numbers.shelf import NAME, ROOM, kept_page
from tests.page_client import PageClient
from tests.release_factory import NEW, OLD, publish, release
from tests.web.numbers.reading_figures import Tables
from tests.web.reading_pages import main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_board


@pytest.fixture
def public(scene: Scene) -> PageClient:
    """Anybody's browser, when a half-year is published."""
    with with_board(scene).acting() as world:
        publish(release(OLD), world)
    return PageClient(scene.app)


def test_a_browser_asks_whether_it_is_still_the_same(public: PageClient) -> None:
    first = public.client.get("/tal/")
    same = {"If-None-Match": first.headers["ETag"]}
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = public.client.get("/tal/", headers=same)
    assert (again.status_code, again.data) == (304, b"")
    other = public.client.get(
        "/tal/?kommune=0265", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert other.status_code == 200, "the control"


def test_packed_and_plain_are_the_same_page_under_one_name(public: PageClient) -> None:
    plain = public.client.get("/tal/")
    packed = public.client.get("/tal/", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] == plain.headers["ETag"]
    assert plain.headers["Vary"] == packed.headers["Vary"] == "Accept-Encoding"


def test_what_is_published_later_is_seen_at_once(scene: Scene, public: PageClient) -> None:
    before, kept = public.get(f"/tal/{OLD}/").text, dict(scene.app.extensions[NAME])
    assert public.get(f"/tal/{OLD}/").text == before and scene.app.extensions[NAME] == kept
    with scene.acting() as world:
        publish(release(), world)
    assert f"/tal/{NEW}/" in public.get(f"/tal/{OLD}/").text
    with scene.acting() as world:
        publish(release(number=2, note="En kommune var talt to gange."), world)
    assert "En kommune var talt to gange." in public.get("/tal/").text


def test_no_more_pages_are_kept_than_there_is_room_for(scene: Scene) -> None:
    with scene.app.test_request_context("/tal/"):
        for number in range(2 * ROOM):
            assert kept_page(number, lambda: "made").data == b"made"
            assert len(scene.app.extensions[NAME]) <= ROOM


@pytest.mark.parametrize("code", ["0411", "265", "x", "0265'--", "٠٢٦٥", "0265,0461"])
def test_only_a_municipality_can_be_picked(public: PageClient, code: str) -> None:
    assert public.client.get("/tal/", query_string={"kommune": code}).status_code == 404
    assert public.client.get("/tal/", query_string={"kommune": "0265"}).status_code == 200


def test_a_picked_municipality_is_found_in_the_list_the_grid_and_the_funnel(
    public: PageClient,
) -> None:
    page = public.get(f"/tal/{OLD}/?kommune=0751")
    assert "Find en kommune" in main_words(page) and 'value="0751" selected' in page.text
    assert page.text.count('class="is-found"') == page.text.count('class="picked"') == 2
    assert page.text.count("Aarhus og alle under ét") >= 1
    assert public.get(f"/tal/{OLD}/").text.count('class="picked"') == 0, "the control"


def test_the_picked_one_says_at_once_how_far_its_number_goes(public: PageClient) -> None:
    found = main_words(public.get(f"/tal/{OLD}/?kommune=0751")).partition("Fjern valget")[0]
    assert re.search(r"Børn på 10–17 år \d\d % \(sandsynligvis .*Aarhus", found)
    assert "Aarhus og alle under ét" in found or "Aarhus ligger" in found


def test_the_list_of_all_says_the_same_as_the_table_of_figures(public: PageClient) -> None:
    """Word for word, of every municipality with a share of its own."""
    tables = Tables(public.get(f"/tal/{OLD}/").text)
    rows = dict(zip(tables.captions, tables.rows, strict=True))
    [every] = [all_ for name, all_ in rows.items() if name.startswith("Alle 98")]
    listed = {cells[0]: cells[1:] for cells in every[1:]}
    assert len(listed) == 98
    for number, age in enumerate(("6–9", "10–17")):
        told = {cells[0]: cells[1] for cells in rows[f"Kommunerne: børn på {age} år"][1:]}
        with_share = [name for name in listed if "%" in listed[name][number]]
        assert len(with_share) == 4
        for name in with_share:
            share, _, interval = listed[name][number].rpartition(" (sandsynligvis ")
            assert told[name].startswith(f"{share} {interval.removesuffix(')')} ")
