"""Filing: what was seen is ticked and nothing else, by its reader alone; what is late is told."""

from datetime import date, timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import Conflict, NotFound
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.retention import FilingState
from boernestemme.services import changing_links, filing
from boernestemme.services.filing import Seen
from boernestemme.services.listing_meetings import list_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.services.overseeing import Overdue, Task
from boernestemme.storage.db import transaction
from tests.factories import MEETING, NOW
from tests.services.post_box import (
    ERASED,
    FILED,
    answered,
    file_all,
    look,
    on,
    overdue,
    said_after,
    seen,
)
from tests.services.steps import log_of, reply_to_all, set_now
from tests.world import World

EXPIRED = date(2027, 4, 1)
STRANGERS = ("nadia", "jonas", "sofie", "leder")


def test_a_meeting_without_papers_has_nothing_to_file(shared_world: World) -> None:
    link = shared_world.link()
    box = look(shared_world, link)
    assert (box.state, box.seen) == (FilingState.NOTHING, Seen(0, 0, 0))
    on(shared_world, EXPIRED + timedelta(days=1))
    assert look(shared_world, link).state is FilingState.NOTHING


def test_filing_waits_then_is_a_task_and_then_overdue(shared_world: World) -> None:
    link = answered(shared_world)
    assert look(shared_world, link).state is FilingState.LATER
    set_now(shared_world, seconds=(MEETING - NOW).total_seconds() + 3600)
    assert look(shared_world, link).state is FilingState.TO_FILE
    on(shared_world, EXPIRED, 12)
    assert look(shared_world, link).state is FilingState.OVERDUE
    file_all(shared_world, link, EXPIRED)
    assert look(shared_world, link).state is FilingState.FILED


def test_filing_ticks_answers_of_both_phases_and_the_replies(shared_world: World) -> None:
    link, other = answered(shared_world), answered(shared_world)
    said_after(shared_world, link)
    box = look(shared_world, link)
    assert box.seen == Seen(1, 1, 1)
    file_all(shared_world, link)
    box = look(shared_world, link)
    assert (box.state, box.filed_on, box.erased_from) == (FilingState.FILED, FILED, ERASED)
    assert look(shared_world, other).state is FilingState.TO_FILE
    assert log_of(link)[-1] == "filed"


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_paper_that_came_in_between_is_not_ticked_unseen(shared_world: World, when: str) -> None:
    link = answered(shared_world)
    old = seen(shared_world, link)
    if when == "before":
        reply_to_all(shared_world, link, words="ændret imens")
    else:
        said_after(shared_world, link)
    with pytest.raises(Conflict):
        filing.file(shared_world.setting(), link.meeting_id, old)
    box = look(shared_world, link)
    assert (box.state.is_task, box.filed_on) == (when == "after", None)
    assert "filed" not in log_of(link)
    filing.file(shared_world.setting(), link.meeting_id, box.seen)
    assert look(shared_world, link).state is FilingState.FILED


def test_a_new_answer_and_a_changed_reply_are_unfiled_again(shared_world: World) -> None:
    link = answered(shared_world)
    file_all(shared_world, link, date(2027, 3, 10))
    reply_to_all(shared_world, link, words="ændret bagefter")
    assert look(shared_world, link).state is FilingState.LATER
    file_all(shared_world, link, date(2027, 3, 11))
    said_after(shared_world, link)
    assert look(shared_world, link).state is FilingState.TO_FILE
    file_all(shared_world, link, date(2027, 3, 30))
    assert look(shared_world, link).filed_on == date(2027, 3, 30)


def test_filing_again_moves_no_day(shared_world: World) -> None:
    link = answered(shared_world)
    file_all(shared_world, link, date(2027, 3, 30))
    file_all(shared_world, link, date(2027, 4, 20))
    assert look(shared_world, link).filed_on == date(2027, 3, 30)


def test_an_answer_by_a_link_made_anew_belongs_to_the_same_papers(shared_world: World) -> None:
    link = answered(shared_world)
    new = changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    shared_world.answer(new, {"topics": ("skole",)})
    assert look(shared_world, link).seen == Seen(2, 0, 1)


@pytest.mark.parametrize("name", STRANGERS)
def test_nobody_but_the_meetings_reader_files_holds_or_looks(
    shared_world: World, name: str
) -> None:
    link = answered(shared_world)
    setting, before = shared_world.setting(name), log_of(link)
    for refused in (
        lambda: filing.look(setting, link.meeting_id),
        lambda: filing.file(setting, link.meeting_id, Seen(1, 0, 1)),
        lambda: filing.put_on_hold(setting, link.meeting_id),
        lambda: filing.lift_hold(setting, link.meeting_id),
    ):
        with pytest.raises(NotFound):
            refused()
    box = look(shared_world, link)
    assert (box.filed_on, box.hold_since, log_of(link)) == (None, None, before)


def test_a_hold_is_set_and_lifted_and_logged(shared_world: World) -> None:
    link = answered(shared_world)
    setting = shared_world.setting()
    filing.put_on_hold(setting, link.meeting_id)
    assert look(shared_world, link).hold_since == NOW.date()
    filing.lift_hold(setting, link.meeting_id)
    assert look(shared_world, link).hold_since is None
    assert log_of(link)[-2:] == ["hold_set", "hold_lifted"]


def test_a_bare_wish_to_talk_to_another_is_nothing_its_case_worker_can_see(
    shared_world: World,
) -> None:
    """Else a task without an answer would tell of it. A wish to talk to itself is a paper."""
    hidden, own = shared_world.link(), shared_world.link()
    said_after(shared_world, hidden, talk_to="other")
    said_after(shared_world, own, talk_to="caseworker")
    on(shared_world, EXPIRED + timedelta(days=9))
    box = look(shared_world, hidden)
    assert (box.state, box.seen) == (FilingState.NOTHING, Seen(0, 0, 0))
    assert look(shared_world, own).state is FilingState.OVERDUE
    told = {one.words for one in overdue(shared_world)}
    assert hidden.words not in told and own.words in told


def test_what_is_not_filed_in_time_is_told_to_the_leader(any_world: World) -> None:
    late, filed = answered(any_world, by="nadia"), answered(any_world)
    answered(any_world, by="sofie")  # elsewhere: another leader's
    file_all(any_world, filed)
    on(any_world, EXPIRED, 11)
    assert overdue(any_world) == []
    on(any_world, EXPIRED, 12)
    told = [Task(Overdue.FILING, late.words, "Nadia", EXPIRED)]
    assert overdue(any_world) == told
    on(any_world, date(2030, 1, 1))
    assert overdue(any_world) == told, "and stays until it is done"
    with transaction() as current:
        current.execute(text("UPDATE submissions SET filed_on = '2027-04-02'"))
        current.execute(text("UPDATE framings SET filed_on = '2027-04-02'"))
    assert overdue(any_world) == []


def line_of(world: World, link: MadeLink, by: str = "mette") -> ListedMeeting | None:
    lines = list_meetings(world.setting(by), world.links.epoch)
    return next((line for line in lines if line.id == link.meeting_id), None)


def test_the_task_stands_in_the_list_however_old_the_meeting_is(shared_world: World) -> None:
    late, filed, silent = answered(shared_world), answered(shared_world), shared_world.link()
    before = line_of(shared_world, late)
    assert before is not None and not before.must_file
    file_all(shared_world, filed)
    for day in (FILED, EXPIRED, date(2028, 3, 1)):
        on(shared_world, day)
        line = line_of(shared_world, late)
        assert line is not None and line.must_file and line.waits
    assert line_of(shared_world, filed) is line_of(shared_world, silent) is None


def test_what_was_ticked_today_is_taken_back_and_what_was_before_is_not(
    shared_world: World,
) -> None:
    link, other = answered(shared_world), answered(shared_world)
    file_all(shared_world, link)
    file_all(shared_world, other)
    said_after(shared_world, link)
    on(shared_world, FILED + timedelta(days=3))
    file_all(shared_world, link, FILED + timedelta(days=3))
    assert look(shared_world, link).can_undo
    filing.undo(shared_world.setting(), link.meeting_id)
    box = look(shared_world, link)
    assert (box.filed_on, box.is_begun, box.can_undo) == (None, True, False)
    assert look(shared_world, other).filed_on == FILED, "another meeting's papers"
    assert log_of(link)[-1] == "unfiled"
    for name in ("nadia", "sofie", "leder"):
        with pytest.raises(NotFound):
            filing.undo(shared_world.setting(name), link.meeting_id)
