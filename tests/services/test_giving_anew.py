"""What still waits to be given: a changed reply, a new answer, no wishes, a meeting now over."""

import pytest

from boernestemme.domain.errors import Conflict, NotFound
from boernestemme.domain.framing import (
    Delivery,
    FramingPoint,
    Outcome,
    PointText,
    Reason,
    WishReply,
)
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import (
    changing_links,
    framing,
    listing_meetings,
    preparing,
    replying,
)
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.making_links import MadeLink
from boernestemme.services.replying import GivenReplies
from boernestemme.storage import municipality_overview
from tests.factories import NOW, older_answers
from tests.services.steps import count, log_of, read, reply_to_all, row_of, set_now
from tests.world import World

YES, NO = WishReply(Outcome.MET), WishReply(Outcome.NOT_MET, Reason.LAW)
NO_WISH: Answers = {"knows_purpose": "yes"}


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting with wishes whose words have been read."""
    return answered(shared_world, older_answers())


def answered(world: World, said: Answers) -> MadeLink:
    made = world.link()
    world.answer(made, said)
    framing.mark_text_read(world.setting(), made.meeting_id)
    return made


def give(
    world: World, link: MadeLink, one: WishReply, how: Delivery | None, by: str = "mette"
) -> bool:
    """Reply the same to every wish, over what stands; True while the meeting stays open."""
    links, meeting = world.links, read(world, link)
    given = GivenReplies(meeting.framing.version, {w.key: one for w in meeting.wishes}, how)
    return replying.reply(world.setting(by), link.meeting_id, links.keys, links.epoch, given)


def waits(world: World, link: MadeLink) -> bool:
    rows = listing_meetings.list_meetings(world.setting(), world.links.epoch)
    [row] = [row for row in rows if row.id == link.meeting_id]
    open_ones = municipality_overview.with_something_open("0265", world.clock())
    assert (link.meeting_id in {one.row.id for one in open_ones}) == (not row.is_answered)
    assert read(world, link).is_replied == row.is_answered
    return not row.is_answered


def test_a_changed_reply_waits_to_be_given_and_its_letter_goes(
    shared_world: World, link: MadeLink
) -> None:
    before = count("mixer_box")
    give(shared_world, link, YES, Delivery.BY_LINK)
    assert not waits(shared_world, link) and row_of(link).letter is not None
    give(shared_world, link, NO, None)
    assert waits(shared_world, link)
    assert (row_of(link).letter, row_of(link).letter_on) == (None, None)
    assert read(shared_world, link).framing.delivery is None
    give(shared_world, link, NO, Delivery.BY_LINK)
    assert not waits(shared_world, link) and row_of(link).letter is not None
    assert count("mixer_box") == before + 1, "counted once"


@pytest.mark.parametrize("how", [Delivery.AT_MEETING, Delivery.BY_PHONE])
def test_a_reply_given_another_way_takes_the_letter_back(
    shared_world: World, link: MadeLink, how: Delivery
) -> None:
    give(shared_world, link, YES, Delivery.BY_LINK)
    give(shared_world, link, YES, how)
    assert row_of(link).letter is None and not waits(shared_world, link)


def test_own_words_to_a_point_leave_the_reply_given(shared_world: World, link: MadeLink) -> None:
    give(shared_world, link, YES, Delivery.BY_LINK)
    keys, mine = shared_world.links.keys, PointText("Vi skal tale om skolen.", 0)
    setting = shared_world.setting()
    preparing.save_point(setting, link.meeting_id, keys, FramingPoint.PURPOSE, mine)
    assert not waits(shared_world, link) and row_of(link).letter is not None


@pytest.mark.parametrize("said", [older_answers(), NO_WISH])
def test_a_second_answer_waits_for_its_own_reply(
    shared_world: World, link: MadeLink, said: Answers
) -> None:
    give(shared_world, link, YES, Delivery.BY_LINK)
    anew = changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    assert not waits(shared_world, link)
    shared_world.answer(anew, said)
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    assert waits(shared_world, link)
    give(shared_world, link, YES, Delivery.BY_LINK)
    assert not waits(shared_world, link) and row_of(anew).letter is not None


def test_an_answer_without_a_wish_waits_until_it_is_seen_and_is_not_counted(
    shared_world: World,
) -> None:
    made, before = answered(shared_world, NO_WISH), count("mixer_box")
    assert waits(shared_world, made)
    give(shared_world, made, YES, Delivery.AT_MEETING)
    assert not waits(shared_world, made)
    assert count("mixer_box") == before
    assert "no_wishes_seen" in log_of(made) and "reply_given" not in log_of(made)


def test_the_backup_saves_and_gives_in_one_press_and_is_then_done(
    shared_world: World, link: MadeLink
) -> None:
    set_now(shared_world, days=6)
    assert not give(shared_world, link, YES, Delivery.AT_MEETING, by="jonas")
    assert not waits(shared_world, link)
    with pytest.raises(NotFound):
        read(shared_world, link, "jonas")


def test_what_was_saved_needs_no_giving_once_the_meeting_is_over(
    shared_world: World, link: MadeLink
) -> None:
    reply_to_all(shared_world, link)
    bare = answered(shared_world, older_answers())
    ends_at = read(shared_world, link).ends_at
    for seconds, still in ((-1, True), (0, False)):
        set_now(shared_world, seconds=(ends_at - NOW).total_seconds() + seconds)
        assert waits(shared_world, link) is still
        assert waits(shared_world, bare), "the control: no reply was saved"


def test_a_save_that_comes_while_a_reply_is_given_is_a_conflict(
    shared_world: World, link: MadeLink
) -> None:
    reply_to_all(shared_world, link)
    seen: ReadMeeting = read(shared_world, link)
    give(shared_world, link, NO, None)
    with pytest.raises(Conflict):
        replying._give(shared_world.setting(), seen, Delivery.BY_LINK)
    assert row_of(link).letter is None and "reply_given" not in log_of(link)
    replying._give(shared_world.setting(), read(shared_world, link), Delivery.BY_LINK)
    assert row_of(link).letter is not None, "the control"
