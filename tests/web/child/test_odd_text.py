"""Odd text: kept and shown byte for byte, or refused in plain words with every letter in place."""

import html
import re

import pytest

from boernestemme.domain.meeting import AgeGroup
from tests.page_client import Page
from tests.web.reading_pages import typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, arrive

QUOTE = re.compile(r'<blockquote dir="auto">(.*?)</blockquote>', re.DOTALL)
TAKEN = {
    "danish": "æøåÆØÅ é",
    "composed and decomposed": "å a\u030a",
    "emoji": "👩‍👩‍👧‍👦🏳️‍🌈🦊",
    "arabic": "أريد أن أتحدث عن المدرسة",
    "mixed directions": "jeg sagde \u202bשלום\u202c og \u2067مرحبا\u2069 igen",
    "direction override": "abc\u202egnirts",
    "line breaks": "en\r\nto\r\n\r\n  fire\tfem",
    "markup": "<script>alert(1)</script></textarea><b onclick=x>&amp;&lt;",
    "quotes": "\"dobbelt\" 'enkelt' »dansk« ` \\ %s {{ 7*7 }} %(who)s",
    "formula": "=SUM(A1) +1 -1 @x",
    "invisible": "a\u200bb\ufeffc\u00ad",
    "astral": "𝒟𝒶𝓃𝓈𝓀 𐍈",
    "longest": "æ" * 2000,
    "longest emoji": "🦊" * 2000,
    "longest with breaks": "linje\r\n" * 333 + "to",
}
REFUSED = {
    "too long": "x" * 2001,
    "much too long": "æ" * 5000,
    "too long emoji": "🦊" * 2001,
    "NUL": "før\x00efter",
    "bell": "ding\x07",
    "escape": "\x1b[31mrød",
    "delete": "slet\x7f",
    "C1": "gammel\x85ny",
}


@pytest.mark.parametrize("text", TAKEN.values(), ids=TAKEN.keys())
def test_the_case_worker_reads_exactly_what_the_child_wrote(scene: Scene, text: str) -> None:
    one = arrive(scene)
    assert one.fill(3, {"topics_text": text}).status_code == 303
    assert typed(one.see("/svar/3"))["topics_text"] == text
    one.see(CHECK)
    one.send()
    assert scene.read(one.link).answers[0].parts.open["topics_text"] == text
    page = scene.staff().get(f"/raadgiver/moeder/{one.link.meeting_id}")
    assert html.unescape(QUOTE.findall(page.text)[0]) == text


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_kept_is_refused_with_the_text_still_there(scene: Scene, text: str) -> None:
    one = arrive(scene)
    page = one.fill(3, {"topics_text": text, "topics": ("skole",)})
    assert page.status_code == 422
    assert typed(page)["topics_text"] == text
    assert 'value="skole" autocomplete="off"' in page.text
    assert Page(page.text).title.startswith("Fejl: ")
    assert 'href="#f-topics_text"' in page.text and 'id="f-topics_text"' in page.text
    assert scene.count("drafts") == 0


def test_the_message_says_what_to_do(scene: Scene) -> None:
    one = arrive(scene)
    assert "Teksten er for lang. Gør den lidt kortere." in words_of(
        one.fill(3, {"topics_text": REFUSED["too long"]})
    )
    assert "Der er et tegn, vi ikke kan gemme." in words_of(
        one.fill(3, {"topics_text": REFUSED["NUL"]})
    )


def test_a_refused_page_keeps_its_ticks(scene: Scene) -> None:
    one = arrive(scene)
    page = one.fill(3, {"topics_text": "\x00", "topics": ("skole", "rettigheder")})
    ticks = {field["value"] for field in Page(page.text).fields if "checked" in field}
    assert ticks == {"skole", "rettigheder"}


def test_a_refused_page_from_the_check_page_still_leads_back_there(scene: Scene) -> None:
    one = arrive(scene)
    one.see("/svar/3?ret=1")
    page = one.post("/svar/3", {"topics_text": "\x00", "then": "tjek", "go": "next"})
    assert 'name="then" value="tjek"' in page.text


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_each_limit_is_told_before_typing_and_never_cuts(scene: Scene, age_group: AgeGroup) -> None:
    one = arrive(scene, age_group=age_group)
    for number in range(2, 8):
        page = one.see(f"/svar/{number}")
        limits = [field for field in Page(page.text).fields if field["tag"] == "textarea"]
        for field in limits:
            assert f"Højst {field['data-limit']} tegn." in words_of(page)
            assert "maxlength" not in field


@pytest.mark.parametrize("field", ["place", "person-mor", "knows_purpose", "keep_needs"])
def test_a_choice_that_is_not_on_the_page_is_refused(scene: Scene, field: str) -> None:
    number = {"place": 5, "person-mor": 4, "knows_purpose": 2}.get(field)
    one = arrive(scene)
    address = f"/svar/{number}" if number else CHECK
    one.see(address)
    page = one.post(address, {field: "<b>findes ikke</b>", "go": "next"})
    assert page.status_code == 422
    assert "<b>findes ikke" not in page.text
    assert scene.count("submissions") == 1


@pytest.mark.parametrize("size", [64 * 1024 + 1, 300_000])
def test_a_form_too_large_to_take_gives_a_clear_page(scene: Scene, size: int) -> None:
    one = arrive(scene)
    page = one.post("/svar/3", {"topics_text": "x" * size, "go": "next"})
    assert page.status_code == 413
    assert "ikke modtaget" in words_of(page)
    assert "for lang" in words_of(page)
    assert scene.count("drafts") == 0


def test_bytes_that_are_no_text_do_no_harm(scene: Scene) -> None:
    one = arrive(scene)
    body = b"csrf_token=" + one.pages.token.encode() + b"&topics_text=%ff%fe%80&go=next"
    kind = "application/x-www-form-urlencoded"
    taken = one.pages.client.post("/svar/3", data=body, content_type=kind)
    assert taken.status_code in {303, 422}
