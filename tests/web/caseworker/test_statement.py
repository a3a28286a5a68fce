"""The statement on the case worker's side: a card once a year, one tap, or no thanks."""

from datetime import UTC, datetime

from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene

HERE = "/raadgiver/mit-udsagn"
OCTOBER = datetime(2027, 10, 5, 9, tzinfo=UTC)


def in_october(scene: Scene) -> None:
    scene.clock.now = OCTOBER
    scene.link(starts_at=OCTOBER.replace(day=12))


def test_it_is_answered_in_one_tap_and_asked_no_more(scene: Scene) -> None:
    in_october(scene)
    pages = scene.staff()
    assert HERE in links_of(pages.get("/raadgiver/"))
    assert "Helt uenig Delvist uenig Hverken enig eller uenig Delvist enig Helt enig" in main_words(
        pages.get(HERE)
    )
    gone = pages.post_fields(HERE, {"step": "4"})
    assert (gone.status_code, gone.headers["Location"]) == (303, "/raadgiver/?talt-med")
    after = pages.get(gone.headers["Location"])
    assert "Tak. Dit svar er talt med." in main_words(after) and HERE not in links_of(after)
    assert pages.post_fields(HERE, {"step": "1"}).status_code == 303
    counts = scene.rows("SELECT step_1, step_2, step_3, step_4, step_5 FROM statement_counts")
    assert counts == [(0, 0, 0, 1, 0)]
    assert "Der er ikke noget at svare på nu." in main_words(pages.get(HERE))


def test_no_thanks_is_kept_for_the_year(scene: Scene) -> None:
    in_october(scene)
    pages = scene.staff("jonas")
    pages.get(HERE)
    assert pages.post_fields(f"{HERE}/nej-tak", {}).status_code == 303
    assert HERE not in links_of(pages.get("/raadgiver/"))
    assert scene.count("statement_counts") == 0
    scene.clock.now = OCTOBER.replace(year=2028)
    assert "Helt uenig" in main_words(scene.staff("jonas").get(HERE))


def test_what_is_no_step_is_refused_in_words(scene: Scene) -> None:
    in_october(scene)
    pages = scene.staff()
    pages.get(HERE)
    for step in ("", "6", "٤", "x"):
        answer = pages.post_fields(HERE, {"step": step})
        assert answer.status_code == 422
        assert "Vælg et af de fem svar, eller sig nej tak." in main_words(answer)
    assert scene.count("statement_asked") == 0


def test_outside_its_months_there_is_no_card(scene: Scene) -> None:
    scene.link()
    assert HERE not in links_of(scene.staff().get("/raadgiver/"))
