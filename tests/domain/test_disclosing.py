"""Reasons to take the guarded part out: one that is named, or one in own words."""

import pytest

from boernestemme.domain.disclosing import WORDS_LIMIT, Ground, broken_ground_rule
from boernestemme.storage.access_log import AccessLogRow

LONGEST_ACTION = AccessLogRow.__table__.c.action.type.length


@pytest.mark.parametrize(
    ("ground", "words", "rule"),
    [
        (None, "", "no_ground"),
        (None, "fordi", "no_ground"),
        (Ground.OTHER, "", "no_words"),
        (Ground.OTHER, "  ", "no_words"),
        (Ground.OTHER, "Retten i Nykøbing", None),
        (Ground.DANGER, "", None),
        (Ground.DANGER, "x" * WORDS_LIMIT, None),
        (Ground.DANGER, "x" * (WORDS_LIMIT + 1), "too_long"),
        (Ground.DANGER, "a\x00b", "not_text"),
        (Ground.DANGER, "om 010203-1234", "cpr"),
    ],
)
def test_a_reason_is_needed(ground: Ground | None, words: str, rule: str | None) -> None:
    assert broken_ground_rule(ground, words) == rule


def test_each_ground_has_an_action_of_its_own_that_fits_a_line_of_the_log() -> None:
    actions = {ground.action for ground in Ground}
    assert len(actions) == len(Ground)
    assert max(map(len, actions)) <= LONGEST_ACTION
