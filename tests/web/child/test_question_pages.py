"""Every question page: one question, nothing required, nothing chosen beforehand, all skippable."""

import re
from datetime import UTC, datetime

import pytest

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from tests.page_client import Page
from tests.web.reading_pages import links_of, ticked, typed, words_of
from tests.web.scene import Scene
from tests.web.walking import CHECK, Child, arrive

HEADING = re.compile(r"<legend><h1>.+?</h1></legend>|<h1><label for=.+?</label></h1>")
AT_ONCE = {AgeGroup.YOUNGER: 8, AgeGroup.OLDER: 10}
HIDDEN = re.compile(r"<details.*?</details>", re.DOTALL)
FRIDAY = datetime(2027, 3, 12, 15, 0, tzinfo=UTC)
BEFORE_EASTER = datetime(2027, 3, 24, 15, 0, tzinfo=UTC)


@pytest.fixture(params=list(AgeGroup))
def one(request: pytest.FixtureRequest, scene: Scene) -> Child:
    """A child of each age group, on the first screen."""
    return arrive(scene, age_group=request.param)


def age_of(one: Child) -> AgeGroup:
    is_younger = 'class="age-6-9"' in one.see("/svar/1").text
    return AgeGroup.YOUNGER if is_younger else AgeGroup.OLDER


def questions(one: Child) -> list[str]:
    return [f"/svar/{screen.number}" for screen in INSTRUMENTS[age_of(one)].screens]


def test_at_most_eight_screens(one: Child) -> None:
    assert len([*questions(one), "/svar/1", CHECK]) <= 8
    assert one.see("/svar/9").status_code == 404
    assert "1 af 8" in words_of(one.see("/svar/1"))


def test_nothing_is_required_and_nothing_is_chosen(one: Child) -> None:
    for address in (*questions(one), "/svar/1", CHECK, "/ord"):
        page = one.see(address)
        assert " required" not in page.text
        assert "aria-required" not in page.text
        assert not ticked(page)
        assert not any(text.strip() for text in typed(page).values())


def test_the_question_is_the_pages_one_heading(one: Child) -> None:
    for address in questions(one):
        page = one.see(address).text
        assert page.count("<h1") == 1
        assert HEADING.search(page), address


def test_everything_can_be_skipped_by_a_button(one: Child) -> None:
    for address in questions(one):
        page = one.see(address).text
        assert '<button class="button" name="go" value="skip">Spring over</button>' in page
        assert '<button class="button main" name="go" value="next">Videre</button>' in page


def test_each_page_has_one_primary_button(one: Child) -> None:
    for address in (*questions(one), "/svar/1", CHECK):
        assert len(re.findall(r'class="button main"', one.see(address).text)) == 1, address


def test_not_more_tiles_at_once_than_a_child_can_take_in(one: Child) -> None:
    for address in questions(one):
        fields = Page(HIDDEN.sub("", one.see(address).text)).fields
        names = [field["name"] for field in fields if field.get("type") in {"checkbox", "radio"}]
        for name in {name for name in names if not name.startswith("person-")}:
            assert names.count(name) <= AT_ONCE[age_of(one)], (address, name)


def test_titles_are_neutral_and_differ_from_page_to_page(one: Child) -> None:
    titles = [Page(one.see(address).text).title for address in (*questions(one), CHECK, "/ord")]
    titles.append(Page(one.see("/svar/1").text).title)
    assert "3 af 8 – Hej" in titles
    assert len(set(titles[:-2])) == len(titles[:-2])


def test_help_and_hide_are_one_press_away_on_every_page(one: Child) -> None:
    addresses = [*questions(one), "/svar/1", CHECK, "/hvem-laeser", "/klag", "/hjaelp", one.door]
    for address in addresses:
        page = one.see(address)
        assert "/hjaelp" in links_of(page), address
        assert '<form action="/skjul" method="post"' in page.text, address


def test_nobody_reads_along_stands_on_the_first_screen(one: Child) -> None:
    page = words_of(one.see("/svar/1"))
    assert "Ingen læser med lige nu." in page
    assert "Ring 116 111." in page
    assert "Linket virker stadig" in page


def test_text_pages_say_that_nobody_reads_now_and_when_somebody_does(one: Child) -> None:
    for address in questions(one):
        page = one.see(address)
        if "<textarea" in page.text:
            said = words_of(page)
            assert "Ingen læser med lige nu. Vi læser det senest onsdag." in said
            assert "116 111" in said


@pytest.mark.parametrize(("now", "day"), [(FRIDAY, "mandag"), (BEFORE_EASTER, "tirsdag")])
def test_weekends_and_holidays_are_said_before_the_child_writes(
    scene: Scene, now: datetime, day: str
) -> None:
    link = scene.link(starts_at=datetime(2027, 4, 15, 10, 0, tzinfo=UTC))
    scene.clock.now = now
    assert f"Vi læser det senest {day}." in words_of(arrive(scene, link).see("/svar/3"))


def test_the_browser_is_told_to_remember_nothing(one: Child) -> None:
    for address in (*questions(one), CHECK, "/ord"):
        page = one.see(address)
        assert re.findall(r"<form(?![^>]*autocomplete=\"off\")[^>]*>", page.text) == []
        for field in Page(page.text).fields:
            if field.get("type") != "hidden":
                assert field.get("autocomplete") == "off", (address, field)
            if field["tag"] == "textarea":
                assert field["spellcheck"] == "false"


def test_mother_and_father_are_never_one_answer(one: Child) -> None:
    page = one.see("/svar/4").text
    names = {field.get("name", "") + field.get("value", "") for field in Page(page).fields}
    assert {"person-moryes", "person-faryes"} <= names or {"personsmor", "personsfar"} <= names


def test_the_younger_are_not_asked_to_name_whom_they_do_not_want(scene: Scene) -> None:
    page = arrive(scene, age_group=AgeGroup.YOUNGER).see("/svar/4")
    assert 'value="no"' not in page.text
    assert "det siger jeg til Mette" in words_of(page)
