"""Kept pages: the same for every child, and nothing of one child is ever in what is kept."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask

from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.child import kept_pages
from boernestemme.web.child.kept_pages import Called, kept_page
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

OWN_WORDS = "Kun jeg har skrevet det her"
PAGES = ("/svar/1", *(f"/svar/{number}" for number in range(2, 8)))
PLAIN = {
    "lang": "da", "dir": "ltr", "favicon_url": "", "stylesheet_url": "", "text": "", "draft": "",
}  # fmt: skip
TOKEN = re.compile(r'(name="(?:csrf_token|draft)" value=")[^"]*')


@pytest.fixture(autouse=True)
def nothing_kept_before(scene: Scene) -> None:
    """What other tests in this process let the app keep is gone."""
    scene.app.extensions[kept_pages.NAME].clear()


def kept(app: Flask) -> Iterator[str]:
    """Everything the app keeps: what the pages are found by, and what stands in them."""
    for place, parts in app.extensions[kept_pages.NAME].items():
        yield repr(place)
        yield b"".join(part for part, _gap in parts).decode()


def holds(app: Flask, secret: str) -> bool:
    return any(secret in text for text in kept(app))


def plain_page(app: Flask, shared: dict[str, str], own: dict[str, str]) -> str:
    """A page of one title, which all share or is one's own."""
    context = dict.fromkeys(kept_pages.GAPS, "") | PLAIN | shared
    with app.test_request_context("/"):
        return kept_page("errors/page.html", context, nothing, (), own).decode()


def nothing(_called: Called) -> dict[str, str]:
    return {}


def shown(one: Child, address: str) -> str:
    return TOKEN.sub(r"\1", one.see(address).text)


def walk(scene: Scene, age_group: AgeGroup) -> Child:
    """A child that sees every page, says something on one, and sends."""
    one = Child(scene.app, scene.link(age_group=age_group))
    one.see(one.door)
    one.begin()
    one.see("/ord")
    one.come_in()
    for address in PAGES:
        one.see(address)
    one.fill(3, {"topics": ["skole"], "topics_text": OWN_WORDS})
    one.see("/svar/3")
    one.see(CHECK)
    one.send()
    one.see("/svar/tak")
    return one


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_nothing_of_a_child_is_kept(scene: Scene, age_group: AgeGroup) -> None:
    one = walk(scene, age_group)
    secrets = [OWN_WORDS, one.link.token, one.pages.token, "Mette", one.door]
    assert not [secret for secret in secrets if holds(scene.app, secret)]
    assert holds(scene.app, "Videre"), "the control: the pages themselves are there"


def test_a_page_that_kept_a_name_would_be_found(scene: Scene) -> None:
    """The control of the test above: what is no gap is kept."""
    plain_page(scene.app, {"title": "Mette"}, {})
    assert holds(scene.app, "Mette")


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_a_kept_page_is_the_page_made_anew(scene: Scene, age_group: AgeGroup) -> None:
    first, other = (arrive(scene, age_group=age_group) for _ in range(2))
    for address in (*PAGES, CHECK):
        made = shown(first, address)
        assert shown(other, address) == made
        scene.app.extensions[kept_pages.NAME].clear()
        assert shown(other, address) == made


def test_each_day_has_its_own_page(scene: Scene) -> None:
    one = arrive(scene)
    before = shown(one, "/svar/3")
    scene.clock.now += timedelta(days=1)
    other = arrive(scene)
    assert shown(other, "/svar/3") != before


def test_what_is_ones_own_is_escaped_and_not_kept(scene: Scene) -> None:
    page = plain_page(scene.app, {}, {"title": "<b>"})
    assert "<h1>&lt;b&gt;</h1>" in page and "<b>" not in page
    assert not holds(scene.app, "&lt;b&gt;")


def test_no_more_is_kept_than_has_room(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages, "MOST", 3)
    one = arrive(scene)
    for address in PAGES:
        assert one.see(address).status_code == 200
    assert len(scene.app.extensions[kept_pages.NAME]) <= 3
