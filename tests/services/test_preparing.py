"""Own words to the points of a framing: nothing is lost between windows, or beside the replies."""

import json

import pytest
from sqlalchemy import select, update

from boernestemme.domain.errors import Conflict, NotFound, PointRefused
from boernestemme.domain.framing import POINT_LIMIT, FramingPoint, Outcome, PointText, WishReply
from boernestemme.domain.ports import Place
from boernestemme.services import framing, preparing
from boernestemme.services.making_links import MadeLink
from boernestemme.storage.db import session, transaction
from boernestemme.storage.framings import FIELD, FramingRow
from boernestemme.storage.sealing import padded_text, seal
from tests.factories import older_answers
from tests.services.steps import log_of, read, reply_to_all
from tests.world import World

PURPOSE, AGENDA = FramingPoint.PURPOSE, FramingPoint.AGENDA


def save(  # what tells one save from another
    world: World,
    link: MadeLink,
    text: str,
    version: int = 0,
    point: FramingPoint = PURPOSE,
    by: str = "mette",
) -> PointText:
    keys = world.links.keys
    return preparing.save_point(
        world.setting(by), link.meeting_id, keys, point, PointText(text, version)
    )


def points(world: World, link: MadeLink) -> dict[FramingPoint, str]:
    return {point: own.text for point, own in read(world, link).framing.points.items()}


def test_a_point_can_be_written_before_the_child_has_answered(shared_world: World) -> None:
    link = shared_world.link()
    assert save(shared_world, link, "Vi skal tale om skolen.") == PointText(
        "Vi skal tale om skolen.", 1
    )
    assert points(shared_world, link) == {PURPOSE: "Vi skal tale om skolen."}
    assert not read(shared_world, link).is_answered
    assert "point_saved" in log_of(link)


def test_points_and_replies_saved_in_two_windows_are_all_kept(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    seen = read(shared_world, link)
    save(shared_world, link, "Først om skolen.", point=AGENDA)
    replies = {wish.key: WishReply(Outcome.MET) for wish in seen.wishes}
    keys, setting = shared_world.links.keys, shared_world.setting()
    framing.save_replies(setting, link.meeting_id, keys, seen.framing.version, replies)
    save(shared_world, link, "Derfor mødes vi.")
    now = read(shared_world, link)
    assert now.framing.replies == replies and now.is_answered
    assert points(shared_world, link) == {AGENDA: "Først om skolen.", PURPOSE: "Derfor mødes vi."}


def test_two_windows_on_one_point_the_later_is_told_and_nothing_is_lost(
    shared_world: World,
) -> None:
    link = shared_world.link()
    save(shared_world, link, "fra det første vindue")
    with pytest.raises(preparing.PointConflict) as told:
        save(shared_world, link, "fra det andet vindue")
    assert told.value.theirs == PointText("fra det første vindue", 1)
    assert points(shared_world, link) == {PURPOSE: "fra det første vindue"}
    assert save(shared_world, link, "begge dele", version=1).version == 2


def test_the_same_words_once_more_are_no_conflict(shared_world: World) -> None:
    link = shared_world.link()
    assert save(shared_world, link, "det samme") == save(shared_world, link, "det samme")


def test_replies_of_an_old_window_are_still_a_conflict(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    seen = read(shared_world, link)
    reply_to_all(shared_world, link)
    replies = {wish.key: WishReply(Outcome.MET) for wish in seen.wishes}
    with pytest.raises(Conflict):
        keys = shared_world.links.keys
        framing.save_replies(shared_world.setting(), link.meeting_id, keys, 0, replies)


@pytest.mark.parametrize(
    ("text", "rule"),
    [("x" * (POINT_LIMIT + 1), "too_long"), ("nul\x00", "not_text"), ("010203-1234", "cpr")],
)
def test_what_breaks_a_rule_is_refused_and_changes_nothing(
    shared_world: World, text: str, rule: str
) -> None:
    link = shared_world.link()
    save(shared_world, link, "godt")
    with pytest.raises(PointRefused) as refused:
        save(shared_world, link, text, version=1)
    assert refused.value.rule == rule
    assert points(shared_world, link) == {PURPOSE: "godt"}


@pytest.mark.parametrize("who", ["nadia", "jonas", "sofie", "leder"])
def test_nobody_else_writes_in_it(shared_world: World, who: str) -> None:
    link = shared_world.link()
    with pytest.raises(NotFound):
        save(shared_world, link, "fra en anden", by=who)


def test_a_framing_of_an_older_version_opens(shared_world: World) -> None:
    link = shared_world.link()
    shared_world.answer(link, older_answers())
    saved = reply_to_all(shared_world, link)
    old = {key: [reply.outcome, reply.reason, ""] for key, reply in saved.replies.items()}
    municipality = shared_world.person().municipality
    key = shared_world.links.keys.public_key(municipality, shared_world.clock())
    place = Place(municipality, f"framing-{link.meeting_id}")
    envelope = seal(key, place, {FIELD: padded_text(json.dumps(old).encode())})
    values = {"content": envelope.fields[FIELD], "wrapped_key": envelope.wrapped_key, "version": 7}
    with transaction():
        row = FramingRow.meeting_id == link.meeting_id
        session().execute(update(FramingRow).where(row).values(**values))
    now = read(shared_world, link).framing
    assert (now.replies, now.version, now.points) == (saved.replies, 7, {})
    save(shared_world, link, "nyt")
    assert read(shared_world, link).framing.version == 7
    version = session().scalar(select(FramingRow.version).where(row))
    assert version == 8
