"""Handing over: the meeting and all that lies with it go at once, to somebody who may have them."""

from collections.abc import Callable
from datetime import datetime

import pytest
from sqlalchemy import text, update

from boernestemme.domain.errors import HandOverRefused, NotFound
from boernestemme.domain.framing import Outcome, Reason, WishReply
from boernestemme.domain.ports import KeepsKeys, OpensEnvelopes, PublicKey
from boernestemme.domain.reflection import Element
from boernestemme.domain.roles import Role
from boernestemme.services import (
    administering,
    case_numbers,
    framing,
    handing_over,
    meeting_again,
    reflecting,
)
from boernestemme.services.administering import NewAccount
from boernestemme.services.handing_over import Choice
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import meetings
from boernestemme.storage.db import db, transaction
from boernestemme.storage.hand_overs import Given
from boernestemme.storage.invitations import InvitationRow
from tests.factories import NOW, PASSWORD, older_answers
from tests.services.steps import log_of, read, reply_to_all
from tests.world import World

NUMBER = "27.60.20-G01-12-26"


def answered(world: World) -> MadeLink:
    link = world.link()
    world.answer(link, older_answers())
    return link


def hand_over(world: World, link: MadeLink, to: str = "nadia", number: str = "") -> None:
    choice = Choice(world.person(to).id, tells_child=True, case_number=number)
    opener = world.links.keys.opener
    handing_over.hand_over(world.setting(), link.meeting_id, choice, opener)


def readers(link: MadeLink) -> tuple[str, str]:
    both = meetings.with_responsible(link.meeting_id)
    assert both is not None
    _, found = both
    return found.caseworker_id, found.backup_id


def test_answers_and_replies_follow_and_the_old_one_reads_nothing(shared_world: World) -> None:
    link = answered(shared_world)
    reply_to_all(shared_world, link, words="Vi to går en tur bagefter")
    before = read(shared_world, link)
    hand_over(shared_world, link)
    after = read(shared_world, link, by="nadia")
    assert (after.answers, after.framing) == (before.answers, before.framing)
    with pytest.raises(NotFound):
        read(shared_world, link)


def test_each_line_of_the_log_tells_who_gave_what_and_to_whom(shared_world: World) -> None:
    link = answered(shared_world)
    hand_over(shared_world, link)
    lines = log_of(link)
    assert lines[-1] == "handed_over"
    query = "SELECT subject, actor FROM access_log WHERE action = 'handed_over_to'"
    rows = db.session.execute(text(query)).all()
    people = shared_world.person("nadia").id, shared_world.person("mette").id
    assert people in {tuple(row) for row in rows}


def test_all_meetings_with_the_child_go_and_no_others(shared_world: World) -> None:
    first, other = answered(shared_world), shared_world.link()
    order = shared_world.order()
    setting, links = shared_world.setting(), shared_world.links
    second = meeting_again.invite_again(setting, first.meeting_id, order, links)
    hand_over(shared_world, second)
    nadia, mette = shared_world.person("nadia").id, shared_world.person().id
    assert (readers(first)[0], readers(second)[0]) == (nadia, nadia)
    assert readers(other)[0] == mette


@pytest.mark.parametrize("to", ["sofie", "mette", "leder", "nobody"])
def test_whoever_may_not_have_it_is_refused(shared_world: World, to: str) -> None:
    link = answered(shared_world)
    receiver = "f" * 32 if to == "nobody" else shared_world.person(to).id
    opener = shared_world.links.keys.opener
    setting, before = shared_world.setting(), (readers(link), len(log_of(link)))
    choice = Choice(receiver, tells_child=True)
    with pytest.raises(HandOverRefused, match="receiver"):
        handing_over.hand_over(setting, link.meeting_id, choice, opener)
    with pytest.raises(HandOverRefused, match="receiver"):
        handing_over.hand_over_list(setting, choice, opener)
    assert (readers(link), len(log_of(link))) == before
    hand_over(shared_world, link)
    assert readers(link)[0] == shared_world.person("nadia").id, "the control"


def test_a_disabled_colleague_receives_nothing(any_world: World) -> None:
    link, nadia = answered(any_world), any_world.person("nadia").id
    administering.disable_account("nadia@test.example", None, NOW)
    choice = Choice(nadia, tells_child=True)
    with pytest.raises(HandOverRefused, match="receiver"):
        opener = any_world.links.keys.opener
        handing_over.hand_over(any_world.setting(), link.meeting_id, choice, opener)


def test_a_backup_reader_that_receives_gets_a_third_as_its_backup(any_world: World) -> None:
    """Never the one that gave it away: its access ends."""
    link = answered(any_world)
    hand_over(any_world, link, to="jonas")
    assert readers(link) == (any_world.person("jonas").id, any_world.person("nadia").id)


def test_without_a_third_colleague_it_is_refused(any_world: World) -> None:
    link = answered(any_world)
    administering.disable_account("nadia@test.example", None, NOW)
    with pytest.raises(HandOverRefused, match="no_third"):
        hand_over(any_world, link, to="jonas")
    new = NewAccount("ny@test.example", Role.CASEWORKER, "0265", "Ny", PASSWORD)
    administering.add_account(new)
    hand_over(any_world, link, to="jonas")
    assert readers(link)[1] == any_world.person("ny").id, "the control"


def test_a_backup_reader_in_turn_reads_but_gives_nothing_away(any_world: World) -> None:
    link = answered(any_world)
    disabled = "UPDATE accounts SET disabled_on = '2027-03-09' WHERE first_name = 'Mette'"
    with transaction():
        db.session.execute(text(disabled))
    assert read(any_world, link, by="jonas").answers
    choice, opener = (
        Choice(any_world.person("nadia").id, tells_child=True),
        any_world.links.keys.opener,
    )
    with pytest.raises(HandOverRefused, match="not_yours"):
        handing_over.hand_over(any_world.setting("jonas"), link.meeting_id, choice, opener)


def test_the_case_number_is_asked_for_where_there_is_one(shared_world: World) -> None:
    link = answered(shared_world)
    keys = shared_world.links.keys
    case_numbers.change(shared_world.setting(), link.meeting_id, NUMBER, keys)
    for wrong in ("", "27.60.20-G01-12-27", NUMBER[:-1]):
        with pytest.raises(HandOverRefused, match="case_number"):
            hand_over(shared_world, link, number=wrong)
    hand_over(shared_world, link, number=f" {NUMBER.lower()} ")
    opener, nadia = keys.opener, shared_world.setting("nadia")
    assert case_numbers.of_meeting(nadia, link.meeting_id, opener) == NUMBER


def test_reflections_stay_with_whoever_wrote_them(shared_world: World) -> None:
    link = answered(shared_world)
    shared_world.hold(link)
    said, keys = {Element.SPACE: "Jeg talte for meget."}, shared_world.links.keys
    reflecting.save(shared_world.setting(), link.meeting_id, said, keys)
    hand_over(shared_world, link)
    opener = keys.opener
    assert not reflecting.read_all(shared_world.setting("nadia"), opener)
    assert link.meeting_id in str(reflecting.read_all(shared_world.setting(), opener))


def test_the_second_press_finds_nothing(shared_world: World) -> None:
    link = answered(shared_world)
    hand_over(shared_world, link)
    lines = log_of(link)
    with pytest.raises(NotFound):
        hand_over(shared_world, link)
    assert log_of(link) == lines


def test_two_presses_at_once_give_it_once(shared_world: World) -> None:
    """Both have asked whose it is; the one that comes second changes and notes nothing."""
    link = answered(shared_world)
    mette = shared_world.person().id
    to_nadia, to_jonas = (
        handing_over.plan(mette, Choice(shared_world.person(to).id, tells_child=True))
        for to in ("nadia", "jonas")
    )
    given = Given(mette, link.meeting_id)
    with transaction():
        handing_over.give(to_nadia, given, mette, NOW)
    lines = log_of(link)
    with pytest.raises(NotFound), transaction():
        handing_over.give(to_jonas, given, mette, NOW)
    assert readers(link)[0] == shared_world.person("nadia").id
    assert log_of(link) == lines


def test_the_whole_list_goes_and_so_does_stepping_in(any_world: World) -> None:
    mine, stands_in = answered(any_world), any_world.link(by="jonas")
    with transaction():
        backup = update(meetings.MeetingRow).where(meetings.MeetingRow.id == stands_in.meeting_id)
        db.session.execute(backup.values(backup_id=any_world.person().id))
    choice = Choice(any_world.person("nadia").id, tells_child=True)
    opener = any_world.links.keys.opener
    handing_over.hand_over_list(any_world.setting(), choice, opener)
    nadia = any_world.person("nadia").id
    assert readers(mine)[0] == readers(stands_in)[1] == nadia
    assert any_world.person().id not in {*readers(mine), *readers(stands_in)}
    with pytest.raises(HandOverRefused, match="nothing"):
        handing_over.hand_over_list(any_world.setting(), choice, opener)


def test_each_numbered_meeting_of_a_list_must_have_been_compared(any_world: World) -> None:
    links, keys = [answered(any_world) for _ in range(3)], any_world.links.keys
    numbered, setting = {link.meeting_id for link in links[:2]}, any_world.setting()
    for meeting_id in numbered:
        case_numbers.change(setting, meeting_id, NUMBER, keys)
    nadia = any_world.person("nadia").id
    for compared in (frozenset[str](), frozenset({links[0].meeting_id, links[2].meeting_id})):
        choice = Choice(nadia, tells_child=True, compared=compared)
        with pytest.raises(HandOverRefused, match="not_compared") as refused:
            handing_over.hand_over_list(setting, choice, keys.opener)
        assert refused.value.meetings == numbered - compared
        assert {readers(link)[0] for link in links} == {any_world.person().id}
    choice = Choice(nadia, tells_child=True, compared=frozenset(numbered))
    handing_over.hand_over_list(setting, choice, keys.opener)
    assert {readers(link)[0] for link in links} == {nadia}


@pytest.mark.parametrize(("thing", "is_alike"), [("sko", True), ("ufo", False)])
def test_words_near_the_receivers_are_told_of_and_not_which(
    any_world: World, thing: str, is_alike: bool
) -> None:
    mine, theirs = any_world.link(), any_world.link(by="nadia")
    with transaction():
        for link, word in ((mine, "sky"), (theirs, thing)):
            row = update(InvitationRow).where(InvitationRow.id == link.invitation_id)
            db.session.execute(row.values(colour="blå", thing=word))
    given = Given(any_world.person().id, mine.meeting_id)
    found = {one.first_name: one for one in handing_over.receivers(given, "0265", NOW)}
    assert set(found) == {"Jonas", "Nadia"}
    assert (found["Nadia"].has_alike, found["Jonas"].has_alike) == (is_alike, False)
    assert thing not in str(found)


def test_a_save_that_was_under_way_is_refused_and_nothing_is_lost(shared_world: World) -> None:
    """The old one has asked and been let in; before its save is kept, the meeting is given away."""
    link = answered(shared_world)
    reply_to_all(shared_world, link, words="gemt før")
    keys = Meanwhile(shared_world.links.keys, lambda: hand_over(shared_world, link))
    late = replies_of(shared_world, link, "gemt for sent")
    with pytest.raises(NotFound):
        framing.save_replies(shared_world.setting(), link.meeting_id, keys, 1, late)
    kept = read(shared_world, link, by="nadia").framing
    assert (kept.version, {one.own_words for one in kept.replies.values()}) == (1, {"gemt før"})


def test_a_save_without_a_hand_over_is_kept(shared_world: World) -> None:
    """The control."""
    link = answered(shared_world)
    keys = Meanwhile(shared_world.links.keys, lambda: None)
    late = replies_of(shared_world, link, "gemt")
    framing.save_replies(shared_world.setting(), link.meeting_id, keys, 0, late)
    assert read(shared_world, link).framing.replies == late


def replies_of(world: World, link: MadeLink, words: str) -> dict[str, WishReply]:
    wishes = read(world, link).wishes
    return {wish.key: WishReply(Outcome.MET, Reason.OWN, words) for wish in wishes}


class Meanwhile:
    """Keys that let something happen once, when the first envelope is opened with them."""

    def __init__(self, keys: KeepsKeys, what: Callable[[], None]) -> None:
        self._keys, self._what, self._is_done = keys, what, False

    @property
    def opener(self) -> OpensEnvelopes:
        """The real one, after what happens meanwhile."""
        if not self._is_done:
            self._is_done = True
            self._what()
        return self._keys.opener

    def public_key(self, municipality: str, now: datetime) -> PublicKey:
        """The real one."""
        return self._keys.public_key(municipality, now)
