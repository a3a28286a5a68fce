"""The letter to a child: the code to scan, in its age's words; names only where that is safe."""

from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone, Settled
from boernestemme.domain.readability import measure
from boernestemme.services import changing_links, telling
from boernestemme.services.making_links import MadeLink
from boernestemme.web.caseworker.wording_papers import (
    BELOW,
    HELLO,
    LEAD,
    NEUTRAL_BELOW,
    NEUTRAL_LEAD,
    SOMEBODY_ELSE,
    STEPS,
)
from tests.catalogues import MIRRORED_CODE
from tests.factories import BASE
from tests.page_client import Page
from tests.web.reading_documents import Document
from tests.web.scene import Scene

SHOWN = "SELECT count(*) FROM access_log WHERE subject = :m AND action = 'link_shown'"
TELLING = ("Mette", "rådgiver", "møde", "Møde", "kommune", "sag", "marts", "116")
SETTLED = Settled(("mor",), "skole", ("wellbeing",), ("who",), "others")


def address(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/brev.pdf"


def letter(scene: Scene, link: MadeLink, **fields: str) -> Document:
    mette = scene.staff()
    mette.get(f"/raadgiver/moeder/{link.meeting_id}")
    answer = mette.post_fields(address(link), fields)
    assert answer.status_code == 200 and answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="brev.pdf"'
    return Document(answer.data)


def test_it_opens_the_childs_door_and_says_how_in_words_and_picture(scene: Scene) -> None:
    link = scene.link()
    found = letter(scene, link)
    assert found.pages == 1 and found.is_tagged and found.title == "Hej"
    assert f"{BASE}/b/{link.token}" in found.text
    assert [tag.alt for tag in found.tags if tag.kind == "Figure"] == ["QR-kode med linket"]
    assert "Scan koden med en telefon." in found.text and "to ord" in found.text
    assert scene.rows(SHOWN, m=link.meeting_id) == [(1,)]


def test_to_a_phone_of_its_own_it_says_who_when_and_what_was_told(scene: Scene) -> None:
    link = scene.link()
    with scene.acting() as world:
        telling.tell(world.setting(), link.meeting_id, SETTLED)
    text = " ".join(letter(scene, link).text.split())
    for said in ("Mette vil gerne vide", "torsdag den 18. marts kl. 12.00", "På skolen",
                 "Mette og din mor", "hvordan du har det", "bisidder", "116 111"):  # fmt: skip
        assert said in text
    assert str(link.words) not in text


@pytest.mark.parametrize("phone", [Phone.SHARED, Phone.UNSURE, Phone.NONE])
def test_to_every_other_child_it_says_neither_who_nor_what(scene: Scene, phone: Phone) -> None:
    link = scene.link(phone=phone)
    found = letter(scene, link)
    text = found.text.replace(link.token, "")
    assert [one for one in TELLING if one in text] == []
    assert str(link.words) not in text and link.words.thing not in text.split()
    assert "Her er siden, vi talte om." in text, "the control: the letter is there"


@pytest.mark.parametrize(("age", "hardest"), [(AgeGroup.OLDER, 25), (AgeGroup.YOUNGER, 15)])
def test_each_age_has_its_own_words_and_they_are_easy(
    scene: Scene, age: AgeGroup, hardest: int
) -> None:
    text = " ".join(letter(scene, scene.link(age_group=age)).text.split())
    names = {"Who": "Mette", "who": "Mette", "number": "116 111"}
    said = [line % names for line in (HELLO, LEAD, *STEPS, *BELOW[age], SOMEBODY_ELSE)]
    assert [line for line in said if line not in text] == []
    assert ("bisidder" in text) == (age is AgeGroup.OLDER)
    for all_of_it in (said, [NEUTRAL_LEAD, *STEPS, *NEUTRAL_BELOW]):
        assert measure(all_of_it).lix <= hardest


def test_it_speaks_the_childs_language_and_says_when_that_is_a_draft(spoken: Scene) -> None:
    link = spoken.link()
    page = spoken.staff().post(f"/raadgiver/moeder/{link.meeting_id}/link")
    assert 'name="language"' in page.text, "where there is more than Danish"
    found = letter(spoken, link, language=MIRRORED_CODE)
    assert found.language == MIRRORED_CODE.partition("-")[0] and "endnu" in found.text
    assert letter(spoken, link, language="nope").language == "da"


def test_there_is_none_of_a_link_that_cannot_be_shown(scene: Scene) -> None:
    gone, off, late = scene.link(), scene.link(), scene.link()
    scene.change(changing_links.revoke, gone)
    scene.change(changing_links.cancel, off)
    mette = scene.staff()
    mette.get("/raadgiver/")
    for link in (gone, off):
        assert mette.post(address(link)).status_code == 410
    scene.clock.now += timedelta(days=30)
    assert scene.staff().post(address(late)).status_code == 410


def test_only_its_own_case_worker_gets_it_and_only_when_asking(scene: Scene) -> None:
    link = scene.link()
    for name in ("nadia", "jonas"):
        assert scene.staff(name).post(address(link)).status_code == 404
    assert scene.staff().get(address(link)).status_code == 405
    assert scene.rows(SHOWN, m=link.meeting_id) == [(0,)]


def test_the_way_to_it_stands_by_the_link_with_what_it_will_tell(scene: Scene) -> None:
    for phone, told in ((Phone.CHILD, "dit fornavn og mødets tid"), (Phone.NONE, "intet om dig")):
        link = scene.link(phone=phone)
        page = scene.staff().post(f"/raadgiver/moeder/{link.meeting_id}/link")
        assert told in page.text and f'action="{address(link)}"' in page.text
        assert not Page(page.text).faults and 'name="language"' not in page.text
