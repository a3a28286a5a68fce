"""Tasks that a submission stands for: each ends once, on its day, and no other's with it."""

from datetime import timedelta

import pytest

from boernestemme.domain.instruments.helping import FAMILY
from boernestemme.domain.questionnaire import Answers
from boernestemme.storage import submissions
from boernestemme.storage.db import session, transaction
from boernestemme.storage.submissions import SubmissionRow
from tests.factories import NOW
from tests.world import World

DAY = NOW.date()
LATER = DAY + timedelta(days=1)
BY_FAMILY: Answers = {"helped_by": FAMILY, "topics": ("skole",)}
BY_TEACHER: Answers = {"helped_by": "teacher", "topics": ("skole",)}


def answered(world: World, answers: Answers) -> str:
    """A meeting whose child has answered so."""
    link = world.link()
    world.answer(link, answers)
    return link.meeting_id


@pytest.fixture
def meeting(any_world: World) -> str:
    """A meeting whose child family helped, and must be asked alone."""
    return answered(any_world, BY_FAMILY)


def row_of(meeting_id: str) -> SubmissionRow:
    session().expire_all()
    [row] = submissions.of_meeting(meeting_id)
    return row


def test_a_child_waits_to_be_asked_alone_until_it_is_and_another_waits_on(
    any_world: World, meeting: str
) -> None:
    noise = answered(any_world, BY_FAMILY)
    for day, was_waiting in ((DAY, True), (LATER, False)):
        with transaction():
            assert submissions.mark_asked_alone(meeting, day) is was_waiting
        assert row_of(meeting).asked_alone_on == DAY
    assert row_of(noise).ask_alone and row_of(noise).asked_alone_on is None


def test_a_child_that_family_did_not_help_is_not_asked_alone(any_world: World) -> None:
    other = answered(any_world, BY_TEACHER)
    with transaction():
        assert submissions.mark_asked_alone(other, DAY) is False
    assert not row_of(other).ask_alone and row_of(other).asked_alone_on is None


def test_staff_are_told_of_an_answer_by_one_run_alone(any_world: World, meeting: str) -> None:
    noise = answered(any_world, BY_FAMILY)
    for day, is_first in ((DAY, True), (LATER, False)):
        with transaction():
            assert submissions.mark_announced(row_of(meeting).id, day) is is_first
        assert row_of(meeting).announced_on == DAY
    assert row_of(noise).announced_on is None
