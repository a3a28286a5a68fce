"""Text for barnets plan: quotes, the two views apart, every outcome with its reason, no secret."""

import html
import re
from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.plain_words import Ease
from boernestemme.services.making_links import MadeLink
from boernestemme.web.caseworker.reading_ease import meter_of
from tests.factories import MEETING, older_answers
from tests.web.reading_pages import words_of
from tests.web.scene import ANSWERS, Scene

SAID = older_answers(
    not_in_front="kanarievagt", not_for_parents="kanariehemmelighed", topics_text="Jeg savner\nRex."
)
SECRETS = ("kanarie", "beskyttet", "din far", "Min far", "bisidder", "alene")
TEXT = re.compile(r'<textarea id="f-plan"[^>]*>\n(.*?)</textarea>', re.DOTALL)
HEADINGS = ("Det siger du", "Det ønsker du, og det sker der", "Det siger de voksne")


def here(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}{what}"


def plan(scene: Scene, link: MadeLink) -> str:
    """The text, as it is copied."""
    [found] = TEXT.findall(scene.staff().get(here(link, "/barnets-plan")).text)
    return html.unescape(found)


def test_the_childs_words_are_quoted_and_each_wish_has_its_reason(scene: Scene) -> None:
    link = scene.answered(said=SAID)
    assert "Du har ikke fået svar endnu." in plan(scene, link)
    scene.reply(link, "Jeg ringer i dag.")
    text = plan(scene, link)
    assert "Det vil du tale om:\n»Jeg savner\nRex.«" in text
    reply = "  Nej, det kan vi ikke. Andre bestemmer også. Vi taler om det på mødet."
    assert f"– Tale om: Skolen\n{reply} Jeg ringer i dag." in text
    wishes = [wish for wish in scene.read(link).wishes if not wish.is_guarded]
    assert text.count(reply) == len(wishes)
    assert "endnu" not in text


def test_the_views_stand_apart(scene: Scene) -> None:
    link, mette = scene.answered(said=SAID), scene.staff()
    assert HEADINGS[2] not in plan(scene, link)
    mette.get(here(link))
    fields = {"point": "purpose", "version": "0", "shown": "", "text": "Vi taler om skolen."}
    mette.post_fields(here(link, "/ramme"), fields)
    text = plan(scene, link)
    places = [text.index(f"\n{heading}\n") for heading in HEADINGS]
    assert places == sorted(places)
    child, _, adults = text.partition(HEADINGS[2])
    assert "Derfor mødes vi:\nVi taler om skolen." in adults and "»" not in adults
    assert "Vi taler om skolen." not in child


def test_nothing_guarded_is_in_it_nor_that_there_is_any(scene: Scene) -> None:
    """The parents read the plan too."""
    link = scene.answered(said=SAID)
    scene.reply(link, "Vi ses.")
    text = plan(scene, link)
    assert [secret for secret in SECRETS if secret in text] == []
    page = words_of(scene.staff().get(here(link, "/barnets-plan")))
    assert "Det beskyttede er ikke med: forældrene læser også planen." in page
    shown = words_of(scene.staff().get(here(link)))
    assert "kanarievagt" in shown and "bisidder" in shown, "the control"


def test_what_was_said_after_the_meeting_is_not_in_it(scene: Scene) -> None:
    link = scene.answered(said=SAID)
    scene.clock.now = MEETING + timedelta(hours=2)
    scene.answer_after(link, words={"more_text": "kanarieefter"})
    assert "kanarieefter" not in plan(scene, link)
    assert "kanarieefter" in words_of(scene.staff().get(here(link))), "the control"


@pytest.mark.parametrize("age", list(AgeGroup))
def test_what_is_ready_is_easy_to_read(scene: Scene, age: AgeGroup) -> None:
    link = scene.answered(age_group=age, said=ANSWERS[age]())
    scene.reply(link, "Vi ses.")
    with scene.acting():
        assert meter_of(plan(scene, link), age).ease is Ease.EASY
    page = words_of(scene.staff().get(here(link, "/barnets-plan")))
    assert "Let at læse LIX" in page


def test_it_is_a_reading_and_saves_nothing(scene: Scene) -> None:
    link, mette = scene.answered(said=SAID), scene.staff()
    page = mette.get(here(link, "/barnets-plan"))
    [field] = re.findall(r'<textarea id="f-plan"[^>]*>', page.text)
    assert " name=" not in field and "readonly" not in field
    query = "SELECT count(*) FROM access_log WHERE subject = :m AND action = 'answer_read'"
    assert scene.rows(query, m=link.meeting_id) == [(1,)]


def test_without_an_answer_there_is_nothing_to_copy(scene: Scene) -> None:
    page = scene.staff().get(here(scene.link(), "/barnets-plan"))
    assert "Barnet har ikke svaret før mødet" in words_of(page) and "f-plan" not in page.text
