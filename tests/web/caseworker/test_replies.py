"""A reply to every wish: outcomes and reasons are saved, and a refused save loses nothing."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.questionnaire import Answers
from boernestemme.services.making_links import MadeLink
from tests.page_client import PageClient, page_of
from tests.web.reading_pages import Ticked, ticked, words_of
from tests.web.scene import Scene

SAID: Answers = {"topics": ("skole", "fremtid"), "place": "gaatur", "person-far": "no"}


class Desk:
    """Mette at her desk with one answered meeting open."""

    def __init__(self, scene: Scene, link: MadeLink | None = None, **changes: Any) -> None:
        self.scene = scene
        self.link = link or scene.answered(said=dict(SAID), **changes)
        self.here = f"/raadgiver/moeder/{self.link.meeting_id}"
        self.pages: PageClient = scene.staff()
        self.keys = [wish.key for wish in scene.read(self.link).wishes]
        self.version = 0
        self.open()

    def open(self) -> TestResponse:
        page = self.pages.get(self.here)
        self.version = next(
            int(field["value"])
            for field in page_of(page.text).fields
            if field.get("name") == "version"
        )
        return page

    def replies(self, outcome: str, reason: str = "we_talk", own: str = "") -> dict[str, str]:
        fields: dict[str, str] = {}
        for key in self.keys:
            fields |= {f"outcome-{key}": outcome, f"reason-{key}": reason, f"own-{key}": own}
        return fields

    def save(self, fields: dict[str, str], go: str = "save") -> TestResponse:
        sent = {"version": str(self.version), "go": go} | fields
        return self.pages.post_fields(f"{self.here}/svar", sent)

    def stored(self) -> int:
        return self.scene.read(self.link).framing.version

    def replies_kept(self) -> set[str]:
        return set(self.scene.read(self.link).framing.replies)


def own_words(page: TestResponse) -> dict[str, str]:
    fields = page_of(page.text).fields
    return {
        field["name"]: field["value"]
        for field in fields
        if field.get("name", "").startswith("own-") and field.get("value")
    }


@pytest.mark.parametrize("outcome", ["partly", "not"])
def test_every_wish_gets_its_outcome_and_reason(scene: Scene, outcome: str) -> None:
    desk = Desk(scene)
    assert len(desk.keys) == 4
    saved = desk.save(desk.replies(outcome, "no_time", "Jeg ringer."))
    assert saved.status_code == 303
    page = desk.pages.get(saved.headers["Location"])
    assert "Gemt" in words_of(page)
    for key in desk.keys:
        assert Ticked(f"outcome-{key}", outcome) in ticked(page)
        assert Ticked(f"reason-{key}", "no_time") in ticked(page)
        assert own_words(page)[f"own-{key}"] == "Jeg ringer."


def test_a_yes_needs_no_reason_and_may_have_words(scene: Scene) -> None:
    desk = Desk(scene)
    assert desk.save(desk.replies("met", "", "Det gør vi")).status_code == 303
    page = desk.open()
    assert {one for one in ticked(page) if one.value == "met"} == {
        Ticked(f"outcome-{key}", "met") for key in desk.keys
    }
    assert set(own_words(page).values()) == {"Det gør vi"}


def test_no_without_a_reason_is_refused_and_everything_stays(scene: Scene) -> None:
    desk = Desk(scene)
    first, *others = desk.keys
    fields = desk.replies("partly", "", "gode nyheder") | {f"outcome-{first}": "not"}
    fields |= {f"own-{first}": "", f"reason-{others[0]}": "law"}
    page = desk.save(fields)
    assert page.status_code == 422
    assert "Nej skal have en grund." in words_of(page)
    assert page_of(page.text).title.startswith("Fejl: ")
    assert f'href="#o-{first}"' in page.text
    assert Ticked(f"outcome-{first}", "not") in ticked(page)
    assert Ticked(f"reason-{others[0]}", "law") in ticked(page)
    assert own_words(page) == {f"own-{key}": "gode nyheder" for key in others}
    assert desk.replies_kept() == set(others)
    assert "Resten er gemt." in words_of(page)


@pytest.mark.parametrize("own", ["", "   ", "\t"])
def test_blanks_are_no_reason(scene: Scene, own: str) -> None:
    desk = Desk(scene)
    assert desk.save(desk.replies("not", "", own)).status_code == 422
    assert desk.save(desk.replies("not", "own", own)).status_code == 422
    assert desk.save(desk.replies("not", "law", own)).status_code == 303, "the control"


@pytest.mark.parametrize(
    ("own", "message"),
    [
        ("Ring til 010203-1234", "Det ligner et CPR-nummer. Skriv det ikke her."),
        ("0102031234", "Det ligner et CPR-nummer. Skriv det ikke her."),
        ("cpr 010203 1234.", "Det ligner et CPR-nummer. Skriv det ikke her."),
        ("x" * 141, "Højst 140 tegn."),
        ("før\x00efter", "Der er et tegn, som ikke kan gemmes."),
    ],
)
def test_words_that_cannot_stand_are_refused_and_stay(scene: Scene, own: str, message: str) -> None:
    desk = Desk(scene)
    page = desk.save(desk.replies("met", "", "fint") | {f"own-{desk.keys[1]}": own})
    assert page.status_code == 422
    assert message in words_of(page)
    assert own_words(page)[f"own-{desk.keys[1]}"] == own
    assert desk.replies_kept() == set(desk.keys) - {desk.keys[1]}


@pytest.mark.parametrize(
    "own", ["æ" * 140, "Ring 12 34 56 78", '"><script>x</script>', "شكرا", "kl. 14.00 den 3/12"]
)
def test_words_that_may_stand_are_kept_as_written(scene: Scene, own: str) -> None:
    desk = Desk(scene)
    assert desk.save(desk.replies("partly", "", own)).status_code == 303
    page = desk.open()
    assert own_words(page) == {f"own-{key}": own for key in desk.keys}
    assert "<script>x" not in page.text


def test_some_wishes_may_wait(scene: Scene) -> None:
    desk = Desk(scene)
    saved = desk.save({f"outcome-{desk.keys[0]}": "met"})
    assert saved.status_code == 303
    assert "1 af 4" in words_of(desk.open())
    assert "Svar på ønsker senest" in words_of(desk.pages.get("/raadgiver/"))


def test_words_written_before_an_outcome_is_chosen_are_not_lost(scene: Scene) -> None:
    desk = Desk(scene)
    page = desk.save({f"own-{desk.keys[0]}": "halvfærdig tanke", f"outcome-{desk.keys[1]}": "not"})
    assert page.status_code == 422
    assert "halvfærdig tanke" in page.text


def test_words_without_an_outcome_never_vanish_in_silence(scene: Scene) -> None:
    desk = Desk(scene)
    page = desk.save({f"own-{desk.keys[0]}": "halvfærdig tanke", f"outcome-{desk.keys[1]}": "met"})
    shown = page if page.status_code == 422 else desk.open()
    assert "halvfærdig tanke" in shown.text


def test_a_save_from_an_old_window_is_a_conflict_that_keeps_what_was_typed(scene: Scene) -> None:
    desk, other = Desk(scene), None
    other = Desk(scene, desk.link)
    assert other.save(other.replies("met", "", "fra det andet vindue")).status_code == 303
    page = desk.save(desk.replies("not", "law", "fra det første vindue"))
    assert page.status_code == 409
    assert "der er gemt i et andet vindue imens" in words_of(page)
    assert set(own_words(page).values()) == {"fra det første vindue"}
    kept = scene.read(desk.link).framing
    assert {reply.own_words for reply in kept.replies.values()} == {"fra det andet vindue"}
    desk.version = kept.version
    assert f'name="version" value="{kept.version}"' in page.text
    assert desk.save(desk.replies("not", "law", "fra det første vindue")).status_code == 303


@pytest.mark.parametrize("version", ["99", "-1", "x", ""])
def test_a_version_that_never_was_saves_nothing(scene: Scene, version: str) -> None:
    desk = Desk(scene)
    desk.save(desk.replies("met"))
    refused = desk.save(desk.replies("not", "law") | {"version": version})
    assert refused.status_code == 409
    assert desk.stored() == 1


def test_nonsense_outcomes_and_strange_wishes_save_nothing_of_theirs(scene: Scene) -> None:
    desk = Desk(scene)
    desk.save({"outcome-strange": "met", f"outcome-{desk.keys[0]}": "<b>", "own-strange": "x"})
    assert dict(scene.read(desk.link).framing.replies) == {}


def test_what_was_typed_outlives_an_ended_session(scene: Scene) -> None:
    desk = Desk(scene)
    fields = desk.replies("not", "law", "lang og omhyggelig tekst")
    desk.pages.client.delete_cookie("raadgiver")
    page = desk.save(fields)
    assert page.status_code == 403
    assert "lang og omhyggelig tekst" in page.text
    assert "Du er logget ud." in words_of(page)
    assert "gåtur" not in page.text, "it repeats what was typed, and nothing of the answer"
    assert desk.stored() == 0
