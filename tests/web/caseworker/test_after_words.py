"""After the meeting on the staff's pages: the child's words, its wish to talk, and no tap."""

import re
from collections.abc import Mapping
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from tests.factories import MEETING, older_answers
from tests.page_client import PageClient
from tests.web.reading_pages import main_words, words_of
from tests.web.scene import Scene

LIST = "/raadgiver/"
TAPS = {"attended": "yes", "heard": "no", "voice": "partly"}
TEXT = "I talte hen over hovedet på mig. <b>æøå</b>"
SAID = {"next_time": ("lyt_mere", "hold_det"), "more_text": TEXT}
ANOTHER = {"talk_to": "other"}
TO_METTE = {"talk_to": "caseworker"}
READ, TALKED = "Nyt fra barnet: læs det senest fredag den 19. marts.", "Jeg har talt med barnet"
NOTHING = "Her er ingen ord fra barnet."
AGAIN = "Har barnet ikke svaret efter mødet? Så kan du vise eller sende linket igen."


def here(link: MadeLink, what: str = "") -> str:
    return f"/raadgiver/moeder/{link.meeting_id}" + (f"/{what}" if what else "")


def over(scene: Scene, words: Mapping[str, str | tuple[str, ...]] | None = None) -> MadeLink:
    """A meeting of Mette's on a Thursday that is over, and what the child said after it."""
    link = scene.link()
    scene.clock.now = MEETING + timedelta(hours=2)
    if words is not None:
        scene.answer_after(link, TAPS, words)
    return link


def page(scene: Scene, link: MadeLink, name: str = "mette", what: str = "") -> str:
    return main_words(scene.staff(name).get(here(link, what)))


def test_the_words_stand_on_the_page_as_they_were_written(scene: Scene) -> None:
    link = over(scene, SAID)
    response = scene.staff().get(here(link))
    said = main_words(response)
    assert "Efter mødet" in said and "Lytte mere" in said and "Holde det, I lover" in said
    assert '<blockquote dir="auto">I talte hen over hovedet på mig. &lt;b&gt;æøå' in response.text
    assert READ in said and NOTHING not in said and "Det kom torsdag den 18. marts." in said


@pytest.mark.parametrize("words", [None, SAID])
def test_the_page_says_what_is_true_of_the_taps(
    scene: Scene, words: Mapping[str, str | tuple[str, ...]] | None
) -> None:
    promise = "Det kan ingen se her, heller ikke om barnet har trykket."
    assert promise in page(scene, over(scene, words))


def test_nothing_stands_there_before_the_meeting_is_over(scene: Scene) -> None:
    link = scene.link()
    assert "Efter mødet" not in page(scene, link)
    scene.clock.now = MEETING + timedelta(hours=1)
    said = page(scene, link)
    assert "Efter mødet" in said and NOTHING in said and "Barnet svarede ikke før mødet." in said


def test_the_reader_marks_them_read(scene: Scene) -> None:
    link, mette = over(scene, SAID), scene.staff()
    mette.get(here(link))
    for _ in range(2):
        assert mette.post(here(link, "laest-efter")).headers["Location"] == here(link)
    said = main_words(mette.get(here(link)))
    assert "Nyt fra barnet" not in said and "Lytte mere" in said
    assert "Nye ord efter mødet" not in main_words(mette.get(LIST))


def test_a_child_that_wants_to_talk_is_a_task_until_they_have(scene: Scene) -> None:
    link, mette = over(scene, TO_METTE), scene.staff()
    said = main_words(mette.get(here(link)))
    assert "Barnet vil tale med dig." in said and TALKED in said and NOTHING in said
    for _ in range(2):
        assert mette.post(here(link, "talt")).headers["Location"] == here(link)
    assert TALKED not in main_words(mette.get(here(link)))
    [[talked_on]] = scene.rows("SELECT talked_on FROM submissions WHERE phase = 'after'")
    assert str(talked_on) == "2027-03-18"


def mask(response: TestResponse) -> str:
    """The page without its form tokens and keys, which are fresh each time."""
    return re.sub(r'name="(csrf_token|once)" value="[^"]+"', "", response.text)


def all_pages(scene: Scene, link: MadeLink, name: str = "mette") -> list[str]:
    """Every page that somebody can have of this meeting, byte for byte."""
    pages = scene.staff(name)
    fetched = [LIST, *(here(link, what) for what in ("", "efter", "nyt-link", "tilbagekald"))]
    fetched += [here(link, what) for what in ("flyt", "aflys", "nyt-moede")]
    found = [mask(pages.get(one)) for one in fetched]
    return [*found, mask(pages.post(here(link, "link")))]


@pytest.mark.parametrize("starts", [0, 3])
def test_a_child_that_only_tapped_looks_like_one_that_never_came(scene: Scene, starts: int) -> None:
    link = over(scene)
    scene.run("UPDATE invitations SET starts = :n WHERE id = :i", n=starts, i=link.invitation_id)
    untold = all_pages(scene, link)
    scene.answer_after(link, TAPS)
    spent = "SELECT after_by, starts FROM invitations WHERE id = :i"
    [[after_by, counted]] = scene.rows(spent, i=link.invitation_id)
    assert after_by is not None and counted == starts + 1
    assert all_pages(scene, link) == untold


@pytest.mark.parametrize("words", [{"next_time": ("fint",)}, TO_METTE, {"more_text": "."}])
def test_a_child_that_said_something_does_not(
    scene: Scene, words: Mapping[str, str | tuple[str, ...]]
) -> None:
    """The control: the same comparison sees a single chip."""
    link = over(scene)
    untold = all_pages(scene, link)
    scene.answer_after(link, TAPS, words)
    told = all_pages(scene, link)
    assert [now == before for now, before in zip(told, untold, strict=True)][:3] == [False] * 3


def test_a_column_that_told_of_the_taps_would_be_seen(scene: Scene) -> None:
    """The control of what is compared: an answer without words, as if the taps were stored."""
    link = over(scene)
    untold = all_pages(scene, link)
    scene.answer_after(link, TAPS, ANOTHER)
    assert all_pages(scene, link) == untold
    scene.run("UPDATE submissions SET talk_to = 'caseworker' WHERE phase = 'after'")
    assert all_pages(scene, link) != untold


def test_the_wish_for_another_is_told_to_the_backup_alone(scene: Scene) -> None:
    link = over(scene)
    untold = all_pages(scene, link)
    scene.answer_after(link, TAPS, ANOTHER)
    assert all_pages(scene, link) == untold
    jonas = scene.staff("jonas")
    row = jonas.get(LIST)
    assert "Barnet vil tale med en anden" in words_of(row)
    assert f'href="{here(link, "efter")}"' in row.text
    said = main_words(jonas.get(here(link, "efter")))
    assert "Barnet vil tale med en anden end sin rådgiver." in said
    assert "Barnets rådgiver: Mette" in said and str(link.words) in said
    assert "Læst" not in said


def test_the_backup_sees_no_more_than_the_words(scene: Scene) -> None:
    link = scene.answered(said=older_answers(topics_text="kanarietekst"))
    scene.reply(link, "")
    scene.run("UPDATE submissions SET text_read_on = '2027-03-09'")
    scene.clock.now = MEETING + timedelta(hours=2)
    scene.answer_after(link, TAPS, SAID | ANOTHER)
    jonas = scene.staff("jonas")
    seen = jonas.get(here(link, "efter")).text + jonas.get(LIST).text
    assert "Lytte mere" in seen and "kanarietekst" not in seen and "Ønsker besvaret" not in seen
    for what in ("", "nyt-link", "tilbagekald", "flyt", "aflys", "nyt-moede"):
        assert jonas.get(here(link, what)).status_code == 404
    for what in ("svar", "laest", "laest-efter", "link", "nyt-link", "tilbagekald"):
        assert jonas.post(here(link, what), how="meeting").status_code == 404
    assert "Lytte mere" in page(scene, link)


def test_the_backups_turn_ends_with_the_talk(scene: Scene) -> None:
    link, jonas = over(scene, ANOTHER), scene.staff("jonas")
    jonas.get(here(link, "efter"))
    for _ in range(2):
        assert jonas.post(here(link, "talt")).headers["Location"] == LIST
    assert jonas.get(here(link, "efter")).status_code == 404
    assert "Barnet vil tale" not in words_of(jonas.get(LIST))


def test_a_backup_in_the_case_workers_place_is_told_so(scene: Scene) -> None:
    link = over(scene, TO_METTE)
    scene.clock.now += timedelta(days=2)
    jonas: PageClient = scene.staff("jonas")
    assert "Barnet vil tale med sin rådgiver" in words_of(jonas.get(LIST))
    assert "Barnet vil tale med sin rådgiver, Mette." in main_words(jonas.get(here(link)))
    assert jonas.post(here(link, "laest-efter")).headers["Location"] == LIST


def test_the_link_can_be_given_again_once_the_meeting_is_over(scene: Scene) -> None:
    link = over(scene)
    assert AGAIN in page(scene, link)
    scene.clock.now = MEETING + timedelta(days=14)
    assert AGAIN in page(scene, link)
    scene.clock.now = MEETING + timedelta(days=15)
    said = page(scene, link)
    assert AGAIN not in said and "Linket er udløbet." in said and "Nyt link" not in said


@pytest.mark.parametrize("what", ["revoke", "cancel"])
def test_a_link_that_is_gone_is_not_offered(scene: Scene, what: str) -> None:
    link = scene.link()
    scene.change(getattr(changing_links, what), link)
    scene.clock.now = MEETING + timedelta(hours=2)
    assert AGAIN not in page(scene, link)


def test_the_next_meeting_shows_what_the_child_said_last_time(scene: Scene) -> None:
    link = over(scene, SAID)
    [[chain_id]] = scene.rows("SELECT chain_id FROM meetings WHERE id = :m", m=link.meeting_id)
    later = MEETING + timedelta(days=30)
    again = scene.link(chain_id=chain_id, starts_at=later, age_group=AgeGroup.OLDER)
    said = page(scene, again)
    assert "Sidst sagde barnet" in said and "Holde det, I lover" in said
    assert "Det sagde barnet efter mødet torsdag den 18. marts." in said
    assert "Sidst sagde barnet" not in page(scene, scene.link(starts_at=later))


@pytest.mark.parametrize("name", ["nadia", "sofie", "karim", "leder"])
def test_nobody_else_opens_or_marks_them(scene: Scene, name: str) -> None:
    link = over(scene, SAID | ANOTHER)
    pages = scene.staff(name)
    before = scene.everything_stored()
    closed = 403 if name == "leder" else 404
    for address in (here(link), here(link, "efter")):
        refused = pages.get(address)
        assert refused.status_code == closed
        assert "hovedet" not in refused.text and str(link.words) not in refused.text
    for what in ("laest-efter", "talt"):
        assert pages.post(here(link, what)).status_code == closed
    assert scene.everything_stored() == before
    assert "hovedet" in page(scene, link), "the control"
