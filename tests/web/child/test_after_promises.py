"""What the pages promise of the taps, sentence by sentence, and that each of them is so."""

import json
import re

import pytest

from boernestemme.domain.instruments.after import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup, Phone
from boernestemme.services import mixing
from tests.web.child.test_after_taps import ASKED
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene
from tests.web.walking import AFTER, SEND, Child, arrive, arrive_after

WHO = {Phone.CHILD: "Mette", Phone.SHARED: "Din rådgiver"}
TOO = {
    AgeGroup.YOUNGER: "Mor eller far kan nogle gange få lov at læse det.",
    AgeGroup.OLDER: "Andre i kommunen må læse det, hvis de arbejder med din sag.",
}
READ_AT_LAST = {
    AgeGroup.YOUNGER: "læser det, du skriver. Og det, du vælger til næste gang.",
    AgeGroup.OLDER: "læser det, du vælger til næste gang, og det, du skriver.",
}
UNSENT = {"drafts", "child_sessions", "invitations"}


def stored(scene: Scene) -> dict[str, list[list[str]]]:
    """Every table that does not belong to the open session alone."""
    found: dict[str, list[list[str]]] = json.loads(scene.everything_stored())
    return {table: rows for table, rows in found.items() if table not in UNSENT}


@pytest.mark.parametrize("age_group", list(AgeGroup))
@pytest.mark.parametrize("phone", list(WHO))
def test_the_first_page_says_it_in_short_words(
    scene: Scene, age_group: AgeGroup, phone: Phone
) -> None:
    page = main_words(arrive_after(scene, age_group=age_group, phone=phone).see("/svar/1"))
    assert f"Du må springe over. {WHO[phone]} kan ikke se dine tryk." in page
    assert "Der bliver ikke sendt noget, før du trykker på Send." in page
    assert "Så forsvinder det, du ikke har sendt. Linket virker stadig." in page


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_nothing_is_sent_before_send_is_pressed(scene: Scene, age_group: AgeGroup) -> None:
    """Der bliver ikke sendt noget, før du trykker på Send."""
    one = arrive_after(scene, age_group=age_group)
    before = stored(scene)
    one.tap_all("no", age_group)
    one.see("/hjaelp")
    assert stored(scene) == before
    query = "SELECT count(*) FROM invitations WHERE after_by IS NOT NULL"
    assert scene.rows(query) == [(0,)]
    assert "Du må springe over" in words_of(Child(scene.app, one.link).come_in().see("/svar/1"))
    one.see(SEND)
    one.send_after()
    assert stored(scene) != before, "the control"
    assert scene.rows(query) == [(1,)]


def staff_pages(scene: Scene, one: Child) -> str:
    """All that those who may read the meeting are shown of it."""
    address = f"/raadgiver/moeder/{one.link.meeting_id}"
    found = ""
    for name in ("mette", "jonas", "leder"):
        pages = scene.staff(name)
        found += "".join(pages.get(where).text for where in ("/raadgiver/", address))
        found += pages.get(f"{address}/efter").text
    return found


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_nobody_is_shown_a_tap(scene: Scene, age_group: AgeGroup) -> None:
    """Mette kan ikke se dine tryk."""
    one = arrive_after(scene, age_group=age_group)
    one.tap_all("no", age_group)
    one.send_after({"more_text": "kanariefugl", "talk_to": "caseworker"})
    seen = staff_pages(scene, one)
    assert "kanariefugl" in seen, "the control: the words are shown"
    assert [asked for asked in ASKED[age_group] if asked in seen] == []
    codes = [code for screen in INSTRUMENTS[age_group].screens for code in screen.codes]
    assert [code for code in codes if f'"{code}"' in seen] == []


@pytest.mark.parametrize("phone", list(WHO))
@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_last_page_says_who_reads_the_words_and_that_nobody_sees_the_taps(
    scene: Scene, age_group: AgeGroup, phone: Phone
) -> None:
    one, who = arrive_after(scene, age_group=age_group, phone=phone), WHO[phone]
    one.tap_all("yes", age_group)
    for value, words in (
        ("yes", READ_AT_LAST[age_group]),
        ("no", "læser det, du skriver."),
    ):
        one.tap(1, value, age_group)
        page = main_words(one.see(SEND))
        assert f"{who} kan ikke se dine tryk." in page
        assert f"{who} {words}" in page
        assert ("gemt i din sag" in page) == (age_group is AgeGroup.OLDER)
        assert "Ingen læser med lige nu. Vi læser det senest fredag." in page
        assert f"se det. {who} kan ikke se det her." in page


def list_of(scene: Scene, name: str) -> str:
    return words_of(scene.staff(name).get("/raadgiver/"))


def test_another_is_told_to_the_colleague_and_not_to_the_case_worker(scene: Scene) -> None:
    """Vælger du en anden? Så kan en kollega til Mette se det. Mette kan ikke se det her."""
    one = arrive_after(scene)
    before = {name: list_of(scene, name) for name in ("mette", "jonas")}
    one.tap_all("yes")
    assert "Bad du om at tale med nogen? Nu kan de se det." in words_of(
        one.send_after({"talk_to": "other"})
    )
    assert list_of(scene, "jonas") != before["jonas"]
    assert list_of(scene, "mette") == before["mette"]
    asks_mette = arrive_after(scene)
    before_that = list_of(scene, "mette")
    asks_mette.tap_all("yes")
    asks_mette.send_after({"talk_to": "caseworker"})
    assert list_of(scene, "mette") != before_that, "the control"


def test_the_taps_become_numbers_without_the_child(scene: Scene) -> None:
    """Trykkene bliver til tal uden dig i."""
    links = [scene.link() for _ in range(10)]
    scene.clock.now = AFTER
    for link in links:
        scene.answer_after(link, {"attended": "yes", "heard": "partly"}, {"more_text": "hej"})
    with scene.acting() as world:
        mixing.mix_all(world.tools.settings.statistics_folder, AFTER)
    marks = scene.rows("SELECT * FROM marks")
    assert len(marks) == 10 and scene.count("mixer_box") == 0
    assert [row for row in marks if "partly" in row] == marks
    mine = {one for link in links for one in (link.meeting_id, link.invitation_id)}
    assert not [row for row in marks if mine & {str(value) for value in row}]
    said = scene.rows("SELECT * FROM submissions WHERE phase = 'after'")
    assert [row for row in said if mine & {str(value) for value in row}] == said, "the control"


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_receipt_promises_numbers_only_to_a_child_that_was_there(
    scene: Scene, age_group: AgeGroup
) -> None:
    one = arrive_after(scene, age_group=age_group)
    one.tap(1, "no", age_group)
    one.see(SEND)
    receipt = main_words(one.send_after())
    assert re.search(r"Dine tryk bliver til tal[^.]*, hvis du var med\b", receipt)
    assert "Valgte du noget til næste gang, eller skrev du noget? Det læser Mette." in receipt


@pytest.mark.parametrize("phone", list(WHO))
@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_who_reads_tells_of_the_taps_before_the_first_question(
    scene: Scene, age_group: AgeGroup, phone: Phone
) -> None:
    one = arrive(scene, age_group=age_group, phone=phone)
    page = main_words(one.see("/hvem-laeser"))
    promise = f"{WHO[phone]} kan ikke se, hvad du trykker. Trykkene bliver til tal uden dig i."
    assert page.count(promise) == 1
    assert page.index("Før mødet") < page.index("Efter mødet") < page.index(promise)
    after, who = page.partition("Efter mødet")[2], WHO[phone]
    called = who.replace("Din", "din")
    assert "det, du skriver til sidst. Og det, du vælger til næste gang." in after
    assert TOO[age_group] in after
    assert f"Vil du tale med en anden? Det kan {called} ikke se her." in after
