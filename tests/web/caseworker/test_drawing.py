"""The child's drawing before its reader: lines in our colours, and nothing else, ever."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import Parts
from boernestemme.services.closing_answers import close
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations
from boernestemme.storage.db import transaction
from boernestemme.storage.submissions import ENVELOPES
from boernestemme.web.drawing_picture import COLOURS, picture_of
from tests.factories import MEETING
from tests.web.reading_pages import main_words
from tests.web.scene import Scene

STROKES = "R0a0a0k0k0u0aB0000"
ASK = "Spørg barnet, hvad det er. Tolk den ikke."
UNSHOWN = "Tegningen kan ikke vises."
SVG = re.compile(r"<svg viewBox=.*?</svg>", re.DOTALL)
LINE = re.compile(r'<path stroke="(#[0-9a-f]{6})" d="([MQL0-9. ]+)"/>')
HOSTILE = {
    "a colour": 'Y" onload="alert(1)',
    "a script": "</svg><script>alert(1)</script>",
    "a path": 'K0a0a"/><image href="https://x.example/x.png"/>',
    "a style": "K;fill:url(https://x.example/)",
    "an entity": "&lt;b&gt;&#106;",
}


def page(scene: Scene, link: MadeLink, what: str = "") -> str:
    """The page of a meeting as its case worker gets it."""
    return scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}{what}").text


def pictures(text: str) -> list[list[tuple[str, str]]]:
    """Every drawing on a page, as (colour, path) of its lines."""
    return [LINE.findall(one) for one in SVG.findall(text) if "Barnets tegning" in one]


@pytest.mark.parametrize("age_group", list(AgeGroup))
def test_the_drawing_stands_on_the_page_with_what_to_do(scene: Scene, age_group: AgeGroup) -> None:
    link = scene.answered(said={"drawing": STROKES}, age_group=age_group)
    text = page(scene, link)
    red, blue = pictures(text)[0]
    assert red == (COLOURS["R"], "M10 10 Q10 10 15 15 Q20 20 25 15 L30 10")
    assert blue == (COLOURS["B"], "M0 0 L0 0")
    assert 'role="img" aria-label="Barnets tegning"' in text and "style=" not in text
    assert ASK in text and "Barnets tegning</h3>" in text and UNSHOWN not in text
    assert STROKES not in text


def test_without_a_drawing_there_is_no_picture_and_no_advice(scene: Scene) -> None:
    text = page(scene, scene.answered())
    assert pictures(text) == [] and ASK not in text and "Barnets tegning" not in text


def test_a_drawing_alone_is_a_task_and_no_wish(scene: Scene) -> None:
    link = scene.answered(said={"drawing": STROKES})
    said = main_words(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    assert "Barnet har ingen ønsker" in said and "Systemet læser ikke med" in said
    assert "emner" not in said, "the page it was drawn on is not skipped"


def test_it_stands_after_the_meeting_and_at_the_next(scene: Scene) -> None:
    link = scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    scene.answer_after(link, words={"more_drawing": STROKES})
    for what in ("", "/efter"):
        text = page(scene, link, what)
        assert len(pictures(text)) == 1 and ASK in text
        assert "Her er ingen ord fra barnet." not in text
    later = scene.clock.now + timedelta(days=20)
    following = scene.link(chain_id=link.meeting_id, starts_at=later)
    assert len(pictures(page(scene, following))) == 1


def test_erased_means_the_drawing_too(scene: Scene) -> None:
    link = scene.answered(said={"drawing": STROKES})
    assert pictures(page(scene, link)), "the control"
    scene.run("DELETE FROM submissions WHERE meeting_id = :m", m=link.meeting_id)
    assert pictures(page(scene, link)) == []


def plant(scene: Scene, link: MadeLink, strokes: str) -> None:
    """Seal a drawing past the child's pages, as somebody who holds that process could."""
    [[row]] = scene.rows("SELECT id FROM submissions WHERE meeting_id = :m", m=link.meeting_id)
    with scene.acting(), transaction() as session:
        invitation = invitations.by_id(link.invitation_id)
        assert invitation is not None
        parts = replace(Parts({}, {}, {}, {}), open_texts={"drawing": strokes})
        sealed = close(invitation, row, parts, invitations.sealing_key(link.invitation_id))
        table = invitations.InvitationRow.metadata.tables["submissions"]
        values = {name: sealed.fields[name] for name in ENVELOPES}
        changed = table.update().where(table.c.id == row)
        session.execute(changed.values(wrapped_key=sealed.wrapped_key, **values))


@pytest.mark.parametrize("strokes", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_strokes_never_reach_the_page(scene: Scene, strokes: str) -> None:
    link = scene.answered(said={"drawing": STROKES})
    plant(scene, link, strokes)
    text = page(scene, link)
    assert UNSHOWN in text and pictures(text) == []
    for piece in ("alert(1)", "x.example", "<image", "&lt;b", "&amp;lt;b"):
        assert piece not in text


def test_control_what_is_planted_is_what_is_shown(scene: Scene) -> None:
    link = scene.answered(said={"drawing": STROKES})
    plant(scene, link, "G0a0a0k0a")
    assert pictures(page(scene, link)) == [[(COLOURS["G"], "M10 10 Q10 10 15 10 L20 10")]]


def test_a_picture_is_made_of_numbers_and_our_own_colours_alone() -> None:
    every = picture_of("K0a0aR0a0aB0a0aG0a0a")
    assert [line.colour for line in every.lines] == list(COLOURS.values())
    assert len(set(COLOURS.values())) == len(COLOURS) == 4
    assert picture_of("").lines == picture_of("{}").lines == ()
