"""Autosave after a meeting: the words of the last page wait in the draft beside the taps."""

from datetime import timedelta

import pytest

from boernestemme.domain.errors import AnswerRefused, LinkDead
from boernestemme.domain.instruments import after
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import answering_after, entering
from boernestemme.services.making_links import MadeLink
from boernestemme.services.visiting import Visit
from boernestemme.storage.browser_secret import BrowserSecret
from tests.factories import MEETING
from tests.services.after_steps import (
    YES_TO_ALL,
    box_keys,
    items_since,
    said_in,
    submission_of,
    taps_in,
)
from tests.services.after_steps import after as after_the_meeting
from tests.services.steps import count
from tests.world import World

AFTER = MEETING + timedelta(hours=2)
CLOSING = after.INSTRUMENTS[AgeGroup.OLDER].closing
WORDS: Answers = {"next_time": ("lyt_mere",), "more_text": "I talte for hurtigt"}


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    made = shared_world.link()
    after_the_meeting(shared_world)
    return made


@pytest.fixture
def browser(shared_world: World, link: MadeLink) -> BrowserSecret:
    """A browser whose child has tapped every answer."""
    found = shared_world.come_in(link)
    shared_world.tap_all(found, YES_TO_ALL)
    return found


def keep(visit: Visit, words: Answers) -> None:
    answering_after.keep(visit, words, visit.draft_token, AFTER)


def test_words_are_kept_beside_the_taps_and_shown_again(
    shared_world: World, browser: BrowserSecret
) -> None:
    keep(shared_world.visit(browser), WORDS)
    draft = shared_world.visit(browser).draft
    assert draft.answers == {**YES_TO_ALL, **WORDS}
    assert draft.shown("more_text") == WORDS["more_text"]


def test_kept_words_are_not_sent_before_they_are(
    shared_world: World, link: MadeLink, browser: BrowserSecret
) -> None:
    keep(shared_world.visit(browser), WORDS)
    answering_after.send_after(shared_world.visit(browser), {}, shared_world.clock())
    assert submission_of(link) is None, "the child emptied the page before it pressed"


def test_masked_words_are_sent_with_what_is_new(
    shared_world: World, link: MadeLink, browser: BrowserSecret
) -> None:
    keep(shared_world.visit(browser), WORDS)
    entering.come_back(shared_world.visit(browser), AFTER)
    visit, more = shared_world.visit(browser), {"talk_to": "other"}
    assert visit.draft.shown("more_text") is None
    before = box_keys()
    answering_after.send_after(visit, more, shared_world.clock())
    assert said_in(shared_world, link) == {**WORDS, **more}
    assert set(taps_in(shared_world, items_since(before)).values) == YES_TO_ALL.keys() - {
        "attended"
    }
    assert answering_after.send_after(visit, more, shared_world.clock()) is None


def test_words_can_be_erased(shared_world: World, browser: BrowserSecret) -> None:
    keep(shared_world.visit(browser), WORDS)
    answering_after.erase(shared_world.visit(browser), CLOSING, AFTER)
    assert shared_world.visit(browser).draft.answers == YES_TO_ALL


def test_words_too_long_are_kept_and_never_sent(
    shared_world: World, link: MadeLink, browser: BrowserSecret
) -> None:
    too_long: Answers = {"more_text": "æ" * 2001}
    keep(shared_world.visit(browser), too_long)
    entering.come_back(shared_world.visit(browser), AFTER)
    for words in (too_long, {}):
        with pytest.raises(AnswerRefused):
            answering_after.send_after(shared_world.visit(browser), words, shared_world.clock())
    assert submission_of(link) is None


def test_after_sending_nothing_is_stored(shared_world: World, browser: BrowserSecret) -> None:
    late = shared_world.visit(browser)
    answering_after.send_after(late, {}, shared_world.clock())
    before = count("drafts")
    with pytest.raises(LinkDead):
        keep(late, WORDS)
    assert count("drafts") == before


def test_a_page_from_before_the_meeting_keeps_nothing(
    shared_world: World, browser: BrowserSecret
) -> None:
    keep(shared_world.visit(browser), {"topics_text": "for sent", **WORDS})
    assert "topics_text" not in shared_world.visit(browser).draft.answers
