"""Sessions of children's browsers: each is changed alone, and ends when it should."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.meeting import Phase
from boernestemme.storage import child_sessions, invitations
from boernestemme.storage.child_sessions import ChildSessionRow
from boernestemme.storage.db import session, transaction
from tests.factories import NOW
from tests.world import World

ONE, OTHER, NOBODY = b"1" * 32, b"2" * 32, b"3" * 32
LATER = NOW + timedelta(minutes=5)


@pytest.fixture
def link(any_world: World) -> str:
    """The id of a link by which two browsers came in, and none besides."""
    made = any_world.link()
    with transaction():
        child_sessions.end_all()
        for browser in (ONE, OTHER):
            child_sessions.begin(browser, made.invitation_id, b"sealed", NOW)
    return made.invitation_id


def row(browser: bytes) -> ChildSessionRow:
    """A session as it stands in the database now."""
    session().expire_all()
    found = session().get(ChildSessionRow, browser)
    assert found is not None
    return found


def known() -> set[bytes]:
    return set(session().scalars(select(ChildSessionRow.browser)))


@pytest.mark.parametrize("sent", [None, *Phase])
def test_a_session_begins_with_what_its_browser_has_sent(link: str, sent: Phase | None) -> None:
    with transaction():
        child_sessions.begin(NOBODY, link, b"it", LATER, sent=sent, said_mark=ONE, manner=b"da")
    new = row(NOBODY)
    assert (new.invitation_id, new.sealed_link, new.last_seen) == (link, b"it", LATER)
    assert (new.said_mark, new.manner, new.is_away) == (ONE, b"da", False)
    assert new.knows_words is (sent is not None)
    assert (new.has_sent, new.has_sent_after) == (sent is Phase.BEFORE, sent is Phase.AFTER)


@pytest.mark.usefixtures("link")
def test_a_page_put_behind_is_away_until_it_is_in_front_or_something_is_pressed() -> None:
    for back in (False, True):
        with transaction():
            child_sessions.note_away(ONE, is_away=True)
        assert (row(ONE).is_away, row(OTHER).is_away) == (True, False)
        assert row(ONE).last_seen == NOW
        with transaction():
            if back:
                child_sessions.note_away(ONE, is_away=False)
            else:
                assert child_sessions.touch(ONE, NOW)
        assert not row(ONE).is_away


@pytest.mark.usefixtures("link")
def test_how_one_browser_wants_its_pages_is_kept_for_it_alone_and_is_no_use() -> None:
    with transaction():
        child_sessions.note_away(ONE, is_away=True)
        child_sessions.set_manner(ONE, b"en")
    assert (row(ONE).manner, row(OTHER).manner) == (b"en", None)
    assert (row(ONE).is_away, row(ONE).last_seen) == (True, NOW)


@pytest.mark.usefixtures("link")
def test_typing_counts_as_use_and_does_not_bring_the_page_in_front() -> None:
    with transaction():
        child_sessions.note_away(ONE, is_away=True)
        assert child_sessions.note_typing(ONE, LATER) is True
        assert child_sessions.note_typing(NOBODY, LATER) is False
    assert (row(ONE).last_seen, row(ONE).is_away) == (LATER, True)
    assert row(OTHER).last_seen == NOW


@pytest.mark.usefixtures("link")
def test_a_press_counts_as_use_where_there_is_a_session() -> None:
    with transaction():
        assert child_sessions.touch(ONE, LATER) is True
        assert child_sessions.touch(NOBODY, LATER) is False
    assert (row(ONE).last_seen, row(OTHER).last_seen) == (LATER, NOW)


def test_the_right_words_let_one_browser_in_while_the_link_is_not_locked(link: str) -> None:
    with transaction():
        invitations.set_values(link, wrong_picks=WRONG_PICKS_ALLOWED - 1)
        assert child_sessions.let_in(ONE, LATER) is True
        invitations.set_values(link, wrong_picks=WRONG_PICKS_ALLOWED)
        assert child_sessions.let_in(OTHER, LATER) is False
    assert (row(ONE).knows_words, row(ONE).last_seen) == (True, LATER)
    assert (row(OTHER).knows_words, row(OTHER).last_seen) == (False, NOW)


@pytest.mark.usefixtures("link")
def test_the_proof_of_what_was_said_is_known_for_the_browser_that_said_it() -> None:
    with transaction():
        child_sessions.note_said(ONE, NOBODY)
    proofs = [child_sessions.said_mark(browser) for browser in (ONE, OTHER, NOBODY)]
    assert proofs == [NOBODY, None, None]


@pytest.mark.usefixtures("link")
def test_one_browser_is_forgotten_or_all_are() -> None:
    with transaction():
        child_sessions.end(ONE)
    assert known() == {OTHER}
    with transaction():
        child_sessions.begin(ONE, row(OTHER).invitation_id, b"sealed", NOW)
    with transaction():
        child_sessions.end_all()
    assert known() == set()


@pytest.mark.parametrize(("since", "left"), [(NOW, {OTHER}), (LATER, set())])
@pytest.mark.usefixtures("link")
def test_browsers_not_used_since_a_moment_are_forgotten_and_counted(
    since: datetime, left: set[bytes]
) -> None:
    with transaction():
        child_sessions.touch(OTHER, LATER)
        assert child_sessions.end_older(since) == 2 - len(left)
    assert known() == left
