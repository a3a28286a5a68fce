"""Practice: both sides with an invented child, and not one row of any table changes by it."""

import re

import pytest

from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Kind
from boernestemme.web.child.wording import WORDING
from tests.page_client import PageClient, page_of
from tests.web.reading_pages import links_of, main_words, words_of
from tests.web.scene import Scene

HERE = "/raadgiver/oevelse"
FRAME = f"{HERE}/ramme"
FORM = re.compile(r"<form[^>]*>.*?</form>", re.DOTALL)


def keys(page: str) -> list[str]:
    return [
        field["name"].removeprefix("outcome-")
        for field in page_of(page).fields
        if field.get("name", "").startswith("outcome-") and field["value"] == "met"
    ]


def test_practice_changes_no_table(scene: Scene) -> None:
    scene.answered()
    mette = scene.staff()
    before = scene.everything_stored()
    for page in (HERE, FRAME):
        assert mette.get(page).status_code == 200
    wishes = keys(mette.get(FRAME).text)
    for reply in ({f"outcome-{key}": "met" for key in wishes}, {f"outcome-{wishes[0]}": "not"}):
        mette.post_fields(FRAME, reply)
    visitor = PageClient(scene.app)
    for age in AgeGroup:
        for number in range(1, 9):
            assert visitor.get(f"/oevelse/{age}/{number}").status_code == 200
    assert scene.everything_stored() == before
    assert visitor.client.get_cookie("besked") is None


def test_a_real_save_would_be_seen(scene: Scene) -> None:
    """The control: the same presses on a real meeting change rows."""
    link = scene.answered()
    mette, here = scene.staff(), f"/raadgiver/moeder/{link.meeting_id}"
    wishes = keys(mette.get(here).text)
    before = scene.everything_stored()
    mette.post_fields(f"{here}/svar", {f"outcome-{wishes[0]}": "met", "version": "0"})
    assert scene.everything_stored() != before


def test_the_invented_meeting_says_what_it_is_and_shows_what_would_happen(scene: Scene) -> None:
    mette = scene.staff()
    page = mette.get(FRAME)
    assert "Øvelse: barnet er opfundet." in words_of(page)
    assert "Jeg vil gerne blive på min skole." in page.text
    tried = mette.post_fields(FRAME, {f"outcome-{key}": "met" for key in keys(page.text)})
    assert tried.status_code == 200
    assert "Sådan ville det gå" in words_of(tried) and "Sådan ser barnet det" in words_of(tried)
    assert "/raadgiver/moeder/" not in tried.text, "no button of the real page"


def test_no_without_a_reason_is_stopped_here_too(scene: Scene) -> None:
    mette = scene.staff()
    first = keys(mette.get(FRAME).text)[0]
    page = mette.post_fields(FRAME, {f"outcome-{first}": "not"})
    assert page.status_code == 422
    assert "Nej skal have en grund." in words_of(page)


@pytest.mark.parametrize("age", AgeGroup)
def test_the_childs_questions_are_the_real_ones_and_send_nothing(
    scene: Scene, age: AgeGroup
) -> None:
    visitor = PageClient(scene.app)
    assert WORDING[age].start_title in words_of(visitor.get(f"/oevelse/{age}/1"))
    for screen in INSTRUMENTS[age].screens:
        page = visitor.get(f"/oevelse/{age}/{screen.number}")
        named = {field.get("name", "") for field in page_of(page.text).fields}
        drawn = {one.code for one in screen.questions if one.kind is Kind.DRAWING}
        assert set(screen.codes) - drawn <= named
        assert f"/oevelse/{age}/{screen.number + 1}" in links_of(page)
        assert "Der bliver ikke gemt noget." in main_words(page)
        assert all("/skjul" in form for form in FORM.findall(page.text)), "no form but Skjul"


@pytest.mark.parametrize("address", ["/oevelse/6-9/9", "/oevelse/18-99/1", "/oevelse/6-9/0"])
def test_there_is_no_other_page_of_it(scene: Scene, address: str) -> None:
    assert PageClient(scene.app).get(address).status_code == 404


def test_both_ages_are_reached_by_link_and_code(scene: Scene) -> None:
    page = scene.staff().get(HERE)
    for age in AgeGroup:
        assert f"/oevelse/{age}/1" in page.text
    assert page.text.count('class="qr"') >= 2


def test_the_method_has_its_three_steps(scene: Scene) -> None:
    page = scene.staff().get("/raadgiver/metode")
    assert page.status_code == 200
    assert {"foer", "under", "efter"} <= set(page_of(page.text).ids)


def test_none_of_it_is_for_a_leader(scene: Scene) -> None:
    leader = scene.staff("leder")
    for address in (HERE, FRAME, "/raadgiver/metode"):
        assert leader.get(address).status_code == 403
