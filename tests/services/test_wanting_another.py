"""A child that wants to talk to another: the backup reader knows, the case worker never does."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from boernestemme.domain.errors import NotFound
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import Phase
from boernestemme.domain.roles import Role
from boernestemme.services import (
    administering,
    after_words,
    changing_links,
    framing,
    listing_meetings,
    meeting_again,
)
from boernestemme.services.administering import NewAccount
from boernestemme.services.after_words import AfterMeeting
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import submissions
from tests.factories import MEETING, PASSWORD, older_answers
from tests.services.steps import log_of, read, reply_and_give, set_now
from tests.world import World

TAPS = {"attended": "yes", "heard": "no"}
ANOTHER = {"talk_to": "other"}
SAID = {"next_time": ("alene",), "more_text": "Jeg vil ikke sige det til hende.", **ANOTHER}


@pytest.fixture
def link(shared_world: World) -> MadeLink:
    """A meeting of Mette's, answered and replied to, that is over. Jonas is backup reader."""
    return over(shared_world)


def over(world: World) -> MadeLink:
    made = world.link()
    world.answer(made, older_answers())
    framing.mark_text_read(world.setting(), made.meeting_id)
    reply_and_give(world, made)
    set_now(world, days=9, hours=4)
    return made


def after(world: World, link: MadeLink, by: str) -> AfterMeeting:
    return after_words.read_after(world.setting(by), link.meeting_id, world.links.keys.opener)


def line(world: World, link: MadeLink, by: str) -> ListedMeeting | None:
    rows = listing_meetings.list_meetings(world.setting(by), world.links.epoch)
    return next((row for row in rows if row.id == link.meeting_id), None)


def refused(act: Callable[[], object]) -> bool:
    try:
        act()
    except NotFound:
        return True
    return False


def seen_by(world: World, link: MadeLink, by: str) -> list[object]:
    """Everything the services give to somebody about a meeting, and about all of theirs."""
    rows = listing_meetings.list_meetings(world.setting(by), world.links.epoch)
    return [rows, sum(row.waits for row in rows), after(world, link, by), read(world, link, by)]


def test_the_case_worker_gets_not_to_know(shared_world: World, link: MadeLink) -> None:
    untold = seen_by(shared_world, link, "mette")
    lines = log_of(link)
    shared_world.answer_after(link, TAPS, ANOTHER)
    set_now(shared_world, days=9, hours=4)
    assert seen_by(shared_world, link, "mette") == untold
    assert [one for one in log_of(link) if one not in lines] == []
    set_now(shared_world, days=14)
    assert after(shared_world, link, "mette").said == after_words.AfterWords()


def test_a_wish_to_talk_to_the_case_worker_shows_in_the_same_places(
    shared_world: World, link: MadeLink
) -> None:
    """The control."""
    untold = seen_by(shared_world, link, "mette")
    shared_world.answer_after(link, TAPS, {"talk_to": "caseworker"})
    rows, _, words, _ = seen_by(shared_world, link, "mette")
    assert rows != untold[0] and words != untold[2]


def test_the_backup_knows_at_once(shared_world: World, link: MadeLink) -> None:
    assert line(shared_world, link, "jonas") is None
    assert refused(lambda: after(shared_world, link, "jonas"))
    shared_world.answer_after(link, TAPS, ANOTHER)
    row = line(shared_world, link, "jonas")
    assert row is not None and row.talk_to == "other" and row.waits and row.is_backup
    found = after(shared_world, link, "jonas")
    assert found.said.talk_to == "other" and not found.said.has_words
    assert found.caseworker_name == "Mette"
    for other in ("nadia", "karim", "leder"):
        assert refused(lambda by=other: after(shared_world, link, by))  # type: ignore[misc]  # bound in the loop


def test_the_backup_sees_the_words_and_nothing_else_of_the_meeting(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, SAID)
    assert after(shared_world, link, "jonas").said.texts == (SAID["more_text"],)
    setting, tools = shared_world.setting("jonas"), shared_world.links
    for act in (
        lambda: read(shared_world, link, "jonas"),
        lambda: framing.save_replies(setting, link.meeting_id, tools.keys, 0, {}),
        lambda: framing.mark_text_read(setting, link.meeting_id),
        lambda: after_words.mark_after_read(setting, link.meeting_id),
        lambda: after_words.read_last_time(setting, link.meeting_id, tools.keys.opener),
        lambda: changing_links.show_again(setting, link.meeting_id, tools),
        lambda: changing_links.make_anew(setting, link.meeting_id, tools),
        lambda: changing_links.revoke(setting, link.meeting_id),
        lambda: changing_links.cancel(setting, link.meeting_id),
        lambda: changing_links.move(setting, link.meeting_id, MEETING, tools),
        lambda: meeting_again.earlier_meeting(setting, link.meeting_id),
    ):
        assert refused(act)
    row = line(shared_world, link, "jonas")
    assert row is not None and not row.opens_meeting
    assert not (row.has_answer or row.is_answered or row.text_unread or row.needs_new_link)
    assert (row.reply_due, row.starts) == (None, 0)


def test_the_words_beside_the_wish_are_the_case_workers(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, SAID)
    said = after(shared_world, link, "mette").said
    assert (said.next_time, said.texts) == (("alene",), (SAID["more_text"],))
    assert said.talk_to is None
    row = line(shared_world, link, "mette")
    assert row is not None and row.after_unread and row.talk_to is None


def test_the_backups_turn_ends_when_they_have_talked(shared_world: World, link: MadeLink) -> None:
    shared_world.answer_after(link, TAPS, ANOTHER)
    setting = shared_world.setting("jonas")
    for _ in range(2):
        assert not after_words.mark_talked(setting, link.meeting_id)
    assert log_of(link).count("child_talked_with") == 1
    assert line(shared_world, link, "jonas") is None
    assert refused(lambda: after(shared_world, link, "jonas"))
    [row] = submissions.of_meeting(link.meeting_id, Phase.AFTER)
    assert row.talked_on == shared_world.clock().date()


@pytest.mark.parametrize("role", [Role.LEADER, Role.ADMINISTRATOR])
def test_a_backup_that_is_no_case_worker_any_more_ends_nothing(
    shared_world: World, link: MadeLink, role: Role
) -> None:
    shared_world.answer_after(link, TAPS, ANOTHER)
    setting = shared_world.setting("jonas")
    setting = replace(setting, person=replace(setting.person, role=role))
    assert refused(lambda: after_words.mark_talked(setting, link.meeting_id))
    assert line(shared_world, link, "jonas") is not None


def test_the_case_worker_can_not_end_a_wait_it_does_not_know_of(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, SAID)
    lines = log_of(link)
    after_words.mark_after_read(shared_world.setting(), link.meeting_id)
    after_words.mark_talked(shared_world.setting(), link.meeting_id)
    assert line(shared_world, link, "jonas") is not None
    assert log_of(link) == [*lines, "after_words_marked"]


def test_the_wish_alone_gives_the_backup_no_turn_at_the_meeting(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, ANOTHER)
    set_now(shared_world, days=30)
    assert refused(lambda: read(shared_world, link, "jonas"))
    row = line(shared_world, link, "jonas")
    assert row is not None and not row.opens_meeting


def test_a_backup_in_the_case_workers_place_knows_of_both(
    shared_world: World, link: MadeLink
) -> None:
    shared_world.answer_after(link, TAPS, SAID)
    set_now(shared_world, days=11)
    row = line(shared_world, link, "jonas")
    assert row is not None and row.opens_meeting and row.talk_to == "other" and row.after_unread
    assert after(shared_world, link, "jonas").said.talk_to == "other"
    assert after_words.mark_talked(shared_world.setting("jonas"), link.meeting_id)
    assert not after_words.mark_after_read(shared_world.setting("jonas"), link.meeting_id)


def test_a_long_wait_stays_in_the_backups_list_and_not_in_the_case_workers(
    shared_world: World,
) -> None:
    link = shared_world.link()
    set_now(shared_world, days=9, hours=4)
    shared_world.answer_after(link, TAPS, ANOTHER)
    set_now(shared_world, days=80)
    assert line(shared_world, link, "mette") is None
    row = line(shared_world, link, "jonas")
    assert row is not None and row.talk_to == "other" and row.waits


def test_a_closed_account_leaves_the_wait_with_somebody(any_world: World) -> None:
    """Mette's meetings go to Jonas: he is case worker now, and a third colleague is asked."""
    link = over(any_world)
    any_world.answer_after(link, TAPS, ANOTHER)
    close(any_world, "mette", "jonas")
    row = line(any_world, link, "jonas")
    assert row is not None and row.talk_to is None
    waiting = line(any_world, link, "nadia")
    assert waiting is not None and waiting.talk_to == "other"
    assert after(any_world, link, "nadia").said.talk_to == "other"


@pytest.mark.parametrize(("receiver", "asked"), [("nadia", "nadia"), ("mette", "nadia")])
def test_a_backup_that_leaves_hands_the_wait_on(
    any_world: World, receiver: str, asked: str
) -> None:
    link = over(any_world)
    any_world.answer_after(link, TAPS, ANOTHER)
    close(any_world, "jonas", receiver)
    waiting, mettes = line(any_world, link, asked), line(any_world, link, "mette")
    assert waiting is not None and waiting.talk_to == "other"
    assert mettes is not None and mettes.talk_to is None
    with pytest.raises(administering.AdministrationRefused):
        any_world.person("jonas")


def test_no_account_is_closed_while_a_child_waits_for_it(any_world: World) -> None:
    """Also when the link has long expired."""
    quiet, link = any_world.link(backup_id=any_world.person("nadia").id), over(any_world)
    any_world.answer_after(link, TAPS, ANOTHER)
    set_now(any_world, days=40)
    assert any_world.clock() > max(quiet.expires_at, link.expires_at)
    with pytest.raises(administering.AdministrationRefused):
        administering.disable_account("jonas@test.example", None, any_world.clock())
    after_words.mark_talked(any_world.setting("jonas"), link.meeting_id)
    administering.disable_account("jonas@test.example", None, any_world.clock())


def close(world: World, name: str, receiver: str) -> None:
    new = NewAccount("ny@test.example", Role.CASEWORKER, "0265", "Ny", PASSWORD)
    administering.add_account(new)
    emails = (f"{one}@test.example" for one in (name, receiver))
    administering.disable_account(*emails, world.clock())
