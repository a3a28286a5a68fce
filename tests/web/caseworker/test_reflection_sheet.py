"""The team's sheet: chosen excerpts of one's own, stored nowhere, and no child in them."""

from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.services import handing_over
from boernestemme.services.handing_over import Choice
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING
from tests.page_client import PageClient
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

SHEET = "/raadgiver/refleksion/ark"
SPACE, VOICE = "Vi gik en tur i stedet for at sidde.", "Barnet tegnede det svære."


class Sheet:
    """Mette with one reflection over a meeting that is over."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.link: MadeLink = scene.answered()
        scene.clock.now = MEETING + timedelta(hours=2)
        self.pages: PageClient = scene.staff()
        here = f"/raadgiver/moeder/{self.link.meeting_id}/refleksion"
        self.pages.get(here)
        self.pages.post(here, own__space=SPACE, own__voice=VOICE)
        self.pages.get(SHEET)

    def field(self, element: str) -> str:
        return f"own-{self.link.meeting_id}-{element}"

    def make(self, *chosen: str, read: bool = True, **texts: str) -> TestResponse:
        fields: dict[str, object] = {"pick": [self.field(one) for one in chosen]}
        fields |= {self.field(element): text for element, text in texts.items()}
        return self.pages.post_fields(SHEET, fields | ({"read": "yes"} if read else {}))


def test_what_is_chosen_stands_under_its_heading_and_the_rest_does_not(scene: Scene) -> None:
    sheet = Sheet(scene)
    page = sheet.make("voice")
    assert page.status_code == 200
    words = main_words(page)
    assert VOICE in words and SPACE not in words
    places = [words.index(one) for one in ("Rum", "Stemme", VOICE, "Tilhører", "Indflydelse")]
    assert places == sorted(places)


def test_an_excerpt_is_changed_before_it_is_printed_and_kept_as_it_was(scene: Scene) -> None:
    sheet = Sheet(scene)
    before = scene.everything_stored()
    page = words_of(sheet.make("space", space="Vi mødtes ude."))
    assert "Vi mødtes ude." in page and SPACE not in page
    assert scene.everything_stored() == before, "nothing is stored"
    assert SPACE in sheet.pages.get(SHEET).text


def test_the_sheet_names_no_pair_no_day_and_no_meeting(scene: Scene) -> None:
    sheet = Sheet(scene)
    choosing, page = sheet.pages.get(SHEET), sheet.make("space", "voice")
    assert str(sheet.link.words) in words_of(choosing), "the control: to choose by"
    for telling in (str(sheet.link.words), sheet.link.meeting_id, "18. mar", "Mette"):
        assert telling not in main_words(page)
    assert sheet.link.meeting_id not in page.text
    assert "marts" in main_words(page)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ring på 010203-1234", "Det ligner et CPR-nummer. Tag det ud."),
        ("Det var den 12. marts", "Her står en dato. Skriv højst måneden."),
        ("Det var 12/3", "Her står en dato. Skriv højst måneden."),
        ("Vi spurgte Emma igen", "»Emma« ligner et navn."),
        ("Mads var ked af det.", "»Mads« ligner et navn. Er det ikke et navn"),
        ("x" * 301, "Højst 300 tegn på arket."),
    ],
)
def test_what_a_child_is_known_by_is_refused(scene: Scene, text: str, message: str) -> None:
    page = Sheet(scene).make("space", space=text)
    assert page.status_code == 422
    assert message in words_of(page) and text in page.text


def test_the_two_words_are_refused(scene: Scene) -> None:
    sheet = Sheet(scene)
    page = sheet.make("space", space=f"Det med {sheet.link.words} gik godt")
    assert "Her står to ord, som et møde kendes på." in words_of(page)
    assert sheet.make("space", space="Det med et andet gik godt").status_code == 200, "the control"


def test_the_two_words_are_refused_also_of_what_was_given_away(scene: Scene) -> None:
    sheet = Sheet(scene)
    with scene.acting() as world:
        choice = Choice(world.person("nadia").id, tells_child=False)
        setting, opener = world.setting(), world.links.keys.opener
        handing_over.hand_over(setting, sheet.link.meeting_id, choice, opener)
    page = sheet.make("space", space=f"Det med {sheet.link.words} gik godt")
    assert "Her står to ord, som et møde kendes på." in words_of(page)
    assert sheet.make("space", space="Det gik godt").status_code == 200, "the control"


def test_it_must_be_read_through_and_something_chosen(scene: Scene) -> None:
    sheet = Sheet(scene)
    unread = sheet.make("space", read=False)
    assert unread.status_code == 422 and "sæt kryds" in words_of(unread)
    assert "Vælg mindst ét uddrag." in words_of(sheet.make())


def test_what_others_wrote_is_not_there_and_nobody_else_chooses(scene: Scene) -> None:
    sheet = Sheet(scene)
    nadia = scene.staff("nadia")
    assert "Du har ingen refleksioner endnu" in words_of(nadia.get(SHEET))
    nadia.get("/raadgiver/nyt-link")
    stolen = {"pick": sheet.field("space"), sheet.field("space"): "x", "read": "yes"}
    assert nadia.post_fields(SHEET, stolen).status_code == 422
    assert scene.staff("leder").get(SHEET).status_code == 403
