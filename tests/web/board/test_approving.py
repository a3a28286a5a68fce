"""Approving: two different people, the numbers they saw, and nothing public before that."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.disclosure import PROTECTION
from boernestemme.domain.period import Period
from tests.page_client import PageClient
from tests.release_factory import NEW, OLD, freeze, publish, release
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.staff_of import board_browser, with_board

LIST, DRAFT = "/styrelse/", f"/styrelse/{NEW}/"
APPROVE = f"{DRAFT}godkend"
DIGEST = 'name="digest" value="'


@pytest.fixture
def drafted(scene: Scene) -> Scene:
    """The stage with a board and one draft."""
    with with_board(scene).acting():
        freeze(release())
    return scene


def approve(pages: PageClient, digest: str | None = None) -> TestResponse:
    """Open the draft and press the button."""
    page = pages.get(DRAFT)
    seen = page.text.partition(DIGEST)[2].partition('"')[0]
    return pages.post(APPROVE, digest=seen if digest is None else digest)


def test_a_draft_waits_first_and_says_what_it_holds(drafted: Scene) -> None:
    pages = board_browser(drafted)
    page = main_words(pages.get(LIST))
    assert "Venter på godkendelse 1" in page and "0 af 2 har godkendt" in page
    assert "Læs og godkend 2. halvår 2026" in page
    draft = main_words(pages.get(DRAFT))
    assert "19 af 98 kommuner er med." in draft
    assert "7 ud af 10 børn, der svarede, sagde ja: de voksne lyttede." in draft
    assert "Alle 19 kommuner, der er med" in draft and "Roskilde" in draft
    assert "To forskellige personer skal godkende." in draft and "Det kan ikke gøres om." in draft


def test_one_reads_before_one_decides(drafted: Scene) -> None:
    draft = main_words(board_browser(drafted).get(DRAFT))
    assert draft.index("Alle 19 kommuner, der er med") < draft.index("Godkend tallene for")


def test_the_second_is_told_that_the_press_publishes(drafted: Scene) -> None:
    told = "Godkender du også, bliver tallene udgivet med det samme. Det kan ikke gøres om."
    anna, bo = board_browser(drafted), board_browser(drafted, 1)
    assert told not in main_words(anna.get(DRAFT))
    approve(anna)
    second = main_words(bo.get(DRAFT))
    assert f"Anna har godkendt. {told}" in second
    assert "Godkend og udgiv tallene for 2. halvår 2026" in second
    assert "To forskellige personer" not in second


def test_the_list_asks_nothing_more_of_one_who_has_approved(drafted: Scene) -> None:
    anna, bo = board_browser(drafted), board_browser(drafted, 1)
    approve(anna)
    mine, his = main_words(anna.get(LIST)), main_words(bo.get(LIST))
    assert "Du har godkendt. En anden mangler. Læs 2. halvår 2026" in mine
    assert "Læs og godkend" not in mine
    assert "Læs og godkend 2. halvår 2026" in his and "Du har godkendt" not in his


def test_a_note_is_read_before_the_numbers(scene: Scene) -> None:
    with with_board(scene).acting():
        freeze(release(note="Tallene er opdigtede."))
    draft = main_words(board_browser(scene).get(DRAFT))
    assert draft.index("Tallene er opdigtede.") < draft.index("7 ud af 10")


def test_two_different_people_publish(drafted: Scene) -> None:
    anna, bo = board_browser(drafted), board_browser(drafted, 1)
    assert approve(anna).headers["Location"] == DRAFT
    waiting = main_words(anna.get(DRAFT))
    assert "Kladde: 1 af 2 har godkendt" in waiting and "Nu mangler en anden end dig" in waiting
    assert "1 af 2 har godkendt · Anna 9. marts 2027" in main_words(bo.get(LIST))
    assert approve(bo).headers["Location"] == DRAFT
    done = bo.get(DRAFT)
    assert "Udgivet." in main_words(done)
    assert f"/tal/{NEW}/" in links_of(done)
    assert APPROVE not in done.text, "no button is left"
    archive = main_words(bo.get(LIST)).partition("Godkendt af")[2]
    assert "Anna 9. marts 2027" in archive and "Bo 9. marts 2027" in archive


def test_one_person_twice_is_told_that_another_is_needed(drafted: Scene) -> None:
    anna = board_browser(drafted)
    digest = anna.get(DRAFT).text.partition(DIGEST)[2].partition('"')[0]
    approve(anna)
    assert APPROVE not in anna.get(DRAFT).text, "the page itself offers no second time"
    again = anna.post(APPROVE, digest=digest)
    assert again.status_code == 409
    assert "Den anden godkendelse skal komme fra en anden." in main_words(again)
    assert drafted.count("release_approvals") == 1


def test_what_is_published_is_approved_no_more(drafted: Scene) -> None:
    browsers = [board_browser(drafted, who) for who in range(3)]
    digest = browsers[2].get(DRAFT).text.partition(DIGEST)[2].partition('"')[0]
    for pages in browsers[:2]:
        approve(pages)
    late = browsers[2].post(APPROVE, digest=digest)
    assert late.status_code == 409 and "Tallene er allerede udgivet." in main_words(late)
    assert drafted.count("release_approvals") == 2


@pytest.mark.parametrize("digest", ["", "0" * 64, "x"])
def test_other_numbers_than_those_seen_are_not_approved(drafted: Scene, digest: str) -> None:
    answer = approve(board_browser(drafted), digest)
    assert answer.status_code == 409
    assert "Tallene er ikke længere dem, du så." in main_words(answer)
    assert drafted.count("release_approvals") == 0


def test_nothing_is_public_before_the_second_approval(drafted: Scene) -> None:
    public = PageClient(drafted.app)
    seen = [public.get(f"/tal/{NEW}/").status_code]
    for who in range(2):
        approve(board_browser(drafted, who))
        seen.append(public.get(f"/tal/{NEW}/").status_code)
    assert seen == [404, 404, 200]


def test_the_archive_holds_every_published_release_with_its_digest(scene: Scene) -> None:
    with with_board(scene).acting() as world:
        publish(release(OLD), world)
        publish(release(), world)
    page = board_browser(scene).get(LIST)
    assert "Intet venter på godkendelse." in main_words(page)
    assert main_words(page).index("2. halvår 2026") < main_words(page).index("1. halvår 2026")
    for [digest] in scene.rows("SELECT lower(hex(digest)) FROM releases"):
        assert digest in page.text


def test_before_the_first_release_there_is_nothing_to_do(scene: Scene) -> None:
    page = main_words(board_browser(with_board(scene)).get(LIST))
    assert "Intet venter på godkendelse." in page and "Der er ikke udgivet noget endnu." in page


@pytest.mark.parametrize("period", ["2026H1", str(Period(1999, 1)), "2026H3", "x", "%00"])
def test_a_half_year_that_is_not_frozen_is_not_found(drafted: Scene, period: str) -> None:
    pages = board_browser(drafted)
    assert pages.get(f"/styrelse/{period}/").status_code == 404
    assert pages.post(f"/styrelse/{period}/godkend").status_code == 404


def by_leader(scene: Scene) -> PageClient:
    return scene.staff("leder")


def by_case_worker(scene: Scene) -> PageClient:
    return scene.staff()


def by_nobody(scene: Scene) -> PageClient:
    return PageClient(scene.app)


@pytest.mark.parametrize("browser_of", [by_leader, by_case_worker, by_nobody])
def test_nobody_else_sees_or_approves_a_draft(
    drafted: Scene, browser_of: Callable[[Scene], PageClient]
) -> None:
    pages = browser_of(drafted)
    before = drafted.everything_stored()
    for address in (LIST, DRAFT):
        page = pages.get(address)
        assert page.status_code in {303, 403} and "Roskilde" not in page.text
    assert approve(pages).status_code == 403
    assert drafted.everything_stored() == before


def test_the_form_needs_our_own_token_and_our_own_site(drafted: Scene) -> None:
    anna = board_browser(drafted)
    assert anna.client.post(APPROVE).status_code == 400
    foreign = {"Sec-Fetch-Site": "cross-site"}
    data = {"csrf_token": anna.token}
    assert anna.client.post(APPROVE, data=data, headers=foreign).status_code == 403
    assert drafted.count("release_approvals") == 0
    assert approve(anna).status_code == 303, "the control"


def test_the_audit_stands_beside_the_draft_and_not_beside_what_is_published(
    drafted: Scene,
) -> None:
    page = main_words(board_browser(drafted).get(DRAFT))
    assert re.search(r"Bestået: ingen kan regne et rigtigt antal ud\. \d{3} rigtige antal", page)
    assert "kan stadig svinge med 9. Kravet er mindst 5." in page
    assert "For at bestå prøven" not in page, "nothing had to be hidden"
    assert "Regnet med HiGHS " in page
    assert f"boernestemme release audit {NEW}" in page
    for who in range(2):
        approve(board_browser(drafted, who))
    assert "Prøve:" not in main_words(board_browser(drafted).get(DRAFT))


def test_what_had_to_be_hidden_is_told(scene: Scene) -> None:
    with with_board(scene).acting():
        freeze(release(protection=replace(PROTECTION, hidden_by_audit=3)))
    page = main_words(board_browser(scene).get(DRAFT))
    assert "For at bestå prøven er 3 tal skjult." in page


def test_what_was_only_rounded_cannot_be_approved(scene: Scene) -> None:
    with with_board(scene).acting():
        freeze(release(protection=None))
    pages = board_browser(scene)
    page = pages.get(DRAFT)
    failed = r"Ikke bestået: \d{3} rigtige antal kan næsten regnes ud\."
    assert re.search(failed, main_words(page))
    assert APPROVE not in page.text and "#godkend" not in page.text, "there is no button"
    assert "Nej. Prøven er ikke bestået, så tallene kan ikke godkendes." in main_words(page)
    [[digest]] = scene.rows("SELECT lower(hex(digest)) FROM releases")
    answer = pages.post(APPROVE, digest=digest)
    assert answer.status_code == 409
    assert "Prøven er ikke bestået, så tallene kan ikke godkendes." in main_words(answer)
    assert scene.count("release_approvals") == 0


@pytest.mark.parametrize(("changed_by", "holds"), [(15, False), (0, True)])
def test_a_correction_is_audited_together_with_what_it_corrects(
    scene: Scene, changed_by: int, holds: bool
) -> None:
    """A yes of 130 that becomes 115 was 121 to 124: each release by itself says much less."""
    figures = list(release().figures)
    number = next(at for at, one in enumerate(figures) if one.area.code and one.yes and one.partly)
    told = figures[number]
    yes, partly = (told.yes or 0) - changed_by, (told.partly or 0) + changed_by
    figures[number] = replace(told, yes=yes, partly=partly)
    with with_board(scene).acting() as world:
        publish(release(), world)
        freeze(release(number=2, figures=tuple(figures)))
    page = board_browser(scene).get(DRAFT)
    assert ("Bestået: " in main_words(page)) is holds is (APPROVE in page.text)
