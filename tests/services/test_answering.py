"""Answering: page by page, sent once, received whole or not at all."""

from dataclasses import replace
from datetime import timedelta

import pytest

from boernestemme.domain.errors import AlreadyAnswered, AnswerRefused, LinkDead, WrongWords
from boernestemme.domain.instruments.before import OLDER, SHORT_LIMIT
from boernestemme.domain.invitation import Standing
from boernestemme.domain.manner import Manner
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import answering, changing_links, entering
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import child_sessions, submissions
from tests.factories import MEETING, NOW, older_answers, younger_answers
from tests.services.steps import counts, events_of, log_of, read, row_of, set_now
from tests.world import World

ODD = "æøå\r\nlinje \u202eabc ❤️👩‍👩‍👧 a\u030a \U00020000 <b>&amp; '; DROP TABLE x; -- \u200b"


def answers_read(world: World, link: MadeLink) -> list[Answers]:
    meeting = read(world, link)
    return [answer.parts.open | answer.parts.guarded for answer in meeting.answers]


def test_what_a_child_sends_is_what_its_case_worker_reads(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    [answer] = read(shared_world, link).answers
    assert answer.parts.open | answer.parts.guarded == older_answers()
    assert answer.parts.guarded_texts["not_in_front"] == "det med ferien"
    assert "person-far" not in answer.parts.open


def test_a_young_childs_answer_arrives_whole_in_both_parts(shared_world: World) -> None:
    link = shared_world.link(age_group=AgeGroup.YOUNGER)
    shared_world.answer(link, younger_answers())
    [answer] = read(shared_world, link).answers
    assert answer.parts.open["persons"] == ("mor",)
    assert answer.parts.guarded["persons"] == ("kun_raadgiver",)
    merged = answer.parts.open | answer.parts.guarded | {"persons": ("mor", "kun_raadgiver")}
    assert merged == younger_answers()


@pytest.mark.parametrize("age", AgeGroup)
def test_an_empty_answer_is_an_answer(shared_world: World, age: AgeGroup) -> None:
    link = shared_world.link(age_group=age)
    shared_world.answer(link, {})
    [answer] = read(shared_world, link).answers
    assert answer.parts.open == answer.parts.guarded == {}
    assert (answer.wishes, answer.has_text) == ((), False)


@pytest.mark.parametrize("text", [ODD, "å" * 2000, "😀" * 2000, "\r\n".join(["x"] * 1000)])
def test_text_reaches_its_reader_byte_for_byte(shared_world: World, text: str) -> None:
    link = shared_world.link()
    shared_world.answer(link, {"topics_text": text, "not_place": text[:400]})
    assert answers_read(shared_world, link) == [{"topics_text": text, "not_place": text[:400]}]


def test_a_refused_page_changes_nothing_that_was_saved(shared_world: World) -> None:
    browser = shared_world.come_in(shared_world.link())
    shared_world.save_all(browser, older_answers())
    before = shared_world.visit(browser).draft
    for bad in ({"topics_text": "x" * 2001}, {"topics": ("zzz",)}, {"not_in_front": "\0"}):
        with pytest.raises(AnswerRefused):
            answering.save(shared_world.visit(browser), OLDER.screens[1].questions, bad, NOW)
    assert shared_world.visit(browser).draft == before


def test_without_the_words_nothing_is_saved_or_sent(shared_world: World) -> None:
    link = shared_world.link()
    browser = entering.start(shared_world.links.signer, link.token, None, NOW)
    before = counts()
    visit = shared_world.visit(browser)
    for act in (
        lambda: answering.save(visit, OLDER.screens[1].questions, {"topics_text": "x"}, NOW),
        lambda: answering.skip(visit, OLDER.screens[1].questions, NOW),
        lambda: answering.keep(visit, OLDER.screens[1].questions, {}, visit.draft_token, NOW),
        lambda: answering.set_aside(visit, OLDER.screens[1].codes, NOW),
        lambda: answering.erase(visit, OLDER.screens[1].questions, NOW),
        lambda: answering.send(visit, {}, NOW),
    ):
        with pytest.raises(LinkDead):
            act()
    assert counts() == before


def test_one_send_leaves_one_answer_one_event_and_one_spent_link(shared_world: World) -> None:
    link, before = shared_world.link(), counts()
    browser = shared_world.answer(link, older_answers())
    after = counts()
    assert after["submissions"] == before["submissions"] + 1
    assert after["needs_cards"] == before["needs_cards"] + 1
    assert events_of(link) == ["answer_sent"]
    assert row_of(link).answered_on is not None
    visit = shared_world.visit(browser)
    assert (visit.sent, visit.standing) == ({Phase.BEFORE}, Standing.WAIT)
    assert log_of(link) == []


def test_sending_again_is_no_error_and_changes_nothing(shared_world: World) -> None:
    link = shared_world.link()
    browser = shared_world.come_in(link)
    shared_world.save_all(browser, older_answers())
    early = shared_world.visit(browser)
    for _ in range(20):
        answering.send(early, {"keep_needs": "yes"}, NOW)
        answering.send(shared_world.visit(browser), {"keep_needs": "no"}, NOW)
    assert answers_read(shared_world, link) == [older_answers()]
    assert events_of(link) == ["answer_sent"]


def test_without_the_mark_of_the_sender_a_resend_would_be_refused(shared_world: World) -> None:
    link = shared_world.link()
    browser = shared_world.come_in(link)
    shared_world.save_all(browser, older_answers())
    early = shared_world.visit(browser)
    answering.send(early, {}, NOW)
    restarted = entering.start(shared_world.links.signer, link.token, browser.cookie, NOW)
    entering.enter(shared_world.visit(restarted), link.words, NOW)
    with pytest.raises(AlreadyAnswered):
        answering.send(shared_world.visit(restarted), {}, NOW)


def test_a_second_device_gets_the_neutral_answer_and_stores_nothing(shared_world: World) -> None:
    link = shared_world.link()
    first, second = shared_world.come_in(link), shared_world.come_in(link)
    shared_world.save_all(first, older_answers(topics_text="den første"))
    shared_world.save_all(second, older_answers(topics_text="den anden"))
    early = shared_world.visit(second)
    answering.send(shared_world.visit(first), {}, NOW)
    for visit in (early, shared_world.visit(second)):
        with pytest.raises(AlreadyAnswered):
            answering.send(visit, {}, NOW)
    assert [one["topics_text"] for one in answers_read(shared_world, link)] == ["den første"]
    assert events_of(link) == ["answer_sent"]


def test_the_browser_gets_a_session_of_its_own_for_the_receipt(shared_world: World) -> None:
    link = shared_world.link()
    browser = shared_world.come_in(link)
    entering.choose(shared_world.visit(browser), Manner("en"))
    set_now(shared_world, minutes=20)
    fresh = answering.send(shared_world.visit(browser), {}, shared_world.clock())
    assert fresh is not None and fresh != browser
    set_now(shared_world, minutes=40)
    for known in (fresh, browser):
        visit = shared_world.visit(known)
        assert (visit.sent, visit.standing, visit.knows_words) == ({Phase.BEFORE}, Standing.WAIT, 1)
        assert (visit.manner, visit.was_away) == (Manner("en"), False)
        link_id = shared_world.links.signer.read(link.token)
        assert known.open(visit.sealed_link, entering.LINK_PURPOSE) == link_id


def test_each_session_has_its_own_proof_of_the_words_that_were_sent(shared_world: World) -> None:
    link = shared_world.link()
    browser, more = shared_world.come_in(link), b"og mere"
    fresh = answering.send(shared_world.visit(browser), {}, NOW)
    assert fresh is not None
    proofs = {child_sessions.said_mark(known.hash) for known in (browser, fresh)}
    assert proofs == {
        answering.said_mark(known, link.invitation_id, b"") for known in (browser, fresh)
    }
    assert len(proofs | {answering.said_mark(fresh, link.invitation_id, more)}) == 3


def test_an_answer_is_received_though_its_session_has_lost_the_link(shared_world: World) -> None:
    link = shared_world.link()
    visit = replace(shared_world.visit(shared_world.come_in(link)), sealed_link=b"")
    fresh = answering.send(visit, {}, NOW)
    assert fresh is not None
    assert fresh.open(shared_world.visit(fresh).sealed_link, entering.LINK_PURPOSE) == b""
    assert events_of(link) == ["answer_sent"]


def test_what_was_answered_has_room_in_the_easier_questions(shared_world: World) -> None:
    browser = shared_world.come_in(shared_world.link())
    said: Answers = {"topics": ("skole", "plan"), "topics_text": "x" * (SHORT_LIMIT + 1)}
    answering.save(shared_world.visit(browser), OLDER.screens[1].questions, said, NOW)
    entering.choose(shared_world.visit(browser), Manner(age_group=AgeGroup.YOUNGER))
    visit = shared_world.visit(browser)
    easier = visit.asking.screen(OLDER.screens[1].number)
    assert easier is not None and easier != OLDER.screens[1]
    assert answering.save(visit, easier.questions, said, NOW).answers == said
    assert answering.send(shared_world.visit(browser), {}, NOW) is not None


def lock(world: World, link: MadeLink) -> None:
    wrong = replace(link.words, colour="sort" if link.words.colour != "sort" else "hvid")
    browser = world.come_in(link)
    for _ in range(5):
        with pytest.raises((WrongWords, LinkDead)):
            entering.enter(world.visit(browser), wrong, NOW)


def withdraw(world: World, link: MadeLink, how: str) -> None:
    """Take the right to answer away in one of the ways there are."""
    setting = world.setting()
    if how == "revoked":
        changing_links.revoke(setting, link.meeting_id)
    elif how == "made anew":
        changing_links.make_anew(setting, link.meeting_id, world.links)
    elif how == "cancelled":
        changing_links.cancel(setting, link.meeting_id)
    elif how == "locked":
        lock(world, link)
    else:
        set_now(world, hours=1)


@pytest.mark.parametrize("how", ["revoked", "made anew", "cancelled", "locked", "begun"])
def test_a_link_withdrawn_between_load_and_send_stores_nothing(
    shared_world: World, how: str
) -> None:
    link = shared_world.link(starts_at=NOW + timedelta(hours=1))
    browser = shared_world.come_in(link)
    shared_world.save_all(browser, older_answers())
    early = shared_world.visit(browser)
    withdraw(shared_world, link, how)
    for visit in (early, shared_world.visit(browser)):
        with pytest.raises(LinkDead):
            answering.send(visit, {}, shared_world.clock())
    assert submissions.of_meeting(link.meeting_id) == []
    assert "answer_sent" not in events_of(link)


def test_a_draft_survives_a_refused_send(shared_world: World) -> None:
    browser = shared_world.come_in(link := shared_world.link())
    shared_world.save_all(browser, older_answers())
    changing_links.revoke(shared_world.setting(), link.meeting_id)
    early = shared_world.visit(browser)
    with pytest.raises(LinkDead):
        answering.send(early, {}, NOW)
    assert shared_world.visit(browser).draft == early.draft


def test_the_last_moment_before_the_meeting_counts(shared_world: World) -> None:
    link = shared_world.link()
    browser = shared_world.come_in(link)
    now = MEETING - timedelta(microseconds=1)
    entering.come_back(shared_world.visit(browser), now)
    answering.send(entering.visit(browser.cookie, now), {}, now)
    assert row_of(link).answered_on is not None


def test_the_stored_row_tells_days_and_no_moment(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    [row] = submissions.of_meeting(link.meeting_id)
    kinds = {one.name: type(getattr(row, one.name)).__name__ for one in row.__table__.columns}
    assert "datetime" not in kinds.values()
    assert kinds["received_on"] == "date"
    assert row.has_text
