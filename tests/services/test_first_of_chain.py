"""Which answers weigh in the headline: the first of a child's chain of meetings in a half-year."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from boernestemme.domain.marks import BoxKind
from boernestemme.domain.meeting import DENMARK
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from tests.factories import MEETING
from tests.services.after_steps import YES_TO_ALL, after, box_keys, items_since, meeting_in
from tests.services.steps import set_now
from tests.world import World

WEEK = timedelta(days=7)
LAST_EVENING = datetime(2027, 6, 30, 21, 30, tzinfo=UTC)  # 23.30 in Denmark
FIRST_NIGHT = datetime(2027, 6, 30, 22, 30, tzinfo=UTC)  # 0.30 on 1 July in Denmark


def is_first(world: World, link: MadeLink, meeting: datetime) -> bool:
    """Answer after the meeting; what the item in the box says of it."""
    after(world, meeting)
    before = box_keys()
    world.answer_after(link, YES_TO_ALL)
    items = items_since(before)
    found = items[BoxKind.TAPS].is_first
    assert not items[BoxKind.WHOSE].is_first
    assert meeting_in(world, items) == (link.meeting_id if found else None)
    return found


def chain_of(link: MadeLink) -> str:
    query = select(InvitationRow.chain_id).where(InvitationRow.id == link.invitation_id)
    return str(session().execute(query).scalar_one())


def test_one_child_weighs_once_in_a_half_year(shared_world: World) -> None:
    first = shared_world.link()
    second = shared_world.link(chain_id=chain_of(first), starts_at=MEETING + WEEK)
    third = shared_world.link(chain_id=chain_of(first), starts_at=MEETING + 2 * WEEK)
    assert is_first(shared_world, first, MEETING)
    assert not is_first(shared_world, second, MEETING + WEEK)
    assert not is_first(shared_world, third, MEETING + 2 * WEEK)


def test_the_first_is_the_one_that_was_answered_first(shared_world: World) -> None:
    first = shared_world.link()
    second = shared_world.link(chain_id=chain_of(first), starts_at=MEETING + timedelta(days=1))
    later = MEETING + timedelta(days=1)
    assert is_first(shared_world, second, later)
    assert not is_first(shared_world, first, later)


def test_another_child_is_another_first(shared_world: World) -> None:
    one, other = shared_world.link(), shared_world.link()
    assert is_first(shared_world, one, MEETING)
    assert is_first(shared_world, other, MEETING)


def test_a_meeting_that_was_not_answered_after_does_not_count(shared_world: World) -> None:
    first = shared_world.link()
    shared_world.answer(first, {"topics_text": "kun før mødet"})
    second = shared_world.link(chain_id=chain_of(first), starts_at=MEETING + WEEK)
    assert is_first(shared_world, second, MEETING + WEEK)


def test_the_half_year_ends_at_midnight_in_denmark(shared_world: World) -> None:
    last = shared_world.link(starts_at=LAST_EVENING)
    next_one = shared_world.link(chain_id=chain_of(last), starts_at=FIRST_NIGHT)
    assert LAST_EVENING.astimezone(DENMARK).month != FIRST_NIGHT.astimezone(DENMARK).month
    assert is_first(shared_world, last, LAST_EVENING)
    before = box_keys()
    after(shared_world, FIRST_NIGHT)
    shared_world.answer_after(next_one, YES_TO_ALL)
    taps = items_since(before)[BoxKind.TAPS]
    assert (taps.period, taps.is_first) == ("2027H2", True)


def test_a_moved_meeting_counts_where_it_was_held(shared_world: World) -> None:
    link = shared_world.link()
    set_now(shared_world, days=1)
    moved = LAST_EVENING + 2 * WEEK
    changing_links.move(shared_world.setting(), link.meeting_id, moved, shared_world.links)
    after(shared_world, moved)
    before = box_keys()
    shared_world.answer_after(link, YES_TO_ALL)
    assert {row.period for row in items_since(before).values()} == {"2027H2"}


def test_a_new_link_for_the_same_meeting_is_no_second_answer(shared_world: World) -> None:
    link = shared_world.link()
    after(shared_world)
    anew = changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    assert is_first(shared_world, anew, MEETING)
