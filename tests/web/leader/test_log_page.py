"""The access log's sample: lines in words, signed off by a press, never a word of an answer."""

from datetime import timedelta

import pytest

from boernestemme.services import log_drawing
from boernestemme.services.making_links import MadeLink
from tests.factories import NOW, older_answers
from tests.web.reading_pages import main_words
from tests.web.scene import Scene

LOG = "/leder/log"
NEXT_MONTH, TOO_LATE = timedelta(days=23), timedelta(days=38)


def drawn(scene: Scene) -> MadeLink:
    """Mette reads an answer at night; the month ends, and housekeeping draws."""
    link = scene.answered(said=older_answers(topics_text="kanarietekst"))
    scene.clock.now = NOW + timedelta(hours=13)
    scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}")
    scene.clock.now = NOW + NEXT_MONTH
    with scene.acting() as world:
        log_drawing.draw_due(world.tools.days, scene.clock())
    return link


def test_what_was_drawn_is_told_in_words_and_signed_off_at_once(scene: Scene) -> None:
    link = drawn(scene)
    leader = scene.staff("leder")
    assert "Adgangsloggen for marts 2027 skal kvitteres senest 15. april 2027." in main_words(
        leader.get("/leder/")
    )
    page = leader.get(LOG)
    words = main_words(page)
    assert "Mette åbnede barnets svar Om natten, i weekenden eller på en helligdag" in words
    assert f"tirs. 9. mar. kl. 23.00 {link.words} Mødets rådgiver" in words
    for secret in ("kanarietekst", "faster", link.token, link.meeting_id):
        assert secret not in page.text
    gone = leader.post_fields(f"{LOG}/2027-03", {})
    assert (gone.status_code, gone.headers["Location"]) == (303, f"{LOG}?kvitteret")
    after = main_words(leader.get(gone.headers["Location"]))
    assert "Kvitteret. " in after and "Intet venter på at blive kvitteret." in after
    assert "Adgangsloggen for" not in main_words(leader.get("/leder/"))
    assert leader.post_fields(f"{LOG}/2027-03", {}).status_code == 404


def test_when_it_is_overdue_the_overview_says_so_first(scene: Scene) -> None:
    drawn(scene)
    scene.clock.now = NOW + TOO_LATE
    words = main_words(scene.staff("leder").get("/leder/"))
    assert words.startswith(
        "Overblik Adgangsloggen for marts 2027 skulle være kvitteret 15. april 2027. Se linjerne"
    )


def test_one_line_is_asked_about_and_settled(scene: Scene) -> None:
    drawn(scene)
    leader = scene.staff("leder")
    leader.get(LOG)
    [[number]] = scene.rows("SELECT number FROM log_samples WHERE rule = 'odd_hours'")
    line = f"{LOG}/2027-03/odd_hours/{number}"
    assert leader.post_fields(line, {"verdict": "planted"}).status_code == 400
    assert leader.post_fields(line, {"verdict": "asked"}).status_code == 303
    words = main_words(leader.get(LOG))
    assert "Der er spurgt · Lis, 1. april 2027" in words and "Afklaret, i orden" in words
    assert leader.post_fields(line, {"verdict": "reported"}).status_code == 303
    assert "Meldt som muligt brud · Lis, 1. april 2027" in main_words(leader.get(LOG))


@pytest.mark.parametrize("address", ["2027-13", "2027-02", "2027-03/lot/99999", "2027-03/x/1"])
def test_what_was_not_drawn_is_not_there_and_leaves_no_line(scene: Scene, address: str) -> None:
    drawn(scene)
    leader = scene.staff("leder")
    leader.get(LOG)
    before = scene.everything_stored()
    assert leader.post_fields(f"{LOG}/{address}", {"verdict": "fine"}).status_code == 404
    assert scene.everything_stored() == before


@pytest.mark.parametrize("name", ["mette", "sofie"])
def test_case_workers_neither_see_nor_sign(scene: Scene, name: str) -> None:
    drawn(scene)
    pages = scene.staff(name)
    assert pages.get(LOG).status_code == 403
    assert pages.post_fields(f"{LOG}/2027-03", {}).status_code == 403
    assert scene.rows("SELECT count(*) FROM log_samples WHERE verdict IS NOT NULL") == [(0,)]
