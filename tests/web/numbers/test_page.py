"""The public page: two headlines in plain words, an honest scope, and an order that judges none."""

import re
from dataclasses import replace
from operator import attrgetter

import pytest

from boernestemme.domain.figures import Bound, Figure, ReplyFigure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.release import Release
from boernestemme.services import approving
from boernestemme.web.releases.tables import danish_order
from tests.page_client import PageClient
from tests.release_factory import COUNTRY, NEW, OLD, figures, freeze, publish, release
from tests.web.numbers.reading_figures import AGES, Tables
from tests.web.reading_pages import links_of, main_words
from tests.web.scene import Scene
from tests.web.staff_of import with_board

RANKING = re.compile(r"bedst|værst|dårligst|rangliste|nummer \d|top \d|placering", re.IGNORECASE)


def seen(scene: Scene, *made: Release) -> PageClient:
    """Anybody's browser, when these are published."""
    with with_board(scene).acting() as world:
        for one in made:
            publish(one, world)
    return PageClient(scene.app)


def with_figure(figure: Figure) -> Release:
    """A release in which one figure is this."""
    key = attrgetter("age_group", "area", "item")
    return release(figures=tuple(figure if key(figure) == key(one) else one for one in figures()))


def headline(scene: Scene, figure: Figure) -> str:
    """What the page says of a figure's age group, before what has changed."""
    page = main_words(seen(scene, with_figure(figure)).get("/tal/"))
    said = page.partition(f"Børn på {figure.age_group.replace('-', '–')} år ")[2]
    return said.partition("Er det ændret?")[0]


def test_each_age_group_has_its_own_headline_and_none_is_pooled(scene: Scene) -> None:
    page = main_words(seen(scene, release()).get("/tal/"))
    for age in ("6–9", "10–17"):
        said = rf"Børn på {age} år \d ud af 10 børn, der svarede, sagde ja: de voksne lyttede\."
        assert len(re.findall(said, page)) == 1
    assert len(re.findall(r"ud af 10\b", page)) == 2
    assert "73 % af 480 børn, der tog stilling. Sandsynligvis mellem 68 og 78 ud af 100." in page
    assert not re.search(r"\b1440 svar", page), "no sum of the two"


@pytest.mark.parametrize(
    ("percent", "bound", "said"),
    [
        (72, Bound.EXACT, "7 ud af 10 børn"),
        (68, Bound.EXACT, "7 ud af 10 børn"),
        (85, Bound.EXACT, "Mellem 8 og 9 ud af 10 børn"),
        (4, Bound.EXACT, "Færre end 1 ud af 10 børn"),
        (96, Bound.EXACT, "Mere end 9 ud af 10 børn"),
        (100, Bound.EXACT, "Mere end 9 ud af 10 børn"),
        (10, Bound.UNDER, "Højst 1 ud af 10 børn"),
        (90, Bound.OVER, "Mindst 9 ud af 10 børn"),
    ],
)
def test_a_share_is_told_as_so_many_of_ten(
    scene: Scene, percent: int, bound: Bound, said: str
) -> None:
    age, n = AgeGroup.OLDER, 100
    figure = Figure(
        age, COUNTRY, "heard", Status.SHOWN, n, percent=percent, bound=bound, low=3, high=97
    )
    assert f"{said}, der svarede, sagde ja" in headline(scene, figure)


@pytest.mark.parametrize(("high", "is_sure"), [(80, True), (81, False)])
def test_a_wide_interval_is_said_before_the_share(scene: Scene, high: int, is_sure: bool) -> None:
    figure = Figure(
        AgeGroup.OLDER, COUNTRY, "heard", Status.SHOWN, 30, percent=70, low=60, high=high
    )
    assert headline(scene, figure).startswith("Meget usikkert tal.") is not is_sure


def test_too_few_answers_are_told_in_words(scene: Scene) -> None:
    few = Figure(AgeGroup.OLDER, COUNTRY, "heard", Status.UNCERTAIN, 15)
    assert headline(scene, few) == "Få svar: tallet er usikkert. 15 svar. "
    page = main_words(PageClient(scene.app).get("/tal/"))
    assert "Lyttede de voksne? få svar: tallet er usikkert (15 svar)" in page
    assert "Under 30 svar: kun antallet. Få svar: tallet er usikkert." in page


def test_what_must_not_be_told_is_said_to_be_missing(scene: Scene) -> None:
    hidden = Figure(AgeGroup.YOUNGER, COUNTRY, "heard", Status.HIDDEN)
    assert headline(scene, hidden) == "For få børn har svaret. Tallet vises ikke. "


def test_great_numbers_are_written_with_a_point(scene: Scene) -> None:
    many = Figure(
        AgeGroup.OLDER, COUNTRY, "heard", Status.SHOWN, 12340, 9000, 2000, 1340, 73, low=72, high=74
    )
    wishes = ReplyFigure("all", Status.SHOWN, 15290, 9000, 4000, 2290, 82)
    page = main_words(seen(scene, replace(with_figure(many), replies=(wishes,))).get("/tal/"))
    for told in (
        "73 % af 12.340 børn",
        "9.000 ja, 2.000 lidt, 1.340 nej 12.340 svar",
        "Alle ønsker 15.290 9.000 4.000 2.290 82 %",
    ):
        assert told in page


def test_the_whole_country_is_said_only_when_it_is(scene: Scene) -> None:
    pages = seen(scene, release(OLD, taking_part=98), release())
    some, whole = (main_words(pages.get(f"/tal/{period}/")) for period in (NEW, OLD))
    assert "2. halvår 2026 · 19 af 98 kommuner" in some
    assert "Tallene siger ikke noget om de 79 kommuner, der ikke er med." in some
    tables = some.partition("Kommunerne")[2].partition("Hvad blev der svaret")[0]
    assert "Hele landet" not in tables and "Alle 19 kommuner, der er med" in tables
    assert "Alle 98 kommuner" in whole and "Hele landet" in whole
    assert "der ikke er med" not in whole


def test_areas_stand_by_the_danish_alphabet_and_the_rests_last(scene: Scene) -> None:
    page = seen(scene, release()).get("/tal/")
    tables = Tables(page.text)
    by_age = [rows for name, rows in zip(tables.captions, tables.rows, strict=True) if name in AGES]
    assert len(by_age) == 2
    for rows in by_age:
        assert [cells[0] for cells in rows[1:]] == [
            "Alle 19 kommuner, der er med", "København", "Lolland", "Roskilde", "Ærø", "Aabenraa",
            "Aarhus", "Øvrige kommuner i Region Sjælland", "Øvrige kommuner i landet",
        ]  # fmt: skip


def test_the_danish_alphabet_ends_with_ae_oe_aa() -> None:
    names = sorted(MUNICIPALITIES.values(), key=danish_order)
    assert names[0] == "Albertslund"
    assert names[-4:] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert names.index("Odsherred") < names.index("Rødovre") < names.index("Tønder")


def test_nothing_ranks_or_judges(scene: Scene) -> None:
    pages = seen(scene, release())
    words = main_words(pages.get("/tal/")).replace("siger ikke, at den ene er bedre", "")
    assert not RANKING.search(words) and "bedre" not in words
    assert "style=" not in pages.get("/tal/").text


def test_a_headline_is_drawn_to_scale_with_its_interval(scene: Scene) -> None:
    figure = Figure(
        AgeGroup.OLDER, COUNTRY, "heard", Status.SHOWN, 200, percent=40, low=30, high=50
    )
    page = seen(scene, with_figure(figure)).get("/tal/").text
    assert 'class="part" x="1" y="1" width="159.2"' in page
    assert "Stregen under den går fra 30 til 50" in page and "40 % sagde ja (30–50 %)" in page


def test_every_drawing_says_in_words_what_it_shows(scene: Scene) -> None:
    """Title and text in each, or it is decoration beside words that say the same (D-08)."""
    pages = seen(scene, release(OLD), release())
    drawings = re.findall(r"<svg.*?</svg>", pages.get("/tal/?kommune=0265").text, re.DOTALL)
    assert len(drawings) > 20
    for one in drawings:
        is_image = 'role="img"' in one and "<title>" in one
        is_group = 'role="group" aria-labelledby="felter-' in one
        assert is_image or is_group or 'aria-hidden="true"' in one, one[:200]
        assert "style=" not in one and "%(" not in one


def test_the_page_says_how_it_was_made_and_proves_its_file(scene: Scene) -> None:
    page = seen(scene, release(OLD), release()).get("/tal/")
    words = main_words(page)
    for said in (
        "10 børn hos mindst 3 rådgivere", "lille tilfældig ændring", "afrundet til nærmeste 5",
        "Derfor passer summerne ikke helt", "mindst tre ad gangen",
    ):  # fmt: skip
        assert said in words
    assert "CC BY 4.0" in words
    [[digest]] = scene.rows("SELECT lower(hex(digest)) FROM releases WHERE period = '2026H2'")
    assert digest in words
    files = {f"/tal/{NEW}.csv", f"/tal/{NEW}.json", "/tal/datapackage.json", f"/tal/{OLD}/"}
    assert files <= set(links_of(page))


def test_a_correction_says_what_it_corrects(scene: Scene) -> None:
    page = seen(scene, release(number=2, note="En kommune var talt to gange.")).get("/tal/")
    assert "Rettet udgave nr. 2: En kommune var talt to gange." in main_words(page)


def test_a_note_to_a_first_release_is_no_correction(scene: Scene) -> None:
    page = main_words(seen(scene, release(note="Tallene er opdigtede.")).get("/tal/"))
    assert "Tallene er opdigtede." in page and "Rettet" not in page


def test_the_newest_published_half_year_comes_first(scene: Scene) -> None:
    page = main_words(seen(scene, release(OLD), release()).get("/tal/"))
    assert page.startswith("Følte børnene sig hørt? 2. halvår 2026")


def test_before_the_first_one_it_says_so(scene: Scene) -> None:
    page = PageClient(scene.app).get("/tal/")
    assert page.status_code == 200 and "Der er ikke udgivet tal endnu." in main_words(page)


@pytest.mark.parametrize("approvals", [0, 1])
def test_a_draft_is_nowhere(scene: Scene, approvals: int) -> None:
    public = seen(scene, release(OLD))
    with scene.acting() as world:
        freeze(release())
        for name in ("anna", "bo")[:approvals]:
            approving.approve(world.person(name), NEW, scene.clock())
    for ending in ("/", ".csv", ".json"):
        assert public.get(f"/tal/{NEW}{ending}").status_code == 404
    for address in ("/tal/", f"/tal/{OLD}/", "/tal/datapackage.json"):
        assert str(NEW) not in public.get(address).text
    with scene.acting() as world:
        for name in ("anna", "bo")[approvals:]:
            approving.approve(world.person(name), NEW, scene.clock())
    for address in ("/tal/", f"/tal/{OLD}/", "/tal/datapackage.json"):
        assert str(NEW) in public.get(address).text, "the control"


def test_no_cookie_is_set_and_none_changes_what_is_seen(scene: Scene) -> None:
    public = seen(scene, release())
    page = public.get("/tal/")
    assert "Set-Cookie" not in page.headers
    assert scene.staff("leder").get("/tal/").text == page.text
    assert 'method="post"' not in page.text and "<script" not in page.text


def test_the_page_is_packed_for_slow_networks(scene: Scene) -> None:
    client = seen(scene, release()).client
    packed = client.get("/tal/", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(client.get("/tal/").data) / 4


@pytest.mark.parametrize("period", ["1999H1", "2026H3", "2026", "x", "2026h2", "٢٠٢٦H2"])
def test_what_is_no_published_half_year_is_not_there(scene: Scene, period: str) -> None:
    public = seen(scene, release())
    for ending in ("/", ".csv", ".json"):
        assert public.get(f"/tal/{period}{ending}").status_code == 404


def test_below_the_numbers_stand_the_ways_of_every_door(scene: Scene) -> None:
    for page in (PageClient(scene.app).get("/tal/"), seen(scene, release()).get("/tal/")):
        assert {"/was", "/privatliv"} <= set(links_of(page))
