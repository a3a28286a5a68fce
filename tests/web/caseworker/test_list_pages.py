"""A long list in pages: every meeting stands on one of them, whatever happens in between."""

import re
from datetime import timedelta

import pytest

from boernestemme.services import inviting
from boernestemme.services.making_links import MadeLink
from boernestemme.services.the_day import SHOWN
from tests.factories import MEETING
from tests.page_client import PageClient
from tests.web.reading_pages import main_words
from tests.web.scene import Scene

LIST, COMING, EARLIER = "/raadgiver/", "/raadgiver/kommende", "/raadgiver/tidligere"
MANY = 2 * SHOWN + 5


def many(scene: Scene, by: str = "mette") -> list[MadeLink]:
    with scene.acting() as world:
        person, order = world.person(by), world.order()
        return inviting.invite(person, order, world.links, world.clock(), MANY)


def shown(text: str) -> list[str]:
    return re.findall(r'class="who">\s*<a href="/raadgiver/moeder/([^"/]+)"', text)


def walked(browser: PageClient, address: str) -> list[str]:
    """The meetings of page after page, as the button leads; at most ten of them."""
    found: list[str] = []
    for _ in range(10):
        page = browser.get(LIST if not found else address)
        found += shown(page.text)
        onward = re.search(rf'href="({re.escape(address.split("?")[0])}\?efter=[^"]+)"', page.text)
        if onward is None:
            return found
        address = onward[1]
    raise AssertionError("it has no end")


@pytest.mark.parametrize(("address", "later"), [(COMING, 0), (EARLIER, 3)])
def test_page_after_page_shows_each_meeting_once(scene: Scene, address: str, later: int) -> None:
    links = many(scene)
    scene.clock.now = MEETING + timedelta(days=later) if later else scene.clock.now
    found = walked(scene.staff(), address)
    assert sorted(found) == sorted(link.meeting_id for link in links)


def test_the_list_tells_how_many_there_are_and_shows_the_nearest(scene: Scene) -> None:
    many(scene)
    soon = scene.link(starts_at=MEETING - timedelta(days=1))
    page = scene.staff().get(LIST)
    assert shown(page.text)[0] == soon.meeting_id
    assert len(shown(page.text)) == SHOWN
    assert f"Kommende {MANY + 1}" in main_words(page) and "Vis flere" in main_words(page)


def test_what_waits_stands_whole_however_much_it_is(scene: Scene) -> None:
    links = many(scene)
    scene.run("UPDATE invitations SET wrong_picks = 5")
    assert len(shown(scene.staff().get(LIST).text)) == len(links)


def test_a_meeting_that_is_moved_or_made_meanwhile_costs_no_other_its_place(scene: Scene) -> None:
    links, mette = many(scene), scene.staff()
    first = mette.get(LIST).text
    seen = shown(first)
    [onward] = re.findall(rf'href="({COMING}\?efter=[^"]+)"', first)
    scene.link(starts_at=MEETING - timedelta(days=1))
    scene.run("UPDATE invitations SET wrong_picks = 5 WHERE meeting_id = :m", m=seen[-1])
    second = shown(mette.get(onward).text)
    assert not set(seen) & set(second)
    rest = sorted(link.meeting_id for link in links if link.meeting_id not in seen)
    assert second == rest[:SHOWN], "counted from the start, one of them would be missed"


@pytest.mark.parametrize("key", ["", "x", "9" * 40, "1.", "²", "%00", "1800000000.<b>"])
def test_an_odd_key_is_no_error(scene: Scene, key: str) -> None:
    scene.link()
    for address in (COMING, EARLIER):
        assert scene.staff().get(f"{address}?efter={key}").status_code == 200


def test_only_ones_own_meetings_are_there(scene: Scene) -> None:
    theirs = {link.meeting_id for link in many(scene, "nadia")}
    assert not theirs & set(shown(scene.staff().get(COMING).text))
    assert "Her er ikke flere møder." in main_words(scene.staff().get(COMING))
    assert scene.staff("leder").get(COMING).status_code == 403
