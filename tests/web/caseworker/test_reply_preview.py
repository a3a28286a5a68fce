"""Before a reply is given, its case worker sees what the child will, and how hard it is."""

import re

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services.making_links import MadeLink
from tests.web.reading_pages import words_of
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
