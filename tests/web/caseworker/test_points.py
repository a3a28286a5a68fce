"""The six points: written from what is known, edited where they stand, and never lost."""

from datetime import timedelta
from typing import Any

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.framing import POINT_LIMIT, FramingPoint
from boernestemme.domain.meeting import AgeGroup, Settled
from boernestemme.services.making_links import MadeLink
from tests.factories import older_answers, younger_answers
from tests.page_client import PageClient, page_of
from tests.web.reading_pages import typed, words_of
from tests.web.scene import Scene

TOLD = Settled(purposes=("wellbeing", "home"), can_change=("who", "where"), fixed_because="law")


class Window:
    """One of a case worker's windows on a meeting, with the fields of each point's form."""

    def __init__(self, scene: Scene, link: MadeLink, name: str = "mette") -> None:
        self.here = f"/raadgiver/moeder/{link.meeting_id}"
        self.pages: PageClient = scene.staff(name)
        self.page = self.pages.get(self.here)
        self.forms = forms_of(self.page)

    def open(self) -> TestResponse:
        self.page = self.pages.get(self.here)
        self.forms = forms_of(self.page)
        return self.page

    def save(self, point: str, text: str, **headers: str) -> TestResponse:
        fields = self.forms[point] | {"text": text}
        self.pages.client.environ_base |= {f"HTTP_{key.upper()}": headers[key] for key in headers}
        return self.pages.post_fields(f"{self.here}/ramme", fields)


def forms_of(page: TestResponse) -> dict[str, dict[str, str]]:
    """The fields of each point, as a browser would send them unchanged."""
    forms: dict[str, dict[str, str]] = {}
    for form in page.text.split(" data-point ")[1:]:
        markup = "<form " + form.partition("</form>")[0]
        fields = {
            one["name"]: one.get("value", "") for one in page_of(markup).fields if "name" in one
        }
        [text] = typed(FormText(markup)).values()  # type: ignore[arg-type]  # only its text is read
        forms[fields["point"]] = {key: fields[key] for key in fields if key != "csrf_token"} | {
            "text": text
        }
    return forms


class FormText:
    """Markup in the shape of an answer."""

    def __init__(self, text: str) -> None:
        self.text = text


def text_of(scene: Scene, link: MadeLink, point: str) -> str:
    return Window(scene, link).forms[point]["text"]


def saved(scene: Scene, link: MadeLink) -> dict[str, Any]:
    points = scene.read(link).framing.points
    return {point.value: own.text for point, own in points.items()}


def test_the_points_are_written_from_the_answer(scene: Scene) -> None:
    forms = Window(scene, scene.answered()).forms
    assert list(forms) == [point.value for point in FramingPoint]
    assert forms["agenda"]["text"].splitlines()[:2] == ["– Skolen", "– Hvad der skal ske nu"]
    assert forms["how_we_talk"]["text"].splitlines()[:4] == [
        "Du vil gerne have med: Min mor.",
        "Kun med noget af tiden: Min lærer.",
        "Du vil gerne mødes: På en gåtur.",
        "Det hjælper dig: Vide, hvad der skal ske · Pause, når jeg siger til.",
    ]


def test_the_purpose_is_what_the_child_was_told(scene: Scene) -> None:
    assert text_of(scene, scene.link(settled=TOLD), "purpose").splitlines()[:3] == [
        "Vi skal tale om: hvordan du har det og hvor du bor.",
        "Du kan få lavet om: hvem der er med og hvor vi mødes.",
        "Resten ligger fast. Loven kræver det.",
    ]
    asks = "Tilføj: hvorfor mødes I?"
    assert asks not in words_of(Window(scene, scene.link(settled=TOLD)).page)
    assert asks in words_of(Window(scene, scene.link()).page)


def test_a_younger_childs_points_are_in_its_own_words(scene: Scene) -> None:
    link = scene.answered(said=younger_answers(), age_group=AgeGroup.YOUNGER)
    how = text_of(scene, link, "how_we_talk")
    assert "Du vil gerne have med: Mor." in how and "Holde pause · Tegne" in how
    assert "Kun" not in how, "what is for the reader alone"


@pytest.mark.parametrize("age", list(AgeGroup))
def test_nothing_guarded_is_in_a_point(scene: Scene, age: AgeGroup) -> None:
    link = scene.answered(age_group=age)
    text = " ".join(form["text"] for form in Window(scene, link).forms.values())
    for secret in ("ferien", "faster", "Min far", "alene", "Kun min rådgiver"):
        assert secret not in text
    assert "Skolen" in text, "the control"


def test_a_point_is_saved_where_it_stands(scene: Scene) -> None:
    link = scene.answered()
    mette = Window(scene, link)
    answer = mette.save("purpose", "Vi taler om skolen.\r\nIkke andet. æøå")
    assert answer.status_code == 303
    assert answer.headers["Location"] == f"{mette.here}?punkt=purpose#p-purpose"
    assert saved(scene, link) == {"purpose": "Vi taler om skolen.\nIkke andet. æøå"}
    assert "Gemt" in words_of(mette.pages.get(answer.headers["Location"]))
    assert text_of(scene, link, "purpose") == "Vi taler om skolen.\nIkke andet. æøå"


def test_what_was_not_edited_follows_the_answer(scene: Scene) -> None:
    link = scene.link()
    mette = Window(scene, link)
    assert mette.save("agenda", mette.forms["agenda"]["text"]).status_code == 303
    mette.save("purpose", "Mit eget formål.")
    with scene.acting() as world:
        world.answer(link, older_answers())
    assert "– Skolen" in text_of(scene, link, "agenda")
    assert text_of(scene, link, "purpose") == "Mit eget formål."


def test_the_childs_own_words_are_quoted_and_never_in_a_field(scene: Scene) -> None:
    link = scene.answered()
    mette = Window(scene, link)
    words = "Hvorfor spurgte I mig ikke først? æøå"
    assert all(words not in form["text"] for form in mette.forms.values())
    mette.save("agenda", "Kun mit eget")
    quoted = mette.open().text.partition('<section class="points"')[0]
    assert f'<blockquote dir="auto">{words}</blockquote>' in quoted
    assert scene.read(link).answers[0].parts.open_texts["topics_text"] == words


def test_an_emptied_field_gives_the_suggestion_back(scene: Scene) -> None:
    link = scene.answered()
    mette = Window(scene, link)
    mette.save("agenda", "Kun mit eget")
    assert "Forslag fra barnets svar" in words_of(mette.open())
    assert mette.save("agenda", "  \n ").status_code == 303
    assert text_of(scene, link, "agenda").startswith("– Skolen")
    assert "Forslag fra barnets svar" not in words_of(mette.open())


def test_two_windows_the_later_is_told_and_both_texts_are_there(scene: Scene) -> None:
    link = scene.answered()
    first, second = Window(scene, link), Window(scene, link)
    first.save("purpose", "fra det første vindue")
    page = second.save("purpose", "fra det andet vindue")
    assert page.status_code == 409 and page_of(page.text).title.startswith("Fejl: ")
    forms, words = forms_of(page), words_of(page)
    assert forms["purpose"]["text"] == "fra det andet vindue"
    assert "Det står der nu: fra det første vindue Brug den tekst" in words
    assert "der er gemt i et andet vindue imens" in words and 'href="#f-purpose"' in page.text
    assert saved(scene, link) == {"purpose": "fra det første vindue"}
    second.forms = forms
    assert second.save("purpose", "begge dele").status_code == 303
    assert saved(scene, link) == {"purpose": "begge dele"}


def test_two_windows_on_two_points_are_no_conflict(scene: Scene) -> None:
    link = scene.answered()
    first, second = Window(scene, link), Window(scene, link)
    assert first.save("purpose", "formål").status_code == 303
    assert second.save("rights", "rettigheder").status_code == 303
    assert saved(scene, link) == {"purpose": "formål", "rights": "rettigheder"}


def test_an_old_window_does_not_take_own_words_away_by_saving_what_it_shows(scene: Scene) -> None:
    link = scene.answered()
    first, second = Window(scene, link), Window(scene, link)
    first.save("purpose", "mine egne ord")
    assert second.save("purpose", second.forms["purpose"]["text"]).status_code == 409
    assert saved(scene, link) == {"purpose": "mine egne ord"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Ring til 010203-1234", "Det ligner et CPR-nummer. Skriv det ikke her."),
        ("æ" * (POINT_LIMIT + 1), "Højst 1000 tegn."),
        ("før\x00efter", "Der er et tegn, som ikke kan gemmes."),
    ],
)
def test_what_cannot_stand_is_told_at_the_field_and_kept(
    scene: Scene, text: str, message: str
) -> None:
    link = scene.answered()
    page = Window(scene, link).save("rights", text)
    assert page.status_code == 422
    assert forms_of(page)["rights"]["text"] == text
    field = page.text.partition('id="m-rights"')[2].partition("</p>")[0]
    assert message in field and saved(scene, link) == {}
    assert Window(scene, link).save("rights", "æ" * POINT_LIMIT).status_code == 303, "the control"


def test_the_limit_is_told_before_anything_is_written(scene: Scene) -> None:
    assert "Højst 1000 tegn." in words_of(Window(scene, scene.link()).page)


def test_a_script_is_told_the_same(scene: Scene) -> None:
    link = scene.answered()
    first, second = Window(scene, link), Window(scene, link)
    kept = first.save("purpose", "fra det første vindue", accept="application/json")
    assert (kept.status_code, kept.get_json()) == (200, {"version": 1})
    told = second.save("purpose", "fra det andet vindue", accept="application/json")
    assert told.status_code == 409
    assert told.get_json()["theirs"] == "fra det første vindue"
    assert told.get_json()["version"] == 1 and "andet vindue" in told.get_json()["message"]
    refused = first.save("rights", "010203-1234", accept="application/json")
    assert refused.status_code == 422
    assert refused.get_json()["message"] == "Det ligner et CPR-nummer. Skriv det ikke her."


def test_a_point_that_is_not_there_is_refused(scene: Scene) -> None:
    link = scene.answered()
    mette = Window(scene, link)
    mette.forms["purpose"]["point"] = "weather"
    assert mette.save("purpose", "x").status_code == 422
    assert saved(scene, link) == {}


def test_what_was_written_outlives_an_ended_session(scene: Scene) -> None:
    link = scene.answered()
    mette = Window(scene, link)
    mette.pages.client.delete_cookie("raadgiver")
    page = mette.save("purpose", "lang og omhyggelig tekst")
    assert page.status_code == 403
    assert words_of(page).count("lang og omhyggelig tekst") == 1
    assert saved(scene, link) == {}


def test_only_a_reader_of_the_meeting_writes_in_it(scene: Scene) -> None:
    link = scene.answered()
    fields = Window(scene, link).forms["purpose"] | {"text": "fra en anden"}
    for name in ("nadia", "jonas", "sofie"):
        there = f"/raadgiver/moeder/{link.meeting_id}/ramme"
        assert scene.staff(name).post_fields(there, fields).status_code == 404
    scene.clock.now += timedelta(days=2)
    jonas = Window(scene, link, "jonas")
    assert jonas.save("purpose", "makkeren holder mødet").status_code == 303
    assert saved(scene, link) == {"purpose": "makkeren holder mødet"}
