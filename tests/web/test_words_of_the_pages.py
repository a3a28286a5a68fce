"""The words of the child's pages as they are rendered: what must, and must never, be said."""

import re
from collections.abc import Iterator

import pytest

from boernestemme.domain.instruments import after
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services import changing_links
from tests.page_client import PageClient
from tests.web.conftest import Stage
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import ANSWERS, Scene
from tests.web.walking import CHECK, SEND, Child, arrive, arrive_after

TOO_HARD = re.compile(
    r"\b(sag(en|er|ens)?|myndighed\w*|foranstaltning\w*|underretning\w*|inddrag\w*)\b",
    re.IGNORECASE,
)
PROMISE = re.compile(r"[^.!?]*\b(?:hemmelig|anonym)\w*[^.!?]*[.!?]", re.IGNORECASE)
TRUE_PROMISES = {"Du kan være anonym."}  # of BørneTelefonen, on the page of help alone
OVERRULED = (
    "Du skal ikke spørge",
    "Du skal ikke sige det hele igen",
    "Er der nogen, der gør dig ondt?",
    "Kommer der nogen?",
    "Hos Mette",
    "Hos din rådgiver",
    "En fra der, hvor jeg bor",
    "Du må tage en med,",
    "Du kan få lavet om på",
    "Spørg ikke",
    "Dit svar er anonymt",
    "Jeres ord er",
    "Gem tid og sted",
    "Vis mine svar",
    "holdes hemmeligt",
)
GENDERED = re.compile(r"\b(hun|hende|hendes)\b", re.IGNORECASE)
SAID_INSTEAD = {
    AgeGroup.OLDER: (
        "Du behøver ikke spørge dine forældre.",
        "Hvis nogen gør dig ondt, vil Mette hjælpe.",
        "Vil du have siden væk? Tryk på Skjul. Så forsvinder det, du ikke har sendt.",
        "Linket virker stadig.",
        "På kontoret",
        "En voksen, jeg bor hos",
        "Er der noget, dine forældre ikke må se?",
        "Vi kan ikke love det. Men Mette skal tage det alvorligt.",
        "Haster det? Ring 112 eller 116 111.",
        "Du kan ikke svare her nu Er du i tvivl? Spørg den voksne, du fik linket af.",
        "Tror du, din mening tæller?",
        "Du må springe over. Mette kan ikke se dine tryk.",
    ),
    AgeGroup.YOUNGER: (
        "Hvis nogen gør dig ondt, vil Mette hjælpe.",
        "Vil du have siden væk? Tryk på Skjul. Så forsvinder det, du ikke har sendt.",
        "Linket virker stadig.",
        "På kontoret",
        "Du må tage en voksen med",
        "Er der noget, mor eller far ikke må se?",
        "Ja, det siger jeg til Mette",
        "Lyttede de voksne til dig?",
        "Du må springe over. Mette kan ikke se dine tryk.",
    ),
}


def pages_of(scene: Scene, age_group: AgeGroup, phone: Phone) -> Iterator[str]:
    """All that one child meets, from the door to the reply, and what can go wrong on the way."""
    one = Child(scene.app, scene.link(age_group=age_group, phone=phone))
    yield words_of(one.see(one.door))
    yield words_of(one.begin())
    yield words_of(one.pick("rød", "intet"))
    one.come_in()
    for address in (*(f"/svar/{number}" for number in range(1, 8)), CHECK):
        yield words_of(one.see(address))
    for address in ("/hjaelp", "/hvem-laeser", "/klag"):
        yield main_words(one.see(address))
    yield words_of(one.see("/svar/slet"))
    yield words_of(one.see("/svar/3", headers={"Sec-Fetch-Site": "none"}))
    yield words_of(one.post("/svar/3", {"csrf_token": "x"}))
    one.walk(ANSWERS[age_group](), age_group)
    yield words_of(one.see(CHECK))
    yield words_of(one.send())
    yield from after_sending(scene, one, phone)
    yield from after_the_meeting(scene, age_group, phone)


def after_the_meeting(scene: Scene, age_group: AgeGroup, phone: Phone) -> Iterator[str]:
    one = arrive_after(scene, age_group=age_group, phone=phone)
    for screen in after.INSTRUMENTS[age_group].screens:
        yield words_of(one.see(f"/svar/{screen.number}"))
    yield words_of(one.post("/svar/2", {"heard": "zzz"}))
    for value in ("yes", "no"):
        one.tap(1, value, age_group)
        yield words_of(one.see(SEND))
    yield words_of(one.post(SEND, {"more_text": "x" * 2001}))
    yield words_of(one.post("/svar/2", {"topics_text": "for sent"}))
    yield words_of(one.send_after())


def after_sending(scene: Scene, one: Child, phone: Phone) -> Iterator[str]:
    yield words_of(one.see("/svar/1"))
    if phone.is_safe:
        scene.reply(one.link, "Vi ses")
        yield words_of(one.see("/svar/1"))
        yield words_of(one.see("/svar/brev"))
    scene.change(changing_links.cancel, one.link)
    yield words_of(one.see("/svar/1"))
    scene.change(changing_links.revoke, one.link)
    yield words_of(one.see("/svar/1"))
    yield words_of(one.post("/skjul"))
    yield words_of(one.see("/svar/1"))
    yield words_of(PageClient(scene.app).get("/findes-ikke"))


@pytest.fixture(scope="module")
def read(stage: Stage) -> dict[tuple[AgeGroup, Phone], list[str]]:
    """Every page's text, for each age group on the child's own and on a shared phone."""
    return {
        (age_group, phone): list(pages_of(stage.begin_anew(), age_group, phone))
        for age_group in AgeGroup
        for phone in (Phone.CHILD, Phone.SHARED)
    }


Read = dict[tuple[AgeGroup, Phone], list[str]]


def hits(pattern: re.Pattern[str], pages: list[str]) -> set[str]:
    return {found[0].strip() for page in pages for found in pattern.finditer(page)}


def test_no_hard_word_of_the_administration_meets_a_child_of_six(read: Read) -> None:
    for phone in (Phone.CHILD, Phone.SHARED):
        assert hits(TOO_HARD, read[AgeGroup.YOUNGER, phone]) == set()
    assert hits(TOO_HARD, read[AgeGroup.OLDER, Phone.CHILD]), "the control: sagen is said to ten"


def test_secrecy_is_promised_only_where_it_is_true(read: Read) -> None:
    found = {promise for pages in read.values() for promise in hits(PROMISE, pages)}
    assert found <= TRUE_PROMISES
    assert found, "the control: the one true sentence is found"


def test_overruled_sentences_are_gone(read: Read) -> None:
    said = " ".join(page for pages in read.values() for page in pages)
    assert [sentence for sentence in OVERRULED if sentence.lower() in said.lower()] == []
    assert "du må tage en voksen med" in said.lower(), "the control"


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_what_is_said_instead_is_there(read: Read, age_group: AgeGroup) -> None:
    said = " ".join(read[age_group, Phone.CHILD])
    assert [sentence for sentence in SAID_INSTEAD[age_group] if sentence not in said] == []


def test_what_the_child_says_of_itself_is_said_by_a_child(read: Read) -> None:
    """A tile is the child's own sentence: *min rådgiver*, where the page itself says *din*."""
    not_mine = re.compile(
        r"siger jeg til din|vil først tale med din|sige det til din \w+ selv|At din \w+ siger"
    )
    for age_group in AgeGroup:
        assert hits(not_mine, read[age_group, Phone.SHARED]) == set()
        assert "min rådgiver" in " ".join(read[age_group, Phone.SHARED])


def test_the_case_worker_has_no_sex(read: Read) -> None:
    assert {word for pages in read.values() for word in hits(GENDERED, pages)} == set()


def test_no_page_is_left_with_an_unfilled_place(read: Read) -> None:
    said = " ".join(page for pages in read.values() for page in pages)
    for leftover in ("%(", "{{", "{%", "None", "Undefined", "lambda"):
        assert leftover not in said


def test_no_page_asks_what_has_happened(read: Read) -> None:
    """L-07: the tool never asks about events or harm."""
    asks = re.compile(r"[^.!?]*\b(?:slå|slår|sket|bange|overgreb|vold)\b[^.!?]*\?", re.IGNORECASE)
    assert {found for pages in read.values() for found in hits(asks, pages)} == set()


def test_the_case_workers_pages_call_the_child_a_child_and_promise_nothing(stage: Stage) -> None:
    scene = stage.begin_anew()
    link = scene.answered()
    mette = scene.staff()
    for address in ("/raadgiver/", "/raadgiver/nyt-link", f"/raadgiver/moeder/{link.meeting_id}"):
        page = main_words(mette.get(address))
        assert not PROMISE.search(page)
        assert "%(" not in page and "None" not in page


def test_the_older_are_told_before_the_first_question_that_parents_may_see(scene: Scene) -> None:
    page = main_words(arrive(scene).see("/svar/1"))
    assert page.index("Dine forældre kan nogle gange få lov at læse det.") < page.index("Start")


def test_the_younger_are_told_before_the_first_question_that_others_may_read(
    scene: Scene,
) -> None:
    page = main_words(arrive(scene, age_group=AgeGroup.YOUNGER).see("/svar/1"))
    assert page.index("Nogle gange læser andre voksne det også.") < page.index("Start")
