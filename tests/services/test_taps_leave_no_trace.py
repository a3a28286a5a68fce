"""What a child taps stands in no column, no length, no log, and in nothing that staff can open."""

import json
import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import insert, select

from boernestemme.domain.instruments.after import INSTRUMENTS
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.ports import Place
from boernestemme.domain.submission import part
from boernestemme.services import answering_after
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations, submissions
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.installation import InstallationRow
from boernestemme.storage.schema import METADATA
from boernestemme.storage.sealing import padded_closed, padded_text, seal
from tests.factories import NOW, older_answers
from tests.services.after_steps import (
    NO_TO_ALL,
    NOT_THERE,
    SKIPPED_ALL,
    YES_TO_ALL,
    after,
    envelopes_of,
    submission_of,
)
from tests.services.steps import set_now
from tests.services.test_answering_after import WORDS
from tests.world import World

UNLIKE = ("colour", "thing")  # the two words differ from link to link
MIXED = YES_TO_ALL | {"heard": "partly", "space": "unsure", "next": "skip"}
CODES = (b'"attended"', b'"heard"', b'"voice"', b'"space"', b'"influence"', b'"next"')
Shape = list[tuple[str, str, object]]


def shape_of(link: MadeLink, box: set[str]) -> Shape:
    """All that the tables tell of a link, its meeting and what it put into the box.

    Random bytes are told by their length, random keys not at all.
    """
    session().expire_all()
    found: Shape = []
    for table in METADATA.sorted_tables:
        for row in session().execute(select(table)).mappings():
            if _is_about(link, row) or (table.name == "mixer_box" and row["id"] not in box):
                found += [(table.name, name, _told(name, row[name])) for name in row]
    return sorted(found, key=repr)


def _is_about(link: MadeLink, row: object) -> bool:
    return bool({link.invitation_id, link.meeting_id} & set(map(str, dict(row).values())))  # type: ignore[call-overload]  # a row is a mapping


def _told(name: str, value: object) -> object:
    if isinstance(value, bytes | memoryview):
        return len(bytes(value))
    is_random = name in UNLIKE or name == "id" or name.endswith("_id")
    return "" if is_random else value


def in_box() -> set[str]:
    return set(session().scalars(select(METADATA.tables["mixer_box"].c.id)))


def tapped(world: World, taps: dict[str, str], **changes: object) -> tuple[BrowserSecret, MadeLink]:
    set_now(world)
    link = world.link(**changes)
    after(world)
    browser = world.come_in(link)
    world.tap_all(browser, SKIPPED_ALL)
    world.tap_all(browser, taps)
    return browser, link


def draft_length(link: MadeLink) -> object:
    shape = shape_of(link, in_box())
    [length] = [told for table, name, told in shape if (table, name) == ("drafts", "content")]
    return length


@pytest.mark.parametrize("age", AgeGroup)
def test_unsent_taps_look_the_same_whatever_they_are(shared_world: World, age: AgeGroup) -> None:
    shapes = []
    for taps in (YES_TO_ALL, NO_TO_ALL, SKIPPED_ALL, NOT_THERE):
        _, link = tapped(shared_world, taps, age_group=age)
        shapes.append(shape_of(link, in_box()))
    assert [one for one in shapes if one != shapes[0]] == []
    assert ("drafts", "content", draft_length(link)) in shapes[0]


@pytest.mark.parametrize("words", [{}, WORDS])
def test_sent_taps_look_the_same_whatever_they_were(
    shared_world: World, words: dict[str, str | tuple[str, ...]]
) -> None:
    shapes = []
    for taps in (YES_TO_ALL, NO_TO_ALL, MIXED, NOT_THERE, SKIPPED_ALL):
        browser, link = tapped(shared_world, taps)
        box = in_box()
        answering_after.send_after(shared_world.visit(browser), words, shared_world.clock())
        shapes.append(shape_of(link, box))
    assert [one for one in shapes if one != shapes[0]] == []
    assert {table for table, _, _ in shapes[0]} >= {"mixer_box", "child_sessions", "invitations"}


def test_what_was_written_before_the_meeting_does_not_give_the_taps_a_length(
    shared_world: World,
) -> None:
    """Drafts of different length before the meeting are of one length when it is tapped on."""
    before, lengths = set(), set()
    for text in ("kort", "langt " * 300):
        set_now(shared_world)
        link = shared_world.link()
        set_now(shared_world, days=9)
        browser = shared_world.come_in(link)
        shared_world.save_all(browser, older_answers(topics_text=text))
        before.add(draft_length(link))
        after(shared_world)
        shared_world.tap_all(browser, YES_TO_ALL)
        lengths.add(draft_length(link))
    assert (len(before), len(lengths)) == (2, 1)


def test_the_comparison_sees_a_single_byte(shared_world: World) -> None:
    """The control: what is longer, or not there, is told."""
    browser, link = tapped(shared_world, YES_TO_ALL)
    before = shape_of(link, in_box())
    row = METADATA.tables["drafts"]
    with transaction() as current:
        of_link = row.c.invitation_id == link.invitation_id
        content = bytes(current.execute(select(row.c.content).where(of_link)).scalar_one())
        current.execute(row.update().where(of_link).values(content=content + b" "))
    assert shape_of(link, in_box()) != before
    assert browser.hash


def every_cell() -> Iterator[bytes]:
    for table in METADATA.sorted_tables:
        for row in session().execute(select(table)):
            for value in row:
                is_binary = isinstance(value, bytes | memoryview)
                yield bytes(value) if is_binary else str(value).encode()


def codes_in_the_clear() -> list[bytes]:
    everything = b"\n".join(every_cell())
    return [code for code in CODES if code in everything]


def test_no_table_holds_a_tap_in_the_clear(shared_world: World) -> None:
    browser, _ = tapped(shared_world, MIXED)
    assert codes_in_the_clear() == []
    answering_after.send_after(shared_world.visit(browser), WORDS, shared_world.clock())
    assert codes_in_the_clear() == []


def test_a_tap_in_the_clear_would_be_found(shared_world: World) -> None:
    """The control."""
    assert shared_world.person()
    session().execute(insert(InstallationRow).values(name="bare", value='{"heard":"no"}'))
    found = codes_in_the_clear()
    session().rollback()
    assert found == [b'"heard"']


def taps_staff_can_open(world: World, link: MadeLink) -> set[str]:
    """The codes of taps in any envelope of a meeting's submission."""
    row = submission_of(link)
    assert row is not None
    found = {code for _, answers in envelopes_of(world, row) for code in answers}
    return found - {"next_time", "more_text", "talk_to"}


@pytest.mark.parametrize("taps", [MIXED, NOT_THERE])
def test_staffs_key_opens_words_and_no_tap(shared_world: World, taps: dict[str, str]) -> None:
    browser, link = tapped(shared_world, taps)
    answering_after.send_after(shared_world.visit(browser), WORDS, shared_world.clock())
    assert taps_staff_can_open(shared_world, link) == set()


def test_taps_sealed_with_the_words_would_be_found(shared_world: World) -> None:
    """The control: an answer made as before the meeting, of the whole draft."""
    browser, link = tapped(shared_world, MIXED)
    invitation = shared_world.visit(browser).invitation
    parts = part(INSTRUMENTS[AgeGroup.OLDER], shared_world.visit(browser).draft.answers)
    row_id, content = new_id(), json.dumps(parts.open_closed).encode()
    fields = dict.fromkeys(("open_texts", "guarded_closed", "guarded_texts"), padded_text(b"{}"))
    with transaction():
        submissions.add(
            row_id,
            invitation_id=link.invitation_id,
            phase=Phase.AFTER,
            meeting_id=link.meeting_id,
            municipality=invitation.municipality,
            instrument_version=1,
            envelope=seal(
                invitations.sealing_key(link.invitation_id),
                Place(invitation.municipality, row_id),
                fields | {"open_closed": padded_closed(content)},
            ),
            has_text=False,
            received_on=NOW.date(),
            language="da",
            asked_as=AgeGroup.OLDER,
        )
    assert taps_staff_can_open(shared_world, link) >= {"attended", "heard"}


def test_no_log_holds_a_tap(shared_world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.INFO, logger="sqlalchemy.engine")
    browser, _ = tapped(shared_world, MIXED)
    answering_after.send_after(shared_world.visit(browser), WORDS, shared_world.clock())
    assert "INSERT INTO mixer_box" in caplog.text
    said = ("influence", "partly", "unsure")
    assert [one for one in said if one in caplog.text] == []
    logging.getLogger("boernestemme").error("tapped %s", MIXED)
    assert [one for one in said if one in caplog.text] == list(said), "the control"
