"""Who is missing: the page says the same as the release, and of an older one that it is unknown."""

import json
import re

import pytest

from boernestemme.domain.coverage import Reported
from boernestemme.domain.meeting import AgeGroup
from boernestemme.web.numbers.missing import answered, missing_of
from tests.page_client import PageClient
from tests.release_factory import NEW, OLD, publish, release
from tests.web.numbers.reading_figures import Tables
from tests.web.scene import Scene
from tests.web.staff_of import with_board

BANDS = {
    "under 20 %": "under_20",
    "20–39 %": "20_39",
    "40–59 %": "40_59",
    "60 % eller mere": "60_",
    "vises ikke": None,
}
UNKNOWN = "Vi kan endnu ikke sige, hvor stor en del af børnene der svarede."


@pytest.fixture
def public(scene: Scene) -> PageClient:
    """Anybody's browser, when an old and a new half-year are published."""
    with with_board(scene).acting() as world:
        old = release(OLD, coverage=(), manners=(), reported=None, participants=())
        publish(old, world)
        publish(release(), world)
    return PageClient(scene.app)


def read(cells: list[str]) -> tuple[int | None, str | None, str | None]:
    """A row of the page's table as the release has it."""
    held, before, after = cells
    number = None if held == "vises ikke" else int(held.replace(".", ""))
    return number, BANDS[before], BANDS[after]


def test_meetings_and_answers_of_every_area_are_those_of_the_file(public: PageClient) -> None:
    tables = Tables(public.get(f"/tal/{NEW}/").text)
    told = [
        read(cells[1:])
        for name, rows in zip(tables.captions, tables.rows, strict=True)
        if name.startswith("Møder og svar")
        for cells in rows[1:]
    ]
    lines = json.loads(public.get(f"/tal/{NEW}.json").text)["coverage"]
    file = [(one["held"], one["before"], one["after"]) for one in lines]
    assert len(told) == len(file) and sorted(map(str, told)) == sorted(map(str, file))
    assert len(set(told)) > 8 and (None, None, None) in told


def test_how_answers_were_given_is_what_the_file_says(public: PageClient) -> None:
    page = Tables(public.get(f"/tal/{NEW}/").text)
    rows = {cells[0]: cells[1:] for cells in page.rows[page.captions.index("Hvem mangler?")][1:]}
    assert rows["Møder med link, der blev holdt"] == ["4.000", "4.000"]
    kinds = {"helped": rows["Fik hjælp til at svare efter mødet"]}
    kinds["interpreter"] = rows["Svarede med tolk"]
    for one in json.loads(public.get(f"/tal/{NEW}.json").text)["manners"]:
        cell = kinds[one["kind"]][one["age_group"] == "10-17"]
        numbers = [int(number.replace(".", "")) for number in re.findall(r"[\d.]+", cell)]
        shown = (one["percent"], one["low"], one["high"], one["n"])
        assert numbers == [number for number in shown if number is not None]


def test_an_older_half_year_says_that_it_is_not_known(public: PageClient) -> None:
    page = public.get(f"/tal/{OLD}/").text
    assert page.count(UNKNOWN) == 3 and "Møder og svar" not in page


@pytest.mark.usefixtures("danish")
@pytest.mark.parametrize(
    ("reported", "said"),
    [
        (
            release().reported,
            "11 kommuner har oplyst, at de holdt 5.200 møder med børn. 40–59 % af møderne fik et"
            " link.",
        ),
        (
            Reported(3, 400, None),
            "3 kommuner har oplyst, at de holdt 400 møder med børn. Hvor mange af dem der fik et"
            " link, kan ikke vises.",
        ),
        (None, "Vi ved ikke, hvor mange møder der blev holdt uden et link."),
    ],
)
def test_what_municipalities_reported_is_said_plainly(reported: Reported | None, said: str) -> None:
    assert missing_of(release(reported=reported)).lines[0] == said


@pytest.mark.usefixtures("danish")
def test_one_sentence_stands_below_each_headline() -> None:
    for age_group in AgeGroup:
        said = answered(release(), age_group)
        assert re.fullmatch(
            r"Der kom svar efter [\w –%]+ af 4\.000 møder\. Resten ved vi ikke noget om\."
            r" 79 kommuner er ikke med\.",
            said,
        )
        assert answered(release(taking_part=98), age_group).endswith("Resten ved vi ikke noget om.")
    assert answered(release(coverage=()), AgeGroup.OLDER) == UNKNOWN
