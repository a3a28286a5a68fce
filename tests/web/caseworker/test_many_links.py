"""Many links at once: numbered slips without words, and the words on a page apart."""

import re
from contextlib import suppress

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.shared_words import COLOURS, THINGS, WordPair, WordsExhausted, draw
from boernestemme.services import inviting
from boernestemme.storage.db import transaction
from tests.page_client import Page, PageClient
from tests.web.reading_pages import ticked, words_of
from tests.web.scene import Scene

HERE = "/raadgiver/mange-links"
WHOLE = {"count": "30", "age": "6-9", "day": "2027-03-16", "phone": "none"}
SLIP = re.compile(r'<li class="slip">.*?</li>', re.DOTALL)
KEPT = re.compile(r'<section class="card keep".*?</section>', re.DOTALL)
ADDRESS = re.compile(r"http://127\.0\.0\.1:5000(/b/[\w.-]+)")
WORDS = re.compile(rf"\b(?:{'|'.join(COLOURS)}) (?:{'|'.join(THINGS)})\b")
NUMBER = "Skriv et tal fra 2 til 30."


def posted(mette: PageClient, fields: dict[str, str]) -> TestResponse:
    mette.get(HERE)
    return mette.post_fields(HERE, fields)


def use_up_the_words(scene: Scene) -> None:
    """Let Mette have open links with all the words that may stand beside each other."""
    pairs: list[WordPair] = []
    with suppress(WordsExhausted):
        while True:
            pairs.append(draw(pairs, lambda free: free[0]))
    with scene.acting() as world:
        checked = inviting.check_order(world.person(), world.order(), world.clock())
        with transaction():
            inviting.add_meetings(world.person(), checked, world.links, world.clock(), pairs)


def test_thirty_have_words_of_their_own_and_no_slip_has_any(scene: Scene) -> None:
    page = posted(scene.staff(), WHOLE)
    assert page.status_code == 200
    slips = SLIP.findall(page.text)
    assert len(slips) == 30 and not [one for one in slips if WORDS.search(one)]
    assert [f"Nr. {number}" in slip for number, slip in enumerate(slips, 1)] == [True] * 30
    kept = KEPT.search(page.text)
    assert kept and len(set(WORDS.findall(kept[0]))) == 30, "the control: they stand apart"
    outside = page.text.replace(kept[0], "")
    assert not WORDS.search(outside) and "Behold denne side selv" in kept[0]


def test_each_slip_opens_a_door_of_its_own(scene: Scene) -> None:
    meetings = scene.count("meetings")
    page = posted(scene.staff(), WHOLE | {"count": "3"})
    doors = [ADDRESS.search(slip) for slip in SLIP.findall(page.text)]
    found = {door[1] for door in doors if door}
    assert len(found) == 3 and scene.count("meetings") == meetings + 3
    for address in found:
        assert PageClient(scene.app).get(address).status_code == 200
    assert all('class="qr"' in slip for slip in SLIP.findall(page.text))


def test_the_words_on_the_page_are_those_of_the_slip_with_the_number(scene: Scene) -> None:
    mette = scene.staff()
    page = posted(mette, WHOLE | {"count": "2"})
    kept = KEPT.search(page.text)
    assert kept
    rows = re.findall(r'Nr\. (\d+).*?href="([^"]+)"', kept[0], re.DOTALL)
    for (number, meeting), slip in zip(rows, SLIP.findall(page.text), strict=True):
        assert f"Nr. {number}" in slip
        mette.get(meeting)
        found = ADDRESS.search(slip)
        assert found and found[1] in mette.post(f"{meeting}/link").text


@pytest.mark.parametrize("count", ["", "1", "31", "0", "-2", "mange", "2.5", "\x00"])
def test_another_number_is_told_and_makes_nothing(scene: Scene, count: str) -> None:
    meetings = scene.count("meetings")
    page = posted(scene.staff(), WHOLE | {"count": count})
    assert page.status_code == 422 and scene.count("meetings") == meetings
    assert 'href="#f-count"' in page.text and "valid" not in words_of(page).lower()
    chosen = {(one.name, one.value) for one in ticked(page)}
    assert chosen >= {("age", "6-9"), ("phone", "none")}
    if count.strip("\x00"):
        assert f'value="{count}"' in page.text


@pytest.mark.parametrize("missing", ["count", "age", "day", "phone"])
def test_what_is_missing_is_told_at_its_field(scene: Scene, missing: str) -> None:
    page = posted(scene.staff(), {name: one for name, one in WHOLE.items() if name != missing})
    assert page.status_code == 422 and f'href="#f-{missing}"' in page.text
    assert Page(page.text).title.startswith("Fejl: ")


@pytest.mark.parametrize("phone", ["child", "x"])
def test_a_phone_of_the_childs_own_gets_a_link_of_its_own(scene: Scene, phone: str) -> None:
    meetings = scene.count("meetings")
    assert f'value="{phone}"' not in scene.staff().get(HERE).text
    page = posted(scene.staff(), WHOLE | {"phone": phone})
    assert page.status_code == 422 and scene.count("meetings") == meetings


def test_a_field_that_the_page_does_not_have_is_no_part_of_it(scene: Scene) -> None:
    meetings = scene.count("meetings")
    more = {"case_number": "010203-1234", "persons": "x", "place": "x", "backup": "x" * 32}
    page = posted(scene.staff(), WHOLE | more | {"count": "2"})
    assert (page.status_code, scene.count("meetings")) == (200, meetings + 2)
    assert scene.count("case_numbers") == 0


def test_too_many_for_the_words_there_are_is_told(scene: Scene) -> None:
    use_up_the_words(scene)
    meetings = scene.count("meetings")
    page = posted(scene.staff(), WHOLE)
    assert page.status_code == 422 and scene.count("meetings") == meetings
    assert "Der er ikke ord nok til så mange. Vælg færre." in words_of(page)


def test_only_who_may_invite_may_make_a_sheet(scene: Scene) -> None:
    meetings = scene.count("meetings")
    other = scene.staff("leder")
    assert other.get(HERE).status_code in {403, 404}
    assert other.post_fields(HERE, WHOLE).status_code in {403, 404}
    assert scene.count("meetings") == meetings
