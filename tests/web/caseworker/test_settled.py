"""Telling the child about the meeting: chips of persons and place, closed and empty until used."""

import re

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.instruments.before import (
    INTERPRETER,
    MAY_BE_SETTLED,
    MAY_COME,
    OLDER_PLACES,
    PERSONS,
)
from boernestemme.domain.meeting import AgeGroup, Settled
from boernestemme.web.caseworker.wording import COMING, SETTLED
from boernestemme.web.told import COMING as CHILDS_COMING
from boernestemme.web.told import PLACES as CHILDS_PLACES
from tests.page_client import Page, PageClient
from tests.web.reading_pages import ticked, words_of
from tests.web.scene import Scene

HERE = "/raadgiver/nyt-link"
WHOLE = {"age": "10-17", "day": "2027-03-16", "time": "14:30", "phone": "child"}
TOLD = {"persons": ["laerer", "mor"], "place": "skole"}
CLOSED = re.compile(r'<details class="tell-more">')
OPEN = re.compile(r'<details class="tell-more" open>')


def post(mette: PageClient, fields: dict[str, object], address: str = HERE) -> TestResponse:
    mette.get(address)
    return mette.post_fields(address, fields)


def settled(scene: Scene) -> tuple[str, str | None]:
    """What the newest meeting and its link both have."""
    query = "SELECT persons, fixed_place FROM {} ORDER BY rowid DESC LIMIT 1"
    [[meeting], [link]] = (scene.rows(query.format(one)) for one in ("meetings", "invitations"))
    assert meeting == link
    return meeting  # type: ignore[return-value]  # two columns


def test_it_is_closed_and_nothing_is_chosen(scene: Scene) -> None:
    page = scene.staff().get(HERE)
    assert CLOSED.search(page.text) and not ticked(page)
    names = [field.get("name") for field in Page(page.text).fields]
    assert names.count("persons") == len(MAY_COME)
    assert names.count("place") == len(MAY_BE_SETTLED) + 1
    for one in ("Mor", "Far", "Plejemor", "Plejefar", "Lærer", "Pædagog", "Hvem kommer?"):
        assert one in words_of(page)


def test_a_link_is_made_by_three_taps_without_it(scene: Scene) -> None:
    assert post(scene.staff(), dict(WHOLE)).status_code == 200
    assert settled(scene) == ("", None)


def test_what_is_tapped_is_kept_with_meeting_and_link(scene: Scene) -> None:
    assert post(scene.staff(), WHOLE | TOLD).status_code == 200
    assert settled(scene) == ("mor laerer", "skole")


def test_a_place_is_let_go_again(scene: Scene) -> None:
    assert post(scene.staff(), WHOLE | {"place": ""}).status_code == 200
    assert settled(scene) == ("", None)


@pytest.mark.parametrize("fields", [{"persons": ["kun_raadgiver", "x y"]}, {"place": "andet"}])
def test_what_is_no_chip_is_left_out(scene: Scene, fields: dict[str, object]) -> None:
    assert post(scene.staff(), WHOLE | fields).status_code == 200
    assert settled(scene) == ("", None)


def test_a_refused_form_keeps_what_was_tapped_and_shows_it(scene: Scene) -> None:
    page = post(scene.staff(), TOLD | {"age": "6-9"})
    assert page.status_code == 422 and OPEN.search(page.text)
    chosen = {(one.name, one.value) for one in ticked(page)}
    assert chosen == {("age", "6-9"), ("persons", "mor"), ("persons", "laerer"), ("place", "skole")}
    assert CLOSED.search(post(scene.staff(), {"age": "6-9"}).text), "the control: nothing told"


def test_a_new_meeting_with_the_same_child_is_told_of_too(scene: Scene) -> None:
    address = f"/raadgiver/moeder/{scene.link().meeting_id}/nyt-moede"
    mette = scene.staff()
    assert CLOSED.search(mette.get(address).text)
    assert post(mette, WHOLE | TOLD, address).status_code == 200
    assert settled(scene) == ("mor laerer", "skole")


def test_a_settled_place_is_not_told_as_skipped(scene: Scene) -> None:
    said = {"topics": ("skole",)}
    for told, words in ((Settled((), "skole"), False), (Settled(), True)):
        link = scene.answered(said=dict(said), settled=told)
        page = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
        assert ("sted" in page.partition("Sprunget over:")[2][:120]) is words


def test_every_chip_has_words_for_the_case_worker_and_for_the_child() -> None:
    assert tuple(COMING) == MAY_COME and set(CHILDS_COMING) == set(MAY_COME)
    assert tuple(SETTLED) == (*MAY_BE_SETTLED, "")
    assert set(CHILDS_PLACES) == set(MAY_BE_SETTLED) < set(OLDER_PLACES)
    assert set(MAY_COME) - {INTERPRETER} < set(PERSONS.all_choices)


@pytest.mark.parametrize("age_group", AgeGroup)
def test_an_answer_is_labelled_by_the_questions_it_was_given_to(
    scene: Scene, age_group: AgeGroup
) -> None:
    link = scene.answered(age_group=age_group)
    other = "6-9" if age_group is AgeGroup.OLDER else "10-17"
    own = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    scene.run("UPDATE submissions SET asked_as = :other WHERE meeting_id = :id",
              other=other, id=link.meeting_id)  # fmt: skip
    page = words_of(scene.staff().get(f"/raadgiver/moeder/{link.meeting_id}"))
    assert ("Holde pause" in own, "Holde pause" in page) == (
        (False, True) if age_group is AgeGroup.OLDER else (True, False)
    )
