"""The very same table: page, CSV and JSON hold the same numbers, each read on its own."""

import json
import re

import pytest
from werkzeug.test import TestResponse

from tests.page_client import PageClient
from tests.release_factory import NEW, REPLIES, figures, publish, release
from tests.web.numbers.reading_figures import of_csv, of_json, of_page, wishes_of_page
from tests.web.scene import Scene
from tests.web.staff_of import with_board

PAGE = f"/tal/{NEW}/"


@pytest.fixture
def public(scene: Scene) -> PageClient:
    """Anybody's browser, when a half-year with every kind of figure is published."""
    with with_board(scene).acting() as world:
        publish(release(), world)
    return PageClient(scene.app)


def fetched(public: PageClient, ending: str) -> str:
    return public.get(f"/tal/{NEW}{ending}").text


def test_page_csv_and_json_tell_the_same_of_every_figure(public: PageClient) -> None:
    page = of_page(public.get(PAGE))
    table, whole = of_csv(fetched(public, ".csv")), of_json(fetched(public, ".json"))
    assert len(page) == len(figures())
    assert {figure["status"] for figure in page.values()} == {"vist", "usikker", "skjult"}
    assert {figure["bound"] for figure in page.values()} == {"", "under", "over"}
    assert page == table == whole


def test_every_percentage_has_its_n_and_its_interval(public: PageClient) -> None:
    for found in (of_page(public.get(PAGE)), of_csv(fetched(public, ".csv"))):
        with_percent = [one for one in found.values() if one["percent"] is not None]
        assert len(with_percent) > 40
        for one in with_percent:
            assert one["low"] <= one["percent"] <= one["high"] and one["n"] >= 30


def test_what_became_of_the_wishes_is_the_same_in_page_and_json(public: PageClient) -> None:
    told = [
        ["vises ikke"]
        if one["status"] == "skjult"
        else [str(one[name]) for name in ("n", "met", "partly", "not_met")]
        + [f"{one['percent_in_time']} %"]
        for one in json.loads(fetched(public, ".json"))["replies"]
    ]
    assert len(told) == len(REPLIES)
    assert wishes_of_page(public.get(PAGE)) == told


class Changed:
    """A page in which somebody changed something in the tables of figures."""

    def __init__(self, page: TestResponse, pattern: str, by: str) -> None:
        before, table, after = page.text.partition('id="alder-6-9"')
        after, changes = re.subn(pattern, by, after, count=1)
        self.text = before + table + after
        assert changes == 1 and self.text != page.text


@pytest.mark.parametrize(
    ("pattern", "by"),
    [
        (r"(<td><b>)\d+ %", r"\g<1>71 %"),
        (r">\d+–(\d+ %)</span>", r">3–\g<1></span>"),
        (r"\d+ ja, ", "77 ja, "),
        (r"\d+ svar</span>", "1000 svar</span>"),
        (r"(\d+ %) eller mindre</b>", r"\g<1></b>"),
        ("vises ikke</span>", "15 svar</span>"),
        (r">15 svar</span>", ">vises ikke</span>"),
        (">Roskilde<", ">Aarhus<"),
    ],
)
def test_a_page_that_tells_something_else_is_found(
    public: PageClient, pattern: str, by: str
) -> None:
    """The control: a single number of a single cell."""
    changed = Changed(public.get(PAGE), pattern, by)
    assert of_page(changed) != of_json(fetched(public, ".json"))  # type: ignore[arg-type]  # reads its text alone
