"""A visit: whose questions it is asked, and what the child of its link has said so far."""

from dataclasses import replace

import pytest

from boernestemme.domain.invitation import Standing
from boernestemme.domain.manner import USUAL, Manner
from boernestemme.domain.meeting import AgeGroup, Settled, other_age
from boernestemme.services import answering
from boernestemme.services.visiting import whose_questions
from tests.factories import NOW, older_answers
from tests.services.cards import again
from tests.world import World

YOUNGER, OLDER = AgeGroup


@pytest.mark.parametrize("own", AgeGroup)
@pytest.mark.parametrize("standing", Standing)
def test_a_child_may_choose_the_others_questions_but_after_the_meeting_only_the_easier(
    shared_world: World, standing: Standing, own: AgeGroup
) -> None:
    link = shared_world.visit(shared_world.come_in(shared_world.link())).invitation
    link = replace(link, age_group=own)
    may_choose = standing is not Standing.AFTER or own is OLDER
    chosen = whose_questions(link, standing, Manner(age_group=other_age(own)))
    assert chosen is (other_age(own) if may_choose else own)
    assert whose_questions(link, standing, USUAL) is own


def test_a_child_is_asked_what_its_link_and_its_helper_leave_open(shared_world: World) -> None:
    settled = Settled(persons=("mor",), place="skole")
    browser = shared_world.come_in(shared_world.link(settled=settled))
    alone = shared_world.visit(browser).asking
    assert (alone.age_group, alone.settled, alone.helper) == (OLDER, settled, None)
    shared_world.save_all(browser, older_answers(helped_by="family"))
    assert shared_world.visit(browser).asking.helper == "family"


def test_a_child_that_has_answered_before_one_meeting_has_spoken_before_the_next(
    shared_world: World,
) -> None:
    first, noise = shared_world.link(), shared_world.link()
    second = again(shared_world, first)
    visits = [shared_world.visit(shared_world.come_in(link)) for link in (first, second, noise)]
    assert [visit.has_spoken for visit in visits] == [False, False, False]
    answering.send(visits[0], {}, NOW)
    assert [visit.has_spoken for visit in visits] == [True, True, False]
