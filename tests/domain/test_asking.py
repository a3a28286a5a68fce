"""Which questions fit one child: what is settled is not asked, nor what family may hear."""

import pytest

from boernestemme.domain.asking import PRIVATE_CODES, Asking
from boernestemme.domain.instruments.before import CHECK_NUMBER, INSTRUMENTS, ONLY_CASEWORKER
from boernestemme.domain.instruments.helping import (
    ALONE,
    FAMILY,
    HELPERS,
    helper_in,
    must_be_asked_alone,
)
from boernestemme.domain.meeting import AgeGroup, Settled

OLDER, YOUNGER = AgeGroup.OLDER, AgeGroup.YOUNGER
PRIVATE = {4, 6, 7}
EITHER = pytest.mark.parametrize("age_group", list(AgeGroup))


def numbers(asking: Asking) -> list[int]:
    return [screen.number for screen in asking.screens]


def codes(asking: Asking, number: int) -> tuple[str, ...]:
    screen = asking.screen(number)
    assert screen is not None
    return screen.codes


@EITHER
def test_a_child_alone_is_asked_everything_and_nothing_is_private(age_group: AgeGroup) -> None:
    asking = Asking(age_group)
    assert asking.screens == INSTRUMENTS[age_group].screens
    assert not any(asking.is_private(screen) for screen in asking.screens)
    assert not any(asking.ends_private(screen) for screen in asking.screens)


@EITHER
@pytest.mark.parametrize("helper", [one for one in HELPERS if one not in {ALONE, FAMILY}])
def test_with_a_helper_three_pages_are_the_childs_alone(age_group: AgeGroup, helper: str) -> None:
    asking = Asking(age_group, helper=helper)
    assert asking.screens == INSTRUMENTS[age_group].screens
    assert {one.number for one in asking.screens if asking.is_private(one)} == PRIVATE
    assert {one.number for one in asking.screens if asking.ends_private(one)} == {4, 7}


@EITHER
def test_family_is_asked_nothing_private(age_group: AgeGroup) -> None:
    asking = Asking(age_group, helper=FAMILY)
    assert numbers(asking) == [2, 3, 5]
    asked = {code for screen in asking.screens for code in screen.codes}
    assert not asked & PRIVATE_CODES
    assert "not_in_front" not in asked
    assert "not_in_front" in codes(Asking(OLDER), 3), "the control: a child alone is asked"


@EITHER
def test_a_settled_place_is_not_asked(age_group: AgeGroup) -> None:
    asking = Asking(age_group, Settled((), "skole"))
    assert numbers(asking) == [2, 3, 4, 6, 7]
    assert asking.screen(5) is None


def test_persons_the_case_worker_named_come_first_to_the_younger() -> None:
    screen = Asking(YOUNGER, Settled(("plejemor", "bedste"), None)).screen(4)
    assert screen is not None
    [persons] = [one for one in screen.questions if one.code == "persons"]
    assert persons.choices == ("plejemor", "bedste", "selvvalgt", ONLY_CASEWORKER)
    usual = next(one for one in INSTRUMENTS[YOUNGER].questions if one.code == "persons")
    assert set(persons.all_choices) == set(usual.all_choices)


def test_persons_the_case_worker_named_come_first_to_the_older() -> None:
    named = codes(Asking(OLDER, Settled(("plejefar", "far"), None)), 4)
    assert named[:3] == ("person-plejefar", "person-far", "person-selvvalgt")
    assert sorted(named) == sorted(codes(Asking(OLDER), 4)), "nobody is left out"


def test_the_way_goes_past_what_is_not_asked() -> None:
    asking = Asking(OLDER, helper=FAMILY)
    assert [asking.after(number) for number in range(1, 8)] == [2, 3, 5, 5, 8, 8, 8]
    assert [asking.before(number) for number in (2, 3, 5, 7, CHECK_NUMBER)] == [1, 2, 3, 5, 5]
    assert [asking.position(number) for number in (1, 2, 3, 5, CHECK_NUMBER)] == [1, 2, 3, 4, 5]
    assert asking.total == 5


def test_alone_and_unsaid_are_no_help() -> None:
    assert helper_in({}) is None
    assert helper_in({"helped_by": ALONE}) is None
    assert helper_in({"helped_by": "home"}) == "home"
    assert [one for one in HELPERS if must_be_asked_alone({"helped_by": one})] == [FAMILY]
