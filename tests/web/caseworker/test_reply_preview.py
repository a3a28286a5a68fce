"""Before a reply is given, its case worker sees what the child will, and how hard it is."""

import re

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services.making_links import MadeLink
from tests.web.reading_pages import Ticked, ticked, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import arrive

HARD = "Forældremyndighedsindehaverne informeres efterfølgende skriftligt om konklusionerne"
WARNING = "Svært at læse for et barn. Prøv kortere sætninger."
LETTER = re.compile(r'<dl class="letter"[^>]*>.*?</dl>', re.DOTALL)


def sheet(scene: Scene, link: MadeLink) -> str:
    return scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}").text


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_preview_is_the_letter_the_child_gets(scene: Scene, age_group: AgeGroup) -> None:
    link = scene.answered(age_group=age_group, said=ANSWERS[age_group]())
    scene.reply(link, "Vi ses på torsdag")
    [shown] = LETTER.findall(sheet(scene, link))
    [read] = LETTER.findall(arrive(scene, link).see("/svar/brev").text)
    assert shown == read and "Vi ses på torsdag" in read
    assert "Mette har svaret dig" in sheet(scene, link)


def test_easy_replies_have_their_lix_and_no_warning(scene: Scene) -> None:
    link = scene.answered()
    scene.reply(link, "Vi ses")
    page = sheet(scene, link)
    lix = re.search(r"LIX (\d+)", page)
    assert lix and int(lix[1]) <= 12
    assert WARNING not in page


def test_hard_replies_are_warned_of(scene: Scene) -> None:
    link = scene.answered()
    scene.reply(link, HARD)
    page = sheet(scene, link)
    lix = re.search(r"LIX (\d+)", page)
    assert lix and int(lix[1]) > 20
    assert WARNING in re.sub(r"</?b>", "", page)


def test_nothing_is_shown_before_a_reply_is_saved(scene: Scene) -> None:
    assert "Sådan ser barnet det" not in sheet(scene, scene.answered())


def test_nothing_is_shown_where_the_child_reads_nothing(scene: Scene) -> None:
    link = scene.answered(phone=Phone.SHARED)
    desk = scene.staff()
    here = f"/raadgiver/moeder/{link.meeting_id}"
    desk.get(here)
    keys = [wish.key for wish in scene.read(link).wishes]
    fields = {f"outcome-{key}": "met" for key in keys}
    assert desk.post_fields(f"{here}/svar", {"version": "0"} | fields).status_code == 303
    assert scene.read(link).framing.replies, "the control"
    assert "Sådan ser barnet det" not in words_of(desk.get(here))


def asked(scene: Scene, link: MadeLink, words: str) -> TestResponse:
    """Mette has typed, saves nothing, and presses *Se, hvad barnet ser*."""
    desk, here = scene.staff(), f"/raadgiver/moeder/{link.meeting_id}"
    assert (link.phone is Phone.CHILD) == ('value="preview"' in desk.get(here).text)
    first, second, *_ = (wish.key for wish in scene.read(link).wishes)
    fields = {f"outcome-{first}": "met", f"own-{first}": words, f"reason-{second}": "law"}
    return desk.post_fields(f"{here}/svar", {"version": "0", "go": "preview"} | fields)


def test_choices_that_are_not_saved_can_be_previewed_and_stay(scene: Scene) -> None:
    link = scene.answered()
    page = asked(scene, link, "Vi ses")
    assert page.status_code == 200
    [letter] = LETTER.findall(page.text)
    assert "Vi ses" in letter and "Loven siger noget andet." in letter
    assert '<details class="card" id="preview" open>' in page.text
    first, second, *_ = (wish.key for wish in scene.read(link).wishes)
    chosen = {Ticked(f"outcome-{first}", "met"), Ticked(f"reason-{second}", "law")}
    assert chosen <= ticked(page)
    assert f'name="own-{first}" value="Vi ses"' in page.text
    assert "Ikke gemt endnu" in words_of(page) and 'class="problem"' not in page.text
    assert scene.read(link).framing.version == 0


def test_hard_words_are_warned_of_before_they_are_saved(scene: Scene) -> None:
    link = scene.answered()
    assert WARNING in words_of(asked(scene, link, f"{HARD}. {HARD}"))
    assert WARNING not in words_of(asked(scene, link, "Vi ses")), "the control"


def test_there_is_no_preview_of_what_no_child_will_read(scene: Scene) -> None:
    page = asked(scene, scene.answered(phone=Phone.SHARED), "Vi ses")
    assert page.status_code == 200
    assert LETTER.findall(page.text) == []


def test_yes_or_no_stands_before_what_it_is_about_and_why_after(scene: Scene) -> None:
    [letter] = LETTER.findall(asked(scene, scene.answered(), "Vi ses").text)
    said = re.sub(r"<[^>]+>", " ", letter)
    yes, no = said.index("Ja, det gør vi."), said.index("Nej, det kan vi ikke.")
    assert yes < said.index("Tale om") < said.index("Vi ses") < no
    assert no < said.index("Tale om", no) < said.index("Loven siger noget andet.")
