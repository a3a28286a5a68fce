"""The receipt after a meeting: for the words that were sent, and for no others."""

import pytest

from boernestemme.domain.errors import AlreadyAnswered
from boernestemme.domain.questionnaire import Answers
from boernestemme.services import answering_after
from tests.services.after_steps import YES_TO_ALL, after, said_in, submission_of
from tests.world import World

WORDS: Answers = {"next_time": ("lyt_mere",), "more_text": "I talte for hurtigt"}


@pytest.mark.parametrize("first", [{}, WORDS])
@pytest.mark.parametrize("more", [{"more_text": "Jeg er bange"}, {"talk_to": "other"}])
def test_words_that_were_not_sent_get_no_receipt(
    shared_world: World, first: Answers, more: Answers
) -> None:
    """A second tab, or words added while the first answer hung: the first stands alone."""
    link, now = shared_world.link(), shared_world.clock
    after(shared_world)
    browser = shared_world.come_in(link)
    shared_world.tap_all(browser, YES_TO_ALL)
    early = shared_world.visit(browser)
    fresh = answering_after.send_after(early, first, now())
    assert fresh is not None
    for visit in (early, shared_world.visit(browser), shared_world.visit(fresh)):
        with pytest.raises(AlreadyAnswered):
            answering_after.send_after(visit, more, now())
        assert answering_after.send_after(visit, first, now()) is None
    assert (said_in(shared_world, link) if first else submission_of(link)) == (first or None)
