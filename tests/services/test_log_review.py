"""The access log's monthly sample: drawn once by itself, signed off by others than who did it."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.domain.log_watch import CLOSED, MANY_WHEN_LEAVING, Rule, Verdict
from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.month import Month
from boernestemme.domain.roles import Role
from boernestemme.services import log_drawing, log_review, overseeing
from boernestemme.services.log_review import DrawnLine, Review, Right
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import access_log
from boernestemme.storage.db import session, transaction
from tests.services.leaders import add
from tests.services.steps import set_now
from tests.world import World

MARCH = Month(2027, 3)
NOON = datetime(2027, 3, 10, 12, 0, tzinfo=DENMARK)
IN_APRIL = 23  # days after the world's beginning


def note(actor: str, action: str, subject: str, at: datetime = NOON) -> None:
    access_log.append("0265", actor, action, subject, at)


def busy_march(world: World, reads: int = 30) -> MadeLink:
    """Mette reads so many times, Lis gives one meeting on; the child's and others' lines beside."""
    link, mette = world.link(), world.person().id
    with transaction():
        for number in range(reads):
            note(mette, "answer_read", link.meeting_id, NOON + timedelta(minutes=number))
            note("child", "after_sent", link.meeting_id)
            note(mette, "signed_in", mette)
        note(mette, "answer_read", link.meeting_id, NOON.replace(hour=23))
        note(world.person("leder").id, "handed_over", world.link().meeting_id)
        note(mette, "answer_read", link.meeting_id, datetime(2027, 4, 1, tzinfo=DENMARK))
    set_now(world, days=IN_APRIL)
    return link


def draw(world: World) -> int:
    return log_drawing.draw_due(world.tools.days, world.clock())


def review(world: World, who: str = "leder") -> Review:
    [found] = log_review.reviews(world.setting(who))
    return found


def open_lines(found: Review) -> list[DrawnLine]:
    return [one for one in found.all if one.is_open]


def test_last_month_is_drawn_once_and_by_lot(leaders_world: World) -> None:
    link = busy_march(leaders_world)
    assert draw(leaders_world) == 2, "once for each municipality"
    found = review(leaders_world)
    assert (found.month, len(found.lot), found.lines) == (MARCH, 20, 92)
    assert {one.what for one in found.lot} <= {"answer_read", "handed_over"}
    assert all(one.at.astimezone(DENMARK).month == 3 for one in found.all)
    [night] = found.findings
    assert (night.rule, night.who, night.words) == (Rule.ODD_HOURS, "Mette", link.words)
    assert night.right is Right.OWN
    assert draw(leaders_world) == 0, "neither again, nor until it suits somebody"
    assert review(leaders_world) == found


def test_all_are_drawn_where_they_are_few_and_some_day_each_is(
    leaders_world: World,
) -> None:
    link = leaders_world.link()
    with transaction():
        for number in range(25):
            note(
                leaders_world.person().id,
                "answer_read",
                link.meeting_id,
                NOON.replace(minute=number),
            )
    drawn = set()
    for _ in range(15):
        set_now(leaders_world, days=IN_APRIL)
        draw(leaders_world)
        drawn |= {one.number for one in review(leaders_world).lot}
        with transaction() as current:
            for table in ("log_samples", "log_reviews"):
                current.execute(text(f"DELETE FROM {table}"))
    assert len(drawn) == 25
    with transaction() as current:
        fifth = "(SELECT min(number) + 5 FROM access_log)"
        current.execute(text(f"DELETE FROM access_log WHERE number >= {fifth}"))
    draw(leaders_world)
    assert len(review(leaders_world).lot) == 5


def test_it_is_overdue_after_ten_working_days_and_the_overview_says_so(
    leaders_world: World,
) -> None:
    busy_march(leaders_world, reads=5)
    draw(leaders_world)
    overdue = {}
    for day in (15, 16):
        set_now(leaders_world, days=22 + day)
        [found] = overseeing.overview(leaders_world.setting("leder")).reviews
        overdue[day] = found.is_overdue
    assert overdue == {15: False, 16: True}
    add("leo", Role.LEADER)
    for who in ("leder", "leo"):
        log_review.sign(leaders_world.setting(who), MARCH, Verdict.FINE)
    [found] = overseeing.overview(leaders_world.setting("leder")).reviews
    assert not found.is_overdue and not found.open


def test_nobody_signs_off_what_they_did_themselves(leaders_world: World) -> None:
    """Lis signs for all but her own; an administrator sees and signs that one alone."""
    busy_march(leaders_world, reads=5)
    draw(leaders_world)
    leader = leaders_world.setting("leder")
    log_review.sign(leader, MARCH, Verdict.FINE)
    [left] = open_lines(review(leaders_world))
    assert (left.who, left.is_own, left.right) == ("Lis", True, Right.LEADER)
    for only in (None, (left.rule, left.number)):
        with pytest.raises(NotFound):
            log_review.sign(leader, MARCH, Verdict.FINE, only)
    add("anna", Role.ADMINISTRATOR)
    assert [one.who for one in review(leaders_world, "anna").all] == ["Lis"]
    log_review.sign(leaders_world.setting("anna"), MARCH, Verdict.FINE)
    assert open_lines(review(leaders_world)) == []
    lines = "SELECT count(*) FROM access_log WHERE action = 'log_signed_off'"
    assert session().execute(text(lines)).scalar_one() == 2, "one for each press that did something"


def test_what_is_asked_about_waits_until_it_is_settled(leaders_world: World) -> None:
    """Lis's own line waits all along, so that the month stays on the page."""
    busy_march(leaders_world, reads=5)
    draw(leaders_world)
    [night], leader = review(leaders_world).findings, leaders_world.setting("leder")
    only = (night.rule, night.number)
    log_review.sign(leader, MARCH, Verdict.ASKED, only)
    log_review.sign(leader, MARCH, Verdict.FINE)
    [asked] = [one for one in open_lines(review(leaders_world)) if not one.is_own]
    assert (asked.verdict, asked.signed_by) == (Verdict.ASKED, "Lis")
    log_review.sign(leader, MARCH, Verdict.REPORTED, only)
    with pytest.raises(NotFound):
        log_review.sign(leader, MARCH, Verdict.FINE, only)
    [settled] = review(leaders_world).findings
    assert settled.verdict is Verdict.REPORTED, "what was said once stands"


def test_all_may_be_signed_at_once_while_a_line_waits_that_nobody_has_looked_at(
    leaders_world: World,
) -> None:
    """One that is asked about needs a word of its own, and the own lines another leader's."""
    busy_march(leaders_world, reads=5)
    draw(leaders_world)
    leader, found = leaders_world.setting("leder"), review(leaders_world)
    assert found.can_sign_all and found.open == len(found.all) == 8
    [night] = found.findings
    log_review.sign(leader, MARCH, Verdict.ASKED, (night.rule, night.number))
    assert review(leaders_world).can_sign_all
    log_review.sign(leader, MARCH, Verdict.FINE)
    found = review(leaders_world)
    assert (found.can_sign_all, found.open) == (False, 2)
    assert sorted(one.is_own for one in open_lines(found)) == [False, True]
    add("leo", Role.LEADER)
    found = review(leaders_world, "leo")
    assert found.can_sign_all, "Lis's own line is not his"


def test_a_meeting_given_on_and_one_nobody_had_are_told_apart(leaders_world: World) -> None:
    given, nobodys = leaders_world.link(by="nadia"), leaders_world.link()
    nadia = leaders_world.person("nadia").id
    with transaction():
        note(nadia, "answer_read", nobodys.meeting_id)
        note(leaders_world.person("jonas").id, "answer_read", nobodys.meeting_id)
        note(leaders_world.person().id, "answer_read", given.meeting_id)
        note(nadia, "handed_over", given.meeting_id)
        note(nadia, "handed_over_to", leaders_world.person().id)
    set_now(leaders_world, days=IN_APRIL)
    draw(leaders_world)
    rights = [one.right for one in review(leaders_world).lot]
    assert rights == [
        Right.UNKNOWN, Right.BACKUP, Right.GIVEN_ON, Right.OWN, Right.NO_MEETING,
    ]  # fmt: skip


def test_months_that_were_missed_are_drawn_too(leaders_world: World) -> None:
    for days in (0, IN_APRIL, IN_APRIL + 91):
        set_now(leaders_world, days=days)
        draw(leaders_world)
    found = [str(one.month) for one in log_review.reviews(leaders_world.setting("leder"))]
    assert found == ["2027-06", "2027-05", "2027-04", "2027-03", "2027-02"]


def test_a_month_begins_with_its_first_moment(leaders_world: World) -> None:
    link, first = leaders_world.link(), datetime(2027, 3, 1, tzinfo=DENMARK)
    moment = timedelta(microseconds=1)
    with transaction():
        for at in (first - moment, first, first + moment):
            note(leaders_world.person().id, "answer_read", link.meeting_id, at)
    set_now(leaders_world, days=IN_APRIL)
    draw(leaders_world)
    drawn = [one.at for one in review(leaders_world).lot if one.what == "answer_read"]
    assert sorted(drawn) == [first, first + moment]


def test_who_leaves_when_a_month_begins_is_seen_by_the_days_before_it(
    leaders_world: World,
) -> None:
    first, leaver = datetime(2027, 3, 1, 9, tzinfo=DENMARK), leaders_world.person().id
    with transaction():
        for hours in range(MANY_WHEN_LEAVING):
            at = first - timedelta(days=2, hours=hours)
            note(leaver, "answer_read", f"{hours:032}", at)
        note("admin", CLOSED, leaver, first)
    set_now(leaders_world, days=IN_APRIL)
    draw(leaders_world)
    assert Rule.LEAVING in {one.rule for one in review(leaders_world).findings}


@pytest.mark.parametrize("who", ["mette", "sofie"])
def test_it_is_for_leaders_and_administrators(leaders_world: World, who: str) -> None:
    with pytest.raises(NotPermitted):
        log_review.reviews(leaders_world.setting(who))
    with pytest.raises(NotPermitted):
        log_review.sign(leaders_world.setting(who), MARCH, Verdict.FINE)
    assert session().execute(
        text("SELECT count(*) FROM access_log WHERE action = 'log_signed_off'")
    ).scalar_one() == 0  # fmt: skip
