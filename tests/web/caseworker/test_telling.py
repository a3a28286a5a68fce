"""Telling a child of its meeting: the preview is the child's page, and nothing tapped is lost."""

import re
from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.page_client import PageClient
from tests.web.reading_pages import ticked, words_of
from tests.web.scene import Scene
from tests.web.walking import arrive

NEW = "/raadgiver/nyt-link"
WHOLE = {"age": "10-17", "day": "2027-03-16", "time": "14:30", "phone": "child"}
TOLD: dict[str, Any] = {
    "persons": ["mor", "laerer"],
    "place": "skole",
    "purposes": ["support", "plan"],
    "can_change": ["who"],
    "fixed_because": "law",
}
SETTLED = Settled(("mor", "laerer"), "skole", ("support", "plan"), ("who",), "law")
FACTS = re.compile(r'<dl class="facts".*?</dl>', re.DOTALL)
SPACES = re.compile(r">\s+<")
NOTHING = "Intet: barnets side siger ikke noget om mødet, når andre kan se den."


def here(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/fortael"


def post(mette: PageClient, address: str, fields: dict[str, Any]) -> TestResponse:
    mette.get(address)
    return mette.post_fields(address, fields)


def facts(page: TestResponse) -> str:
    found = FACTS.search(page.text)
    assert found, page.text
    return SPACES.sub("><", found[0])


def chosen(page: TestResponse) -> set[tuple[str, str]]:
    return {(one.name, one.value) for one in ticked(page)}


def pairs(fields: dict[str, Any]) -> set[tuple[str, str]]:
    return {
        (name, one)
        for name, value in fields.items()
        for one in (value if isinstance(value, list) else [value])
    }


@pytest.mark.parametrize("age_group", AgeGroup)
def test_the_preview_is_what_the_child_is_shown(scene: Scene, age_group: AgeGroup) -> None:
    link = scene.link(age_group=age_group)
    mette = scene.staff()
    before = scene.everything_stored()
    preview = post(mette, here(link), TOLD | {"go": "preview"})
    assert preview.status_code == 200 and "LIX" in words_of(preview)
    assert scene.everything_stored() == before, "nothing is saved by looking"
    one = arrive(scene, link)
    assert facts(one.see("/svar/2")) != facts(preview), "the control: not told yet"
    assert post(mette, here(link), TOLD).status_code == 303
    assert facts(one.see("/svar/2")) == facts(preview)


def test_a_preview_of_a_new_link_makes_none_and_keeps_everything(scene: Scene) -> None:
    mette = scene.staff()
    before = scene.everything_stored()
    fields = WHOLE | TOLD | {"case_number": "2027-41"}
    page = post(mette, NEW, fields | {"go": "preview"})
    assert page.status_code == 200 and scene.everything_stored() == before
    assert pairs({name: WHOLE[name] for name in ("age", "day")} | TOLD) == chosen(page)
    assert 'value="14:30"' in page.text and 'value="2027-41"' in page.text
    assert '<details class="tell-more" open>' in page.text
    assert "tirsdag den 16. marts kl. 14.30" in words_of(page)
    assert post(mette, NEW, fields).status_code == 200
    assert scene.everything_stored() != before, "the control"


def test_a_preview_can_be_had_before_anything_else_is_chosen(scene: Scene) -> None:
    page = post(scene.staff(), NEW, {"go": "preview", "purposes": "home"})
    assert page.status_code == 200 and "Fejl:" not in words_of(page)
    assert "hvor du bor" in facts(page) and "Hvornår" not in facts(page)
    assert "Vises kun på en telefon, som kun er barnets." in words_of(page)


@pytest.mark.parametrize("phone", Phone)
def test_the_preview_says_where_nothing_is_told(scene: Scene, phone: Phone) -> None:
    page = post(scene.staff(), NEW, WHOLE | TOLD | {"phone": phone.value, "go": "preview"})
    assert bool(FACTS.search(page.text)) is phone.is_safe
    assert (NOTHING in words_of(page)) is not phone.is_safe
    told = scene.staff().get(here(scene.link(phone=phone, settled=SETTLED)))
    assert bool(FACTS.search(told.text)) is phone.is_safe


def test_the_page_shows_what_is_told_now_and_several_may_be_chosen(scene: Scene) -> None:
    page = scene.staff().get(here(scene.link(settled=SETTLED)))
    assert chosen(page) == pairs(TOLD)
    assert "Vælg gerne flere. Barnet bliver spurgt om dem først." in words_of(page)
    places = re.findall(r'name="place" value="([^"]*)"', page.text)
    assert places[-1] == "" and page.text.index("På skærm") < page.text.index("barnet må ønske")


def test_a_place_that_stays_cannot_be_changed_too(scene: Scene) -> None:
    link, mette = scene.link(), scene.staff()
    both = TOLD | {"can_change": ["where", "when"]}
    page = post(mette, here(link), both)
    assert page.status_code == 422 and chosen(page) == pairs(both)
    assert "Stedet ligger fast. Så kan barnet ikke få det lavet om." in words_of(page)
    assert scene.rows("SELECT purposes FROM meetings WHERE id = :m", m=link.meeting_id) == [("",)]
    page = post(mette, NEW, WHOLE | both | {"case_number": "77"})
    assert page.status_code == 422 and pairs(both) <= chosen(page) and 'value="77"' in page.text
    assert post(mette, here(link), both | {"place": ""}).status_code == 303, "the control"


@pytest.mark.parametrize("name", ["jonas", "sofie"])
def test_nobody_elses_meeting_is_told_of(scene: Scene, name: str) -> None:
    link, other = scene.link(), scene.staff(name)
    assert other.get(here(link)).status_code == 404
    assert other.post_fields(here(link), TOLD).status_code == 404
    assert other.post_fields(here(link), TOLD | {"go": "preview"}).status_code == 404
    assert scene.staff().get(here(link)).status_code == 200, "the control"


def test_a_meeting_that_is_over_is_not_told_of_and_offers_it_no_more(scene: Scene) -> None:
    link = scene.link()
    meeting = f"/raadgiver/moeder/{link.meeting_id}"
    assert f'href="{here(link)}"' in scene.staff().get(meeting).text
    scene.clock.now = MEETING + timedelta(hours=2)
    mette = scene.staff()
    assert f'href="{here(link)}"' not in mette.get(meeting).text
    page = post(mette, here(link), TOLD)
    assert page.status_code == 422 and "Mødets tid er gået." in words_of(page)


@pytest.mark.parametrize("starts", [0, 1, 4])
def test_the_meeting_says_how_often_its_link_was_started(scene: Scene, starts: int) -> None:
    link = scene.link()
    scene.run("UPDATE invitations SET starts = :n WHERE id = :i", n=starts, i=link.invitation_id)
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    said = {0: "Ikke startet endnu.", 1: "Startet 1 gang.", 4: "Startet 4 gange."}
    assert [one for one in said.values() if one in page] == [said[starts]]


@pytest.mark.parametrize("later", [timedelta(hours=2), timedelta(days=20)])
@pytest.mark.parametrize("starts", [0, 4])
def test_a_meeting_that_is_over_says_nothing_of_it(
    scene: Scene, starts: int, later: timedelta
) -> None:
    """To say that nobody started it would be untrue, and how often would tell of the taps."""
    link = scene.link()
    scene.run("UPDATE invitations SET starts = :n WHERE id = :i", n=starts, i=link.invitation_id)
    scene.clock.now = MEETING + later
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    assert "Link og møde" in page and "tartet" not in page
