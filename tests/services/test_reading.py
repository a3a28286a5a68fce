"""Who reads an answer: its own case worker, the backup on their turn, and never without a line."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, event, select, update
from sqlalchemy.exc import NoResultFound

from boernestemme.domain.errors import CannotOpen, NotFound, NotPermitted
from boernestemme.services import administering, changing_links, framing, listing_meetings
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import accounts, submissions
from boernestemme.storage.access_log import AccessLogHeadRow, AccessLogRow, first_broken
from boernestemme.storage.db import db, session
from boernestemme.storage.submissions import ENVELOPES, SubmissionRow
from tests.factories import NOW, older_answers
from tests.services.steps import log_length, log_of, read, reply_and_give, reply_to_all, set_now
from tests.world import World


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's that a child has answered, with Jonas as backup reader."""
    made = shared_world.link()
    shared_world.answer(made, older_answers())
    return made


def is_listed(world: World, link: MadeLink, by: str) -> bool:
    rows = listing_meetings.list_meetings(world.setting(by), world.links.epoch)
    return link.meeting_id in {row.id for row in rows}


def test_the_named_caseworker_reads_and_a_line_says_so(shared_world: World, link: MadeLink) -> None:
    for times in (1, 2):
        assert read(shared_world, link).answers[0].parts.open_texts
        assert log_of(link) == ["answer_read"] * times
    line = (
        session()
        .scalars(select(AccessLogRow).where(AccessLogRow.subject == link.meeting_id).limit(1))
        .one()
    )
    assert line.actor == shared_world.person().id
    assert first_broken("0265") is None


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "karim", "leder"])
def test_anybody_else_is_told_there_is_no_such_meeting(
    shared_world: World, link: MadeLink, who: str
) -> None:
    lines, setting, links = log_length(), shared_world.setting(who), shared_world.links
    for act in (
        lambda: read(shared_world, link, who),
        lambda: framing.save_replies(setting, link.meeting_id, links.keys, 0, {}),
        lambda: framing.mark_text_read(setting, link.meeting_id),
    ):
        with pytest.raises(NotFound) as refusal:
            act()
        with pytest.raises(NotFound) as unknown:
            framing.read(setting, "0" * 32, links.keys.opener, links.epoch)
        assert str(refusal.value) == link.meeting_id
        assert str(unknown.value) == "0" * 32
    assert log_length() == lines


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie"])
def test_a_strangers_list_does_not_hold_the_meeting(
    shared_world: World, link: MadeLink, who: str
) -> None:
    assert is_listed(shared_world, link, "mette")
    assert not is_listed(shared_world, link, who)


def test_a_leader_has_no_list_of_meetings(shared_world: World) -> None:
    with pytest.raises(NotPermitted):
        listing_meetings.list_meetings(shared_world.setting("leder"), 1)


def may_read(world: World, link: MadeLink, who: str) -> bool:
    try:
        read(world, link, who)
    except NotFound:
        return False
    return True


def test_unread_words_reach_the_backup_after_a_working_day(
    shared_world: World, link: MadeLink
) -> None:
    set_now(shared_world, days=1)
    assert not may_read(shared_world, link, "jonas")
    assert not is_listed(shared_world, link, "jonas")
    set_now(shared_world, days=2)
    assert may_read(shared_world, link, "jonas")
    assert is_listed(shared_world, link, "jonas")
    for who in ("nadia", "karim", "leder"):
        assert not may_read(shared_world, link, who)


def test_once_the_words_are_read_the_backups_turn_waits_for_the_reply(
    shared_world: World, link: MadeLink
) -> None:
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    assert "text_read" in log_of(link)
    set_now(shared_world, days=3)
    assert not may_read(shared_world, link, "jonas")
    set_now(shared_world, days=4)
    assert may_read(shared_world, link, "jonas")


def test_once_every_wish_is_answered_the_backup_has_no_turn(
    shared_world: World, link: MadeLink
) -> None:
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    reply_and_give(shared_world, link)
    set_now(shared_world, days=8)
    assert not may_read(shared_world, link, "jonas")
    assert may_read(shared_world, link, "mette")


def test_wishes_of_a_second_answer_wait_though_the_first_was_answered(
    shared_world: World, link: MadeLink
) -> None:
    reply_to_all(shared_world, link)
    new = changing_links.make_anew(shared_world.setting(), link.meeting_id, shared_world.links)
    shared_world.answer(new, {"place": "skole", "needs": ("pause",)})
    assert not read(shared_world, new).is_answered
    rows = listing_meetings.list_meetings(shared_world.setting(), shared_world.links.epoch)
    [row] = [row for row in rows if row.id == link.meeting_id]
    assert not row.is_answered
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    set_now(shared_world, days=8)
    assert may_read(shared_world, new, "jonas")


def test_without_a_log_line_no_text_comes_back(any_world: World) -> None:
    made = any_world.link()
    any_world.answer(made, older_answers())
    assert read(any_world, made).answers
    session().execute(delete(AccessLogHeadRow).where(AccessLogHeadRow.municipality == "0265"))
    session().commit()
    with pytest.raises(NoResultFound) as trouble:
        read(any_world, made)
    assert "ferien" not in f"{trouble.value!r} {trouble.value.__cause__!r}"
    with pytest.raises(NoResultFound):
        framing.mark_text_read(any_world.setting(), made.meeting_id)
    [row] = submissions.of_meeting(made.meeting_id)
    assert row.text_read_on is None


def test_the_line_stands_even_when_the_envelope_does_not_open(
    shared_world: World, link: MadeLink
) -> None:
    [row] = submissions.of_meeting(link.meeting_id)
    for name in (*ENVELOPES, "wrapped_key"):
        whole = getattr(row, name)
        bad = whole[:-1] + bytes([whole[-1] ^ 1])
        ours = SubmissionRow.meeting_id == link.meeting_id
        session().execute(update(SubmissionRow).where(ours).values({name: bad}))
        session().commit()
        with pytest.raises(CannotOpen):
            read(shared_world, link)
        session().execute(update(SubmissionRow).where(ours).values({name: whole}))
        session().commit()
    assert log_of(link) == ["answer_read"] * 5
    assert read(shared_world, link).answers


def test_an_answer_put_under_another_row_does_not_open(shared_world: World, link: MadeLink) -> None:
    other = shared_world.link()
    shared_world.answer(other, older_answers(topics_text="en anden"))
    [mine], [theirs] = (submissions.of_meeting(one.meeting_id) for one in (link, other))
    swapped = {name: getattr(theirs, name) for name in (*ENVELOPES, "wrapped_key")}
    ours = SubmissionRow.id == mine.id
    session().execute(update(SubmissionRow).where(ours).values(swapped))
    session().commit()
    with pytest.raises(CannotOpen):
        read(shared_world, link)


def test_a_closed_account_reads_nothing_and_its_backup_does(any_world: World) -> None:
    made = any_world.link()
    any_world.answer(made, older_answers())
    accounts.disable(any_world.person().id, NOW.date())
    session().commit()
    assert may_read(any_world, made, "jonas")
    with pytest.raises(administering.AdministrationRefused):
        any_world.person()


def test_a_meeting_without_an_answer_is_read_without_a_line(shared_world: World) -> None:
    made = shared_world.link()
    assert read(shared_world, made).answers == ()
    assert log_of(made) == []


def test_only_what_the_line_was_written_for_is_opened(shared_world: World, link: MadeLink) -> None:
    """Answers are fetched once: what came after the line would be read without one."""
    fetched: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        fetched.extend(["answers"] if "WHERE submissions.meeting_id" in statement else [])

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        assert read(shared_world, link).answers
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert fetched == ["answers"]


def test_a_reader_sees_when_the_reply_is_due(shared_world: World, link: MadeLink) -> None:
    meeting = read(shared_world, link)
    assert meeting.reply_due == (NOW + timedelta(days=3)).date()
    assert [answer.is_text_read for answer in meeting.answers] == [False]
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    assert [answer.is_text_read for answer in read(shared_world, link).answers] == [True]


def test_what_is_saved_and_not_given_still_waits_for_the_child(
    shared_world: World, link: MadeLink
) -> None:
    framing.mark_text_read(shared_world.setting(), link.meeting_id)
    reply_to_all(shared_world, link)
    rows = listing_meetings.list_meetings(shared_world.setting(), shared_world.links.epoch)
    [row] = [row for row in rows if row.id == link.meeting_id]
    assert row.waits and not row.is_answered
    set_now(shared_world, days=8)
    assert may_read(shared_world, link, "jonas"), "the backup's turn, as before any reply"
