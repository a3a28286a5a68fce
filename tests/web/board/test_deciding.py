"""What the board decides on: the answer first, what came before beside it, and the archive."""

from dataclasses import replace

import pytest

from boernestemme.domain.disclosure import PROTECTION
from boernestemme.domain.figures import AreaKind, Status
from boernestemme.domain.release import Release, digest, to_bytes
from tests.page_client import PageClient
from tests.release_factory import NEW, OLD, figures, freeze, publish, release
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.staff_of import board_browser, with_board

LIST, DRAFT = "/styrelse/", f"/styrelse/{NEW}/"
NOTE = "En kommune var talt to gange."


def seen(scene: Scene, *published: Release, draft: Release | None = None) -> PageClient:
    """A board browser when these are published and one waits."""
    with with_board(scene).acting() as world:
        for one in published:
            publish(one, world)
        if draft:
            freeze(draft)
    return board_browser(scene)


def without_lolland() -> Release:
    """The half-year with a municipality less, and half the others without a percentage."""
    kept = (one for one in figures() if one.area.code != "0360")
    return release(
        taking_part=18,
        figures=tuple(
            replace(one, status=Status.UNCERTAIN, yes=None, partly=None, no=None, percent=None)
            if one.area.kind is AreaKind.MUNICIPALITY and one.area.code > "05" and one.n
            else one
            for one in kept
        ),
    )


def test_the_answer_stands_first_with_what_it_rests_on(scene: Scene) -> None:
    page = main_words(seen(scene, draft=release()).get(DRAFT))
    answer = page.partition("Må jeg godkende tallene?")[2]
    assert answer.startswith(" Ja, når du har læst tallene. Ingen kan regne et rigtigt antal ud.")
    assert "Børn på 10–17 år: 4 kommuner har en andel." in answer
    assert "19 af 98 kommuner er med. Ingen har godkendt endnu." in answer
    assert "Se på det:" not in answer
    assert "Der er ikke udgivet noget før" in answer


def test_what_is_worse_than_last_time_is_pointed_out(scene: Scene) -> None:
    page = main_words(seen(scene, release(OLD), draft=without_lolland()).get(DRAFT))
    worse = "Børn på 10–17 år: kun 2 kommuner har en andel. Sidst var det 4."
    assert f"Se på det: {worse}" in page
    assert "Se på det: 18 af 98 kommuner er med. Sidst var det 19." in page
    assert "Ja, når du har læst tallene." in page, "it is advice"


def test_each_fact_stands_beside_what_it_was_last_time(scene: Scene) -> None:
    page = main_words(seen(scene, release(OLD), draft=without_lolland()).get(DRAFT))
    assert "Hvad Nu 1. halvår 2026 Sagde ja 73 % 73 % Sandsynligvis mellem" in page
    assert "Kommuner for sig selv 5 6 Kommuner med en andel 2 4" in page
    assert "Ikke mere for sig selv: Lolland. De er lagt sammen med andre eller er ikke med." in page
    assert "Ingen sikker ændring siden sidst." in page


def test_a_correction_is_read_beside_what_it_corrects(scene: Scene) -> None:
    pages = seen(scene, release(OLD), release(), draft=release(number=2, note=NOTE))
    assert "Rettet udgave nr. 2 · 0 af 2 har godkendt" in main_words(pages.get(LIST))
    page = main_words(pages.get(DRAFT))
    assert f"Rettet udgave nr. 2: {NOTE}" in page and "Hvad Nu Udgave 1 Sagde ja" in page
    assert "Alle tal er de samme som i udgave 1." in page
    assert "siden sidst" not in page, "the same children are no development"


def test_a_correction_says_how_much_is_otherwise(scene: Scene) -> None:
    first = [replace(one, n=one.n + 5) if one.n else one for one in figures()[:4]]
    told = (*first, *figures()[4:])
    pages = seen(scene, release(), draft=release(number=2, note=NOTE, figures=told))
    assert "4 tal er anderledes end i udgave 1." in main_words(pages.get(DRAFT))


def test_between_two_approvals_each_is_told_what_is_missing(scene: Scene) -> None:
    anna = seen(scene, draft=release())
    anna.post(f"{DRAFT}godkend", digest=digest(to_bytes(release())).hex())
    assert "Du har godkendt. Nu mangler en anden end dig." in main_words(anna.get(DRAFT))
    second = main_words(board_browser(scene, 1).get(DRAFT))
    assert "Godkendt af Anna 9. marts 2027. Du er nummer to: så bliver tallene udgivet." in second


def test_the_archive_keeps_every_number_with_its_bytes(scene: Scene) -> None:
    old = release(OLD, protection=None)
    with scene.acting():
        freeze(old)
    pages = seen(scene, release(OLD, number=2), release(), release(number=2, note=NOTE))
    page = pages.get(LIST)
    words = main_words(page)
    assert words.count("Gælder nu") == 2 and "Arkiv 4" in words
    assert "Udgave 1 · Rettet af en senere udgave" in words
    assert "Udgave 1 · Aldrig udgivet: en ny udgave kom i stedet" in words
    for one in (release(), release(number=2, note=NOTE), old):
        content = to_bytes(one)
        size, proof = -(-len(content) // 1000), digest(content).hex()
        assert f"{size} kB, fingeraftryk (SHA-256): {proof}" in words
    files = {link for link in links_of(page) if link.endswith(".json")}
    assert files == {f"/tal/{NEW}-1.json", f"/tal/{NEW}-2.json", f"/tal/{OLD}-2.json"}
    assert all(pages.get(file).status_code == 200 for file in files)


def test_a_draft_that_was_replaced_waits_for_nobody(scene: Scene) -> None:
    with with_board(scene).acting():
        freeze(release(protection=None))
        freeze(release(number=2, note=NOTE))
    page = main_words(board_browser(scene).get(LIST))
    assert "Venter på godkendelse 1" in page


@pytest.mark.parametrize("number", [1, 2])
def test_only_the_number_on_the_screen_is_approved(scene: Scene, number: int) -> None:
    """A new number took its place meanwhile; what was read was the first."""
    first, second = release(), release(number=2, protection=replace(PROTECTION, hidden_by_audit=1))
    with with_board(scene).acting():
        freeze(first)
        freeze(second)
    read = digest(to_bytes(first if number == 1 else second)).hex()
    answer = board_browser(scene).post(f"{DRAFT}godkend", digest=read)
    assert answer.status_code == (409 if number == 1 else 303)
    assert scene.count("release_approvals") == (number == 2)
