"""Search: one's own meetings by a part of the two words or by the case number, and no others."""

import pytest
from sqlalchemy import select

from boernestemme.domain.errors import NotPermitted, SearchRefused
from boernestemme.domain.shared_words import WordPair
from boernestemme.services import case_numbers
from boernestemme.services.finding_meetings import LONGEST, find, fits_words
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.db import session
from tests.world import World


def found(world: World, text: str, by: str = "mette") -> list[tuple[str, str]]:
    hits = find(world.setting(by), text, world.links.keys.opener, world.links.epoch)
    return [(one.meeting.id, one.case_number) for one in hits]


@pytest.mark.parametrize(
    ("text", "fits"),
    [("blå", True), ("SKY", True), ("sk", True), ("blå sky", True), ("sky blå", True),
     ("blå sko", False), ("rød", False), ("s k y", True), ("blåsky", False)],
)  # fmt: skip
def test_a_part_of_either_word_fits(text: str, fits: bool) -> None:
    assert fits_words(WordPair("blå", "sky"), text) is fits


def test_a_meeting_is_found_by_its_words_and_by_its_case_number(shared_world: World) -> None:
    link = shared_world.link(case_number="27-A 4711")
    for text in (link.words.thing, link.words.thing[:2].upper(), str(link.words)):
        assert (link.meeting_id, "27-A 4711") in found(shared_world, text)
    for text in ("27-a4711", "4711", " 27-A  4711 "):
        assert found(shared_world, text) == [(link.meeting_id, "27-A 4711")]
    assert found(shared_world, "9999") == []


@pytest.mark.parametrize("who", ["nadia", "sofie", "jonas"])
def test_what_is_not_ones_own_is_not_found(shared_world: World, who: str) -> None:
    link = shared_world.link(case_number="88-B 1234")
    for text in ("88-B 1234", str(link.words)):
        assert link.meeting_id not in dict(found(shared_world, text, who))
        assert link.meeting_id in dict(found(shared_world, text)), "the control"


def test_a_leader_finds_nothing(shared_world: World) -> None:
    with pytest.raises(NotPermitted):
        found(shared_world, "a", "leder")


@pytest.mark.parametrize(
    ("text", "rule"),
    [("  ", "empty"), ("x" * (LONGEST + 1), "too_long"), ("\x00", "not_text"),
     ("010203-1234", "cpr"), ("barnet 0102031234", "cpr")],
)  # fmt: skip
def test_what_is_no_search_is_refused(shared_world: World, text: str, rule: str) -> None:
    with pytest.raises(SearchRefused) as refused:
        found(shared_world, text)
    assert refused.value.rule == rule


def test_each_number_that_is_shown_is_in_the_log_and_the_text_is_not(any_world: World) -> None:
    link, bare = any_world.link(case_number="55-C 0001"), any_world.link()
    found(any_world, "55-c")
    found(any_world, str(bare.words))
    shown = [row for row in session().scalars(select(AccessLogRow)) if "shown" in row.action]
    assert [(row.action, row.subject) for row in shown] == [("case_number_shown", link.meeting_id)]


def test_a_number_that_was_taken_away_finds_nothing(shared_world: World) -> None:
    link = shared_world.link(case_number="66-D 0002")
    case_numbers.change(shared_world.setting(), link.meeting_id, "", shared_world.links.keys)
    assert found(shared_world, "66-D") == []
