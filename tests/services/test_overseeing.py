"""What a team leader sees: overdue tasks of the own municipality, the own team's first."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services import after_words, changing_links, framing, overseeing
from boernestemme.services.making_links import MadeLink
from boernestemme.services.overseeing import Overdue, Task
from boernestemme.storage import accounts, teams
from boernestemme.storage.db import db, transaction
from tests.factories import MEETING, NOW, older_answers
from tests.services.steps import read, reply_and_give, set_now
from tests.world import World

ARRIVED, DUE = NOW.date(), (NOW + timedelta(days=3)).date()


def tasks(world: World) -> list[Task]:
    return list(overseeing.overview(world.setting("leder")).tasks)


def answered(world: World, by: str = "mette") -> MadeLink:
    link = world.link(by=by)
    world.answer(link, older_answers())
    return link


def test_a_task_is_told_the_day_after_it_was_due_and_not_before(any_world: World) -> None:
    """Words: on Tuesday they came, Wednesday was for reading them, Thursday is the backup's."""
    link = answered(any_world)
    set_now(any_world, days=2)
    assert read(any_world, link, "jonas").wishes, "the backup reader's turn comes first"
    assert tasks(any_world) == []
    set_now(any_world, days=3)
    words = Task(Overdue.WORDS, link.words, "Mette", ARRIVED)
    assert tasks(any_world) == [words]
    set_now(any_world, days=4)
    assert tasks(any_world) == [words, Task(Overdue.REPLY, link.words, "Mette", DUE)]


def test_what_is_done_is_told_no_more(any_world: World) -> None:
    link = answered(any_world)
    framing.mark_text_read(any_world.setting(), link.meeting_id)
    set_now(any_world, days=4)
    assert [task.what for task in tasks(any_world)] == [Overdue.REPLY]
    reply_and_give(any_world, link)
    assert tasks(any_world) == []


def test_only_the_own_municipality_is_told_of(any_world: World) -> None:
    """Beside it there is always a meeting of Karim's, in another municipality, unanswered."""
    set_now(any_world, days=5)
    assert tasks(any_world) == []
    answered(any_world, by="nadia")
    set_now(any_world, days=9)
    assert {task.whose for task in tasks(any_world)} == {"Nadia"}


def test_a_cancelled_meeting_waits_for_nothing(any_world: World) -> None:
    link = answered(any_world)
    changing_links.cancel(any_world.setting(), link.meeting_id)
    set_now(any_world, days=5)
    assert tasks(any_world) == []


def test_words_after_the_meeting_wait_too(any_world: World) -> None:
    link = any_world.link()
    set_now(any_world, days=10)
    any_world.answer_after(link, {"heard": "no"}, {"more_text": "I talte for hurtigt"})
    set_now(any_world, days=11)
    assert tasks(any_world) == []
    set_now(any_world, days=15)
    arrived = (NOW + timedelta(days=10)).date()
    assert Task(Overdue.WORDS, link.words, "Mette", arrived) in tasks(any_world)


def wanting(world: World, who: str) -> MadeLink:
    """A meeting whose child, on the Friday after it, wants to talk to somebody."""
    set_now(world)
    link = world.link()
    set_now(world, days=10)
    world.answer_after(link, {"heard": "no"}, {"talk_to": who, "more_text": "hemmeligt"})
    return link


def wishes(world: World) -> list[Task]:
    return [task for task in tasks(world) if task.what is Overdue.WISH]


def test_a_wish_to_talk_to_another_is_told_after_two_working_days(any_world: World) -> None:
    """Sent on a Friday, told on Wednesday; it is the task of Jonas, the backup reader."""
    link, noise = wanting(any_world, "other"), wanting(any_world, "caseworker")
    said = (NOW + timedelta(days=10)).date()
    assert (said.weekday(), noise.words != link.words) == (4, True)
    set_now(any_world, days=14)
    assert wishes(any_world) == []
    set_now(any_world, days=15)
    assert wishes(any_world) == [Task(Overdue.WISH, link.words, "Jonas", said)]
    changing_links.cancel(replace(any_world.setting(), now=MEETING), link.meeting_id)
    assert len(wishes(any_world)) == 1, "the child waits all the same"
    after_words.mark_talked(any_world.setting("jonas"), link.meeting_id)
    assert wishes(any_world) == []


def test_a_holiday_is_no_working_day_to_meet_a_child_on(any_world: World) -> None:
    wanting(any_world, "other")
    set_now(any_world, days=15)
    leader = any_world.setting("leder")
    monday = (NOW + timedelta(days=13)).date()
    longer = replace(leader, days=WorkingDays({monday}))
    assert Overdue.WISH not in {task.what for task in overseeing.overview(longer).tasks}
    assert Overdue.WISH in {task.what for task in overseeing.overview(leader).tasks}, "the control"


def test_a_wish_outlives_the_words_beside_it_and_stays_told(any_world: World) -> None:
    link = wanting(any_world, "other")
    with transaction():
        emptied = "UPDATE submissions SET has_text = false, wrapped_key = '' WHERE meeting_id = :id"
        db.session.execute(text(emptied), {"id": link.meeting_id})
    set_now(any_world, days=60)
    assert [task.words for task in wishes(any_world)] == [link.words]


def test_a_wish_in_another_municipality_is_not_told(any_world: World) -> None:
    link = any_world.link(by="sofie")
    set_now(any_world, days=10)
    any_world.answer_after(link, {"heard": "no"}, {"talk_to": "other"})
    set_now(any_world, days=30)
    assert wishes(any_world) == []


def test_taps_alone_are_no_task_and_tell_the_leader_nothing(any_world: World) -> None:
    tapped, silent = any_world.link(), any_world.link()
    set_now(any_world, days=10)
    any_world.answer_after(tapped, {"heard": "no"})
    set_now(any_world, days=40)
    assert {task.words for task in tasks(any_world) if task.what is Overdue.WORDS} == set()
    assert silent.words not in {task.words for task in tasks(any_world)}


def test_what_was_not_filed_in_time_is_told(any_world: World) -> None:
    link = answered(any_world)
    framing.mark_text_read(any_world.setting(), link.meeting_id)
    reply_and_give(any_world, link)
    set_now(any_world, days=22)
    assert tasks(any_world) == []
    set_now(any_world, days=25)
    [task] = tasks(any_world)
    assert (task.what, task.words, task.whose) == (Overdue.FILING, link.words, "Mette")


def test_what_was_promised_stays_open_when_the_case_worker_is_gone(any_world: World) -> None:
    """A colleague's own account, closed behind everybody's back; beside it Mette's stays hers."""
    left, hers = any_world.link(by="nadia"), any_world.link()
    assert tasks(any_world) == []
    with transaction():
        accounts.disable(any_world.person("nadia").id, ARRIVED)
    [task] = tasks(any_world)
    assert (task, task.meeting_id) == (
        Task(Overdue.LEFT, left.words, "Nadia", ARRIVED),
        left.meeting_id,
    )
    assert hers.words != left.words
    set_now(any_world, days=60)
    assert tasks(any_world) == [], "its link is dead, and the child said nothing"


def test_the_leaders_own_team_comes_first(any_world: World) -> None:
    """Mette's has waited longer, and stands below."""
    answered(any_world)
    set_now(any_world, days=1)
    own = answered(any_world, by="nadia")
    set_now(any_world, days=20)
    assert not overseeing.overview(any_world.setting("leder")).has_team
    with transaction():
        team = teams.add("0265", "Familie Syd")
        for name in ("leder", "nadia"):
            accounts.move_to_team(any_world.person(name).id, team)
    found = tasks(any_world)
    assert [task.is_own_team for task in found] == [True] * 2 + [False] * 2
    assert {task.words for task in found[:2]} == {own.words}
    assert overseeing.overview(any_world.setting("leder")).has_team


@pytest.mark.parametrize("name", ["mette", "sofie"])
def test_a_case_worker_may_not_ask(world: World, name: str) -> None:
    with pytest.raises(NotPermitted):
        overseeing.overview(world.setting(name))
    assert overseeing.overview(world.setting("leder")), "the control"
