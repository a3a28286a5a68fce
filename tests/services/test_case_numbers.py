"""Case numbers: sealed, staff only, one for all meetings with the same child, gone with them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from boernestemme.domain.errors import CaseNumberRefused, NotFound
from boernestemme.services import case_numbers, filing, meeting_again
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.case_numbers import CaseNumberRow
from boernestemme.storage.db import session
from tests.factories import NOW, older_answers
from tests.services.steps import keep
from tests.world import World

NUMBER = "SAG-2026/77 41"


def number_of(world: World, meeting_id: str, by: str = "mette") -> str:
    return case_numbers.of_meeting(world.setting(by), meeting_id, world.links.keys.opener)


def test_a_link_can_be_made_with_one_and_it_is_sealed(any_world: World) -> None:
    link = any_world.link(case_number=f" {NUMBER} ")
    assert number_of(any_world, link.meeting_id) == NUMBER
    [row] = session().scalars(select(CaseNumberRow))
    assert NUMBER.encode() not in row.content + row.wrapped_key


def test_the_next_meeting_with_the_same_child_has_it_too(shared_world: World) -> None:
    link = shared_world.link(case_number=NUMBER)
    setting, order = shared_world.setting(), shared_world.order()
    later = meeting_again.invite_again(setting, link.meeting_id, order, shared_world.links)
    assert number_of(shared_world, later.meeting_id) == NUMBER
    case_numbers.change(setting, later.meeting_id, "nyt nummer", shared_world.links.keys)
    assert number_of(shared_world, link.meeting_id) == "nyt nummer"
    case_numbers.change(setting, link.meeting_id, "", shared_world.links.keys)
    assert number_of(shared_world, later.meeting_id) == ""


@pytest.mark.parametrize(
    ("number", "rule"),
    [
        ("0102031234", "cpr"),
        ("sag 010203-1234", "cpr"),
        ("x" * 41, "too_long"),
        ("a\x00", "not_text"),
    ],
)
def test_what_may_not_stand_there_is_refused(shared_world: World, number: str, rule: str) -> None:
    link = shared_world.link()
    for attempt in (
        lambda: shared_world.link(case_number=number),
        lambda: case_numbers.change(
            shared_world.setting(), link.meeting_id, number, shared_world.links.keys
        ),
    ):
        with pytest.raises(CaseNumberRefused) as refused:
            attempt()
        assert refused.value.rule == rule
    assert number_of(shared_world, link.meeting_id) == ""


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_sees_it(shared_world: World, who: str) -> None:
    link = shared_world.link(case_number=NUMBER)
    with pytest.raises(NotFound):
        number_of(shared_world, link.meeting_id, who)


@pytest.mark.parametrize("given", [NUMBER, "sag-2026/7741", " SAG-2026/77 41 "])
def test_typing_it_again_asks_for_no_exact_spaces(given: str) -> None:
    assert case_numbers.is_same(given, NUMBER)


def test_another_number_is_another() -> None:
    assert not case_numbers.is_same("SAG-2026/7742", NUMBER)
    assert not case_numbers.is_same("", NUMBER)


def gone_by(world: World, link: MadeLink, **later: float) -> bool:
    keep(world, NOW + timedelta(**later))
    return session().get(CaseNumberRow, link.meeting_id) is None


def test_it_goes_thirty_days_after_the_last_link(any_world: World) -> None:
    link = any_world.link(case_number=NUMBER)
    left = link.expires_at - NOW
    assert not gone_by(any_world, link, days=left.days + 29)
    assert gone_by(any_world, link, days=left.days + 31)


def test_it_stays_while_something_of_the_child_is_not_filed(any_world: World) -> None:
    link = any_world.link(case_number=NUMBER)
    any_world.answer(link, older_answers())
    assert not gone_by(any_world, link, days=400)


def test_it_stays_under_a_hold(any_world: World) -> None:
    link = any_world.link(case_number=NUMBER)
    filing.put_on_hold(any_world.setting(), link.meeting_id)
    assert not gone_by(any_world, link, days=400)
