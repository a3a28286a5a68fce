"""The child whose family helped: a task for the reader alone, done once, with a line in the log."""

import pytest

from boernestemme.domain.errors import NotFound
from boernestemme.domain.instruments.helping import ALONE, FAMILY, HELPERS
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services import asking_alone, changing_links, listing_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import session
from tests.services.steps import log_of, read, reply_and_give
from tests.web.scene import ANSWERS
from tests.world import World

DONE = "child_asked_alone"


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's whose child family helped."""
    return answered(shared_world, FAMILY)


def answered(world: World, by: str, age_group: AgeGroup = AgeGroup.OLDER) -> MadeLink:
    made = world.link(age_group=age_group)
    world.answer(made, ANSWERS[age_group](helped_by=by))
    return made


def line_of(world: World, link: MadeLink, by: str = "mette") -> ListedMeeting:
    session().expire_all()
    rows = listing_meetings.list_meetings(world.setting(by), world.links.epoch)
    return next(row for row in rows if row.id == link.meeting_id)


@pytest.mark.parametrize("age_group", list(AgeGroup))
@pytest.mark.parametrize("by", HELPERS)
def test_only_familys_help_makes_a_task(shared_world: World, by: str, age_group: AgeGroup) -> None:
    link = answered(shared_world, by, age_group)
    [answer] = read(shared_world, link).answers
    assert answer.parts.open_closed["helped_by"] == by
    assert answer.must_ask_alone is (by == FAMILY)
    assert line_of(shared_world, link).asks_alone is (by == FAMILY)


def test_who_helped_is_no_wish(shared_world: World) -> None:
    helped, alone = (read(shared_world, answered(shared_world, by)) for by in (FAMILY, ALONE))
    assert [one.code for one in helped.wishes] == [one.code for one in alone.wishes]
    assert "helped_by" not in {one.question for one in helped.wishes}


def test_it_is_done_once_and_noted_once(shared_world: World, link: MadeLink) -> None:
    noise = answered(shared_world, FAMILY)
    for _ in range(2):
        asking_alone.mark_asked_alone(shared_world.setting(), link.meeting_id)
    assert log_of(link).count(DONE) == 1
    assert not line_of(shared_world, link).asks_alone
    assert not read(shared_world, link).answers[0].must_ask_alone
    assert line_of(shared_world, noise).asks_alone, "another child's task stays"


def test_where_nobody_must_be_asked_no_line_is_written(shared_world: World) -> None:
    link = answered(shared_world, "teacher")
    asking_alone.mark_asked_alone(shared_world.setting(), link.meeting_id)
    assert DONE not in log_of(link)


@pytest.mark.parametrize("by", ["jonas", "nadia", "sofie", "leder"])
def test_nobody_else_may_end_the_wait(shared_world: World, link: MadeLink, by: str) -> None:
    with pytest.raises(NotFound):
        asking_alone.mark_asked_alone(shared_world.setting(by), link.meeting_id)
    assert line_of(shared_world, link).asks_alone
    assert DONE not in log_of(link)


def test_it_waits_though_all_else_is_done(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, {"helped_by": FAMILY, "topics": ("skole",)})
    reply_and_give(shared_world, link)
    assert line_of(shared_world, link).waits
    asking_alone.mark_asked_alone(shared_world.setting(), link.meeting_id)
    assert not line_of(shared_world, link).waits


def test_a_cancelled_meeting_waits_for_no_asking(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, {"helped_by": FAMILY})
    assert line_of(shared_world, link).waits, "the control"
    changing_links.cancel(shared_world.setting(), link.meeting_id)
    assert not line_of(shared_world, link).waits
