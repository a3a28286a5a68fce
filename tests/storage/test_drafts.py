"""A draft in the database: put over the one a page saw, over none that is live, and told apart."""

import re
from datetime import datetime, timedelta

import pytest

from boernestemme.domain.draft import DRAFT_LIFE
from boernestemme.storage import drafts
from boernestemme.storage.db import session, transaction
from tests.factories import NOW
from tests.world import World

PHONE, ANOTHERS = bytes([1]) * 32, bytes([2]) * 32
SECOND = timedelta(seconds=1)
Stored = dict[tuple[bytes, str], tuple[bytes, datetime]]


@pytest.fixture
def link(any_world: World) -> str:
    """A link; beside it lie a draft of another browser and one to another link."""
    mine, other = (any_world.link().invitation_id for _ in range(2))
    with transaction():
        drafts.save(ANOTHERS, mine, b"another's", NOW)
        drafts.save(PHONE, other, b"to another link", NOW)
    return mine


def put_over(link: str, seen: bytes | None, content: bytes, now: datetime = NOW) -> bool:
    with transaction():
        return drafts.save_over(PHONE, link, seen, content, now)


def stored() -> Stored:
    session().expire_all()
    rows = [row for browser in (PHONE, ANOTHERS) for row in drafts.all_of(browser)]
    return {(row.browser, row.invitation_id): (row.content, row.saved_at) for row in rows}


def test_the_first_of_two_pages_that_saw_no_draft_is_kept(link: str) -> None:
    before = stored()
    assert put_over(link, None, b"first") is True
    assert put_over(link, None, b"second", NOW + SECOND) is False
    assert stored() == before | {(PHONE, link): (b"first", NOW)}


def test_a_draft_is_put_over_the_one_its_page_saw_and_over_no_other(link: str) -> None:
    before = stored()
    put_over(link, None, b"first")
    assert put_over(link, b"first", b"second", NOW + SECOND) is True
    assert put_over(link, b"first", b"late", NOW + 2 * SECOND) is False
    assert stored() == before | {(PHONE, link): (b"second", NOW + SECOND)}


def test_a_draft_that_is_gone_is_put_back_by_no_page_that_saw_it(link: str) -> None:
    before = stored()
    put_over(link, None, b"first")
    with transaction():
        drafts.destroy(PHONE, link)
    assert put_over(link, b"first", b"second") is False
    assert stored() == before


@pytest.mark.parametrize(("early", "is_kept"), [(SECOND, False), (timedelta(0), True)])
def test_a_draft_counts_as_none_once_its_time_is_over(
    link: str, early: timedelta, is_kept: bool
) -> None:
    """Those beside it are as old, and are left to the sweeping."""
    before, now = stored(), NOW + DRAFT_LIFE - early
    put_over(link, None, b"old")
    assert put_over(link, None, b"new", now) is is_kept
    stands = (b"new", now) if is_kept else (b"old", NOW)
    assert stored() == before | {(PHONE, link): stands}


def test_drafts_that_nobody_has_gone_on_with_are_swept_up_and_counted(link: str) -> None:
    put_over(link, None, b"young", NOW + SECOND)
    with transaction():
        assert drafts.destroy_older(NOW - SECOND) == 0
        assert drafts.destroy_older(NOW) == 2
    assert stored() == {(PHONE, link): (b"young", NOW + SECOND)}


def test_a_page_knows_its_draft_by_a_short_word_that_fits_no_other() -> None:
    word = drafts.token_of(b"sealed")
    assert re.fullmatch("[0-9a-f]{16}", word)
    assert word == drafts.token_of(b"sealed") != drafts.token_of(b"sealed anew")
    assert drafts.token_of(None) == ""
