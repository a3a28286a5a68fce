"""The box *Journal*: it says how the papers stand, ticks what it shows, and tells the right day."""

from datetime import UTC, datetime, timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.services.erasing import erase_due
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.page_client import PageClient, page_of
from tests.services.post_box import TAPS, WORDS
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

BUTTON = "Det ligger i sagssystemet, og jeg har set kvitteringen."
TAG = "Journalisér svaret"
FILED_ON, ERASED_ON = "lørdag den 20. marts", "1. maj 2027"


class Desk:
    """Mette at her desk with one meeting's page."""

    def __init__(self, scene: Scene, link: MadeLink) -> None:
        self.scene, self.link = scene, link
        self.here = f"/raadgiver/moeder/{link.meeting_id}"
        self.pages = scene.staff()

    def open(self, day: int = 0, month: int = 3) -> str:
        """The words of the page, on a day of 2027."""
        if day:
            self.scene.clock.now = datetime(2027, month, day, 10, tzinfo=UTC)
            self.pages = self.scene.staff()
        return main_words(self.pages.get(self.here))

    def shown(self) -> dict[str, str]:
        """What the open page would tick."""
        fields = page_of(self.pages.get(self.here).text).fields
        names = {"before", "after", "version"}
        return {one["name"]: one["value"] for one in fields if one.get("name") in names}

    def file(self, **shown: str) -> TestResponse:
        """Tick the receipt and press the button of the page as it is now, or as it was."""
        fields = {"receipt": "yes"} | (shown or self.shown())
        return self.pages.post_fields(f"{self.here}/journaliseret", fields)

    def stored(self) -> list[str | None]:
        query = "SELECT filed_on FROM submissions WHERE meeting_id = :id ORDER BY phase"
        return [row[0] for row in self.scene.rows(query, id=self.link.meeting_id)]


def say_after(scene: Scene, link: MadeLink) -> None:
    """The child says something the day after the meeting."""
    scene.clock.now = MEETING + timedelta(days=1)
    with scene.acting() as world:
        world.answer_after(link, TAPS, WORDS)


def test_the_box_is_not_there_while_there_is_nothing_to_file(scene: Scene) -> None:
    desk = Desk(scene, scene.link())
    assert "Journal" not in desk.open()
    assert "Journal" not in desk.open(20)
    assert TAG not in words_of(desk.pages.get("/raadgiver/"))


def test_filing_waits_for_the_meeting_and_is_then_a_task(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    assert "Ikke journaliseret. Det er din opgave, når mødet er slut." in desk.open()
    assert TAG not in words_of(desk.pages.get("/raadgiver/"))
    assert "Ikke journaliseret. Skriv det ind i jeres sagssystem" in desk.open(20)
    assert TAG in words_of(desk.pages.get("/raadgiver/"))
    assert "din leder får det også at se" in desk.open(2, month=4)


def test_the_box_names_what_is_to_be_filed(scene: Scene) -> None:
    link = scene.answered()
    desk = Desk(scene, link)
    assert "Svaret før mødet" in desk.open()
    assert "Dine svar på ønskerne" not in desk.open()
    scene.reply(link, "vi taler om det")
    say_after(scene, link)
    page = desk.open(20)
    assert "Svaret før mødet Dine svar på ønskerne Det, barnet sagde efter mødet" in page
    assert desk.shown() == {"before": "1", "after": "1", "version": "1"}


def test_a_press_files_and_the_page_tells_the_day_of_erasing(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    desk.open(20)
    done = desk.file()
    assert (done.status_code, done.headers["Location"]) == (303, f"{desk.here}#h-journal")
    page = desk.open()
    assert f"Journaliseret {FILED_ON}. Slettes her {ERASED_ON}." in page
    assert BUTTON not in page
    assert TAG not in words_of(desk.pages.get("/raadgiver/"))
    assert desk.stored() == ["2027-03-20"]


def test_the_day_it_shows_is_the_day_it_happens(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    desk.open(20)
    desk.file()
    ledger = scene.app.extensions["boernestemme"].settings.erasure_ledger
    for month, day, left in ((4, 30, 1), (5, 1, 0)):
        page = desk.open(day, month)
        assert ("Slettes her ved næste oprydning." in page) == (left == 0)
        with scene.acting():
            erase_due(ledger, scene.clock())
        assert len(desk.stored()) == left
    page = desk.open()
    assert f"Svaret er slettet her {ERASED_ON} Det ligger i jeres eget sagssystem." in page
    assert "Barnet har ikke svaret" not in page and "svarede ikke" not in page
    assert "Journaliseret" not in page
    listed = words_of(desk.pages.get("/raadgiver/"))
    assert "Slettet her" in listed and "Ingen ord" not in listed


def test_what_came_after_the_page_was_opened_is_not_ticked(scene: Scene) -> None:
    link = scene.answered()
    desk = Desk(scene, link)
    desk.open(20)
    old = desk.shown()
    say_after(scene, link)
    desk.open(20)
    refused = desk.file(**old)
    assert refused.headers["Location"] == f"{desk.here}?imens#problem"
    assert desk.stored() == [None, None]
    page = main_words(desk.pages.get(f"{desk.here}?imens"))
    assert "Ikke journaliseret: der er kommet noget nyt, siden du åbnede siden." in page
    desk.file()
    assert desk.stored() == ["2027-03-20", "2027-03-20"]


def test_a_changed_reply_is_unfiled_again_and_says_so(scene: Scene) -> None:
    link = scene.answered()
    scene.reply(link, "første svar")
    desk = Desk(scene, link)
    desk.open(10)
    desk.file()
    scene.reply(link, "andet svar")
    assert "Noget er kommet til eller ændret, siden du journaliserede." in desk.open()
    assert BUTTON in desk.open()


@pytest.mark.parametrize(
    "shown",
    [
        {},
        {"before": "1"},
        {"before": "x", "after": "0", "version": "0"},
        {"before": "2", "after": "0", "version": "0"},
        {"before": "1", "after": "1", "version": "0"},
        {"before": "1", "after": "0", "version": "9"},
    ],
)
def test_a_press_that_shows_something_else_ticks_nothing(
    scene: Scene, shown: dict[str, str]
) -> None:
    desk = Desk(scene, scene.answered())
    desk.open(20)
    fields = {"receipt": "yes"} | shown
    assert desk.pages.post_fields(f"{desk.here}/journaliseret", fields).status_code == 303
    assert desk.stored() == [None]
    desk.file(before="1", after="0", version="0")
    assert desk.stored() == ["2027-03-20"], "the control"


def test_a_pause_is_set_and_lifted(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    desk.open(20)
    desk.file()
    desk.pages.post(f"{desk.here}/pause")
    page = desk.open()
    assert f"Sletning er sat på pause {FILED_ON}." in page
    assert "Slettes her" not in page and "Sæt sletning på pause" not in page
    desk.pages.post(f"{desk.here}/ophaev-pause")
    assert f"Slettes her {ERASED_ON}." in desk.open()
    assert "Ophæv pausen" not in desk.open()


@pytest.mark.parametrize("name", ["nadia", "jonas", "sofie", "leder"])
@pytest.mark.parametrize(
    "what", ["journaliseret", "journaliseret-fortryd", "pause", "ophaev-pause"]
)
def test_nobody_else_presses_these_buttons(scene: Scene, name: str, what: str) -> None:
    link = scene.answered()
    stranger: PageClient = scene.staff(name)
    before = scene.everything_stored()
    shown = {"before": "1", "after": "0", "version": "0"}
    answer = stranger.post_fields(f"/raadgiver/moeder/{link.meeting_id}/{what}", shown)
    assert answer.status_code in {403, 404}
    assert scene.everything_stored() == before


def test_a_wish_to_talk_to_another_shows_no_box_and_no_task(scene: Scene) -> None:
    """Else its case worker could tell that the child has said something."""
    link = scene.link()
    scene.clock.now = MEETING + timedelta(days=1)
    with scene.acting() as world:
        world.answer_after(link, TAPS, {"talk_to": "other"})
    desk = Desk(scene, link)
    assert "Journal" not in desk.open(3, month=4)
    assert TAG not in words_of(desk.pages.get("/raadgiver/"))


def test_no_day_is_told_while_the_child_waits_to_talk(scene: Scene) -> None:
    link = scene.answered()
    scene.clock.now = MEETING + timedelta(days=1)
    with scene.acting() as world:
        world.answer_after(link, TAPS, {"talk_to": "caseworker"})
    desk = Desk(scene, link)
    desk.open(3, month=4)
    desk.file()
    assert "Slettes ikke her, før du har talt med barnet." in desk.open()
    desk.pages.post_fields(f"{desk.here}/talt", {})
    assert "Slettes her 3. maj 2027." in desk.open()


def test_a_press_without_the_receipt_files_nothing(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    desk.open(20)
    slip = desk.pages.post_fields(f"{desk.here}/journaliseret", desk.shown())
    assert slip.headers["Location"] == f"{desk.here}?kvittering#problem"
    told = "Ikke journaliseret: sæt flueben, når du har set kvitteringen i sagssystemet."
    assert told in main_words(desk.pages.get(f"{desk.here}?kvittering"))
    assert desk.stored() == [None]
    desk.file()
    assert desk.stored() == ["2027-03-20"], "the control"
    assert told not in main_words(desk.pages.get(f"{desk.here}?kvittering"))


def test_the_day_of_erasing_is_told_before_the_press_and_kept(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    assert f"Så slettes det her {ERASED_ON}." in desk.open(20)
    desk.file()
    assert f"Slettes her {ERASED_ON}." in desk.open()


def test_a_slip_is_undone_the_same_day_and_not_the_next(scene: Scene) -> None:
    desk = Desk(scene, scene.answered())
    undo = "Fortryd journaliseret"
    assert undo not in desk.open(20)
    desk.file()
    assert undo in desk.open()
    desk.pages.post(f"{desk.here}/journaliseret-fortryd")
    assert desk.stored() == [None] and BUTTON in desk.open()
    desk.file()
    assert undo not in desk.open(21)
    desk.pages.post(f"{desk.here}/journaliseret-fortryd")
    assert desk.stored() == ["2027-03-20"]
