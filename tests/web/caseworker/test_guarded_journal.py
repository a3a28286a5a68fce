"""The guarded part for the case file: only for a reason, logged first, and never by an address."""

import pytest

from boernestemme.domain.disclosing import Ground
from boernestemme.services.making_links import MadeLink
from tests.factories import older_answers
from tests.web.reading_documents import Document
from tests.web.reading_pages import words_of
from tests.web.scene import Scene

SAID = older_answers(
    not_in_front="kanarievagt", not_for_parents="kanariehemmelighed", topics_text="åben tekst"
)
SECRETS = ("kanarievagt", "kanariehemmelighed", "Ikke have med: Min far")
QUERY = "SELECT action FROM access_log WHERE subject = :m ORDER BY number"


def here(link: MadeLink) -> str:
    return f"/raadgiver/moeder/{link.meeting_id}/journal-beskyttet"


def logged(scene: Scene, link: MadeLink) -> list[str]:
    return [action for (action,) in scene.rows(QUERY, m=link.meeting_id)]


def test_asking_opens_nothing(scene: Scene) -> None:
    link = scene.answered(said=SAID)
    before = logged(scene, link)
    page = words_of(scene.staff().get(here(link)))
    assert "Hvorfor tager du det ud?" in page
    assert [secret for secret in SECRETS if secret in page] == []
    assert logged(scene, link) == before


def test_with_a_reason_it_is_shown_and_the_line_comes_first(scene: Scene) -> None:
    link, mette = scene.answered(said=SAID, case_number="S-2027/41"), scene.staff()
    scene.reply(link, "Det taler vi om alene.")
    before = logged(scene, link)
    mette.get(here(link))
    page = mette.post(here(link), ground="danger", words="Aftalt med teamet")
    text = words_of(page)
    assert page.status_code == 200
    assert [secret for secret in SECRETS if secret not in text] == []
    for said in (
        "Skal vurderes, før det gives til nogen.", "Sagsnummer: S-2027/41",
        "Grund til at tage det ud: Barnet kan være i fare: Aftalt med teamet",
        "Det taler vi om alene.", "Svar modtaget den 9. marts 2027",
    ):  # fmt: skip
        assert said in text
    assert "åben tekst" not in text and str(link.words) not in page.text.partition("<textarea")[2]
    assert logged(scene, link) == [*before, "guarded_danger", "answer_read"]
    assert "Aftalt med teamet" not in scene.everything_stored(), "it goes with the paper"


def test_the_pdf_needs_its_reason_too_and_says_the_same(scene: Scene) -> None:
    link, mette = scene.answered(said=SAID), scene.staff()
    mette.get(here(link))
    pdf = mette.post(here(link), ground="child", words="", go="pdf")
    assert pdf.headers["Content-Type"] == "application/pdf"
    text = Document(pdf.data).text
    assert "kanariehemmelighed" in text and "Skal vurderes" in text and "åben" not in text
    assert mette.post(here(link), go="pdf").status_code == 422
    assert logged(scene, link)[-2:] == ["guarded_child", "answer_read"]


@pytest.mark.parametrize(
    ("ground", "words", "said"),
    [
        ("", "", "Vælg en grund."),
        ("nysgerrig", "fordi", "Vælg en grund."),
        ("other", "", "Skriv grunden."),
        ("danger", "om 010203-1234", "Det ligner et CPR-nummer. Skriv det ikke her."),
        ("danger", "x" * 201, "Højst 200 tegn."),
    ],
)
def test_without_a_reason_nothing_is_shown_or_noted(
    scene: Scene, ground: str, words: str, said: str
) -> None:
    link, mette = scene.answered(said=SAID), scene.staff()
    mette.get(here(link))
    before = logged(scene, link)
    page = mette.post(here(link), ground=ground, words=words)
    assert page.status_code == 422 and said in words_of(page)
    assert page.text.count(f'value="{words}"') >= 1, "what was typed stays"
    assert [secret for secret in SECRETS if secret in page.text] == []
    assert logged(scene, link) == before


def test_every_ground_is_offered_and_the_way_is_shown_only_where_there_is_something(
    scene: Scene,
) -> None:
    link, other, mette = scene.answered(said=SAID), scene.answered(said={}), scene.staff()
    offered = mette.get(here(link)).text
    assert all(f'value="{ground}"' in offered for ground in Ground)
    way = "Beskyttet del til sagen"
    assert way in mette.get(here(link).rpartition("/")[0]).text
    assert way not in mette.get(here(other).rpartition("/")[0]).text
    mette.get(here(other))
    assert "Her er ingen beskyttede svar." in words_of(mette.post(here(other), ground="child"))
