"""Words in another language: told where they are read, a task until they are understood."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.services.making_links import MadeLink
from tests.catalogues import ACCENTED_CODE, MIRRORED_CODE
from tests.factories import older_answers
from tests.web.child.test_languages import choose
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene
from tests.web.walking import arrive, arrive_after

TEXT = "میرا کتا بیمار ہے"
NOTICE, TASK = "Skrevet på urdu. Brug en tolk.", "Læst på urdu eller med tolk"
LIST = "/raadgiver/"


def sent_before(spoken: Scene, code: str, **answers: object) -> MadeLink:
    """A child that read and wrote in a language, and sent before its meeting."""
    one = arrive(spoken)
    choose(one, "/svar/1", code)
    one.walk(older_answers(**answers), AgeGroup.OLDER)
    one.send()
    return one.link


def sent_after(spoken: Scene, code: str) -> MadeLink:
    """A child that wrote in a language after its meeting."""
    one = arrive_after(spoken)
    choose(one, "/svar/1", code)
    one.tap_all("no")
    one.send_after({"more_text": TEXT})
    return one.link


def here(link: MadeLink) -> str:
    """Mødets ramme."""
    return f"/raadgiver/moeder/{link.meeting_id}"


def test_the_sheet_tells_the_language_and_the_task_asks_for_it(spoken: Scene) -> None:
    link = sent_before(spoken, MIRRORED_CODE, topics_text=TEXT)
    mette = spoken.staff()
    assert "Ulæst tekst på urdu" in words_of(mette.get(LIST))
    sheet = mette.get(here(link))
    assert NOTICE in main_words(sheet) and TASK in main_words(sheet)
    assert f'<blockquote dir="auto" lang="{MIRRORED_CODE}">{TEXT}</blockquote>' in sheet.text
    assert "Skolen" in main_words(sheet), "what was tapped is Danish, whatever the child read"
    mette.post(f"{here(link)}/laest")
    assert TASK not in main_words(mette.get(here(link)))
    assert NOTICE in main_words(mette.get(here(link))), "it is still in urdu"
    assert "Ulæst" not in words_of(mette.get(LIST))


def test_words_after_the_meeting_tell_it_too(spoken: Scene) -> None:
    link = sent_after(spoken, MIRRORED_CODE)
    mette = spoken.staff()
    assert "Nye ord efter mødet, på urdu" in words_of(mette.get(LIST))
    for address in (here(link), f"{here(link)}/efter"):
        page = main_words(mette.get(address))
        assert NOTICE in page and TASK in page and TEXT in page


@pytest.mark.parametrize("phase", ["before", "after"])
def test_danish_words_need_no_interpreter(spoken: Scene, phase: str) -> None:
    link = sent_before(spoken, "da") if phase == "before" else sent_after(spoken, "da")
    sheet = spoken.staff().get(here(link))
    assert "tolk" not in main_words(sheet).lower() and "Læst" in main_words(sheet)
    assert '<blockquote dir="auto">' in sheet.text


def test_taps_alone_need_no_interpreter(spoken: Scene) -> None:
    words = ("topics_text", "not_in_front", "not_place", "not_for_parents")
    link = sent_before(spoken, MIRRORED_CODE, **dict.fromkeys(words, ""))
    assert "tolk" not in main_words(spoken.staff().get(here(link))).lower()


def test_codes_are_the_same_in_every_language(spoken: Scene) -> None:
    """G-06: the same taps make the same answer, and the same Danish sheet."""
    links = [sent_before(spoken, code) for code in ("da", ACCENTED_CODE, MIRRORED_CODE)]
    [danish], *others = [spoken.read(link).answers for link in links]
    for [other] in others:
        assert other.parts == danish.parts
    stored = spoken.rows("SELECT DISTINCT language FROM submissions")
    assert {row[0] for row in stored} == {"da", ACCENTED_CODE, MIRRORED_CODE}
    sheet = main_words(spoken.staff().get(here(links[2])))
    assert "[" not in sheet and "Hvad der skal ske nu" in sheet
