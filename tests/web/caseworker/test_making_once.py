"""A second press, or a reload, of a page that makes links: the same links, and no others."""

import re

import pytest

from tests.page_client import Page, PageClient
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

ONE = "/raadgiver/nyt-link"
MANY = "/raadgiver/mange-links"
ORDERS = {
    ONE: {"age": "10-17", "day": "2027-03-16", "phone": "child"},
    MANY: {"count": "3", "age": "6-9", "day": "2027-03-16", "phone": "none"},
}
MADE = {ONE: 1, MANY: 3}
ADDRESS = re.compile(r"http://127\.0\.0\.1:5000(/b/[\w.-]+)")
BOTH = pytest.mark.parametrize("here", [ONE, MANY])


def key_on(client: PageClient, here: str) -> dict[str, str]:
    """The hidden key of a page as it is shown now."""
    [field] = [one for one in Page(client.get(here).text).fields if one.get("name") == "once"]
    assert field["type"] == "hidden"
    return {"once": field["value"]}


def doors(client: PageClient, here: str, fields: dict[str, str]) -> list[str]:
    """The links on the page that a press gives, in order."""
    page = client.post_fields(here, fields)
    assert page.status_code == 200
    return list(dict.fromkeys(ADDRESS.findall(page.text)))


@BOTH
def test_two_presses_make_and_show_the_same(scene: Scene, here: str) -> None:
    mette, before = scene.staff(), scene.count("meetings")
    order = ORDERS[here] | key_on(mette, here)
    first = doors(mette, here, order)
    assert len(first) == MADE[here]
    assert doors(mette, here, order) == first
    assert scene.count("meetings") == scene.count("invitations") == before + MADE[here]


@BOTH
def test_each_page_has_a_key_of_its_own_and_another_order_is_another(
    scene: Scene, here: str
) -> None:
    mette, before = scene.staff(), scene.count("meetings")
    order = ORDERS[here] | key_on(mette, here)
    asked = (order, order | key_on(mette, here), order | {"day": "2027-03-17"})
    made = [door for one in asked for door in doors(mette, here, one)]
    assert len(set(made)) == len(made) == 3 * MADE[here]
    assert scene.count("meetings") == before + len(made)


@BOTH
def test_a_colleague_with_the_same_key_gets_links_of_its_own(scene: Scene, here: str) -> None:
    mette, jonas = scene.staff(), scene.staff("jonas")
    order = ORDERS[here] | key_on(mette, here)
    first = doors(mette, here, order)
    jonas.get(here)
    assert not set(doors(jonas, here, order)) & set(first)


@BOTH
@pytest.mark.parametrize("key", ["", "x", "A" * 32, "a" * 31, "a" * 33, "\x00", "a" * 32 + "\n"])
def test_without_a_right_key_links_are_made_all_the_same(scene: Scene, here: str, key: str) -> None:
    mette = scene.staff()
    mette.get(here)
    made = [door for _ in range(2) for door in doors(mette, here, ORDERS[here] | {"once": key})]
    assert len(set(made)) == 2 * MADE[here]


def test_a_new_meeting_with_the_same_child_is_made_once(scene: Scene) -> None:
    mette, link = scene.staff(), scene.link()
    here, before = f"/raadgiver/moeder/{link.meeting_id}/nyt-moede", scene.count("meetings")
    order = ORDERS[ONE] | key_on(mette, here)
    assert doors(mette, here, order) == doors(mette, here, order)
    assert scene.count("meetings") == before + 1


@BOTH
def test_what_was_made_and_taken_back_is_not_shown_again(scene: Scene, here: str) -> None:
    mette = scene.staff()
    order, before = ORDERS[here] | key_on(mette, here), scene.count("meetings")
    page = mette.post_fields(here, order)
    [meeting] = set(re.findall(r'href="(/raadgiver/moeder/[0-9a-f]{32})"', page.text)[:1])
    mette.get(meeting)
    assert mette.post(f"{meeting}/tilbagekald").status_code == 303
    mette.get(here)
    again = mette.post_fields(here, order)
    assert again.status_code == 410 and not ADDRESS.search(again.text)
    assert "Lav et nyt link." in words_of(again) or "allerede lavet" in words_of(again)
    assert scene.count("meetings") == before + MADE[here]
