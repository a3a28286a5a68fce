"""Making links: only once the phone was asked about, with words that nobody mixes up."""

import itertools
from dataclasses import replace
from datetime import timedelta

import pytest

from boernestemme.domain.errors import InvitingRefused, NotPermitted
from boernestemme.domain.meeting import FURTHEST_AHEAD, AgeGroup, Phone
from boernestemme.domain.roles import Role
from boernestemme.domain.shared_words import WordsExhausted, near_alike
from boernestemme.services import administering, entering, inviting
from boernestemme.services.administering import NewAccount
from boernestemme.storage import meetings
from boernestemme.storage.tokens import lookup_hash
from tests.factories import MEETING, NOW, PASSWORD
from tests.services.steps import counts, row_of
from tests.world import World


def rule_of(world: World, by: str = "nadia", **changes: object) -> str:
    """Why a link is refused; nothing may have been stored."""
    before = counts()
    with pytest.raises(InvitingRefused) as refusal:
        inviting.invite(world.person(by), world.order(**changes), world.links, world.clock())
    assert counts() == before
    return refusal.value.rule


def test_no_link_before_the_child_was_asked_about_its_phone(shared_world: World) -> None:
    assert rule_of(shared_world, phone=None) == "phone_not_asked"


@pytest.mark.parametrize("phone", Phone)
def test_each_answer_about_the_phone_gives_a_link(shared_world: World, phone: Phone) -> None:
    link = shared_world.link(by="nadia", phone=phone)
    row = row_of(link)
    assert link.phone is Phone(row.phone) is phone
    assert (row.reply_public_key is not None) is (phone is Phone.CHILD)


@pytest.mark.parametrize(
    ("starts_at", "rule"),
    [
        (NOW, "meeting_past"),
        (NOW - timedelta(microseconds=1), "meeting_past"),
        (NOW - timedelta(days=400), "meeting_past"),
        (NOW + FURTHEST_AHEAD + timedelta(seconds=1), "too_far"),
    ],
)
def test_a_meeting_lies_ahead_but_not_too_far(
    shared_world: World, starts_at: object, rule: str
) -> None:
    assert rule_of(shared_world, starts_at=starts_at) == rule


@pytest.mark.parametrize("ahead", [timedelta(microseconds=1), FURTHEST_AHEAD])
def test_the_nearest_and_the_furthest_meeting_get_a_link(
    shared_world: World, ahead: timedelta
) -> None:
    link = shared_world.link(by="nadia", starts_at=NOW + ahead)
    assert row_of(link).starts_at == NOW + ahead


@pytest.mark.parametrize("who", ["nadia", "sofie", "leder"])
def test_a_backup_reader_is_another_caseworker_of_the_municipality(
    shared_world: World, who: str
) -> None:
    assert rule_of(shared_world, backup_id=shared_world.person(who).id) == "no_backup"
    assert rule_of(shared_world, backup_id="f" * 32) == "no_backup"


def test_no_link_for_a_caseworker_without_colleagues(any_world: World) -> None:
    administering.add_municipality("0999", "Lille", "12", any_world.links.keys, NOW)
    alone = NewAccount("alene@test.example", Role.CASEWORKER, "0999", "Alene", PASSWORD)
    administering.add_account(alone)
    assert rule_of(any_world, by="alene") == "no_backup"
    leader = replace(alone, email="chef@test.example", role=Role.LEADER)
    administering.add_account(leader)
    assert rule_of(any_world, by="alene") == "no_backup"
    colleague = replace(alone, email="kollega@test.example", backup_email="alene@test.example")
    administering.add_account(colleague)
    assert any_world.link(by="alene")


def test_a_leader_makes_no_links(shared_world: World) -> None:
    before = counts()
    with pytest.raises(NotPermitted):
        shared_world.link(by="leder")
    assert counts() == before


def test_the_named_backup_reader_stands_on_the_meeting(shared_world: World) -> None:
    jonas, nadia = shared_world.person("jonas"), shared_world.person("nadia")
    link = shared_world.link(by="nadia", backup_id=jonas.id)
    both = meetings.with_responsible(link.meeting_id)
    assert both is not None
    _, found = both
    assert (found.caseworker_id, found.backup_id) == (nadia.id, jonas.id)


def test_many_links_have_words_that_nobody_mixes_up(shared_world: World) -> None:
    karim = shared_world.person("karim")
    order = shared_world.order()
    made = inviting.invite(karim, order, shared_world.links, NOW, count=40)
    made += inviting.invite(karim, order, shared_world.links, NOW, count=10)
    assert len({link.token for link in made}) == len({link.meeting_id for link in made}) == 50
    open_words = meetings.open_words(karim.id, NOW)
    assert {link.words for link in made} <= set(open_words)
    alike = [pair for pair in itertools.combinations(open_words, 2) if near_alike(*pair)]
    assert alike == []


def test_when_the_words_run_out_nothing_is_stored(shared_world: World) -> None:
    before = counts()
    sofie = shared_world.person("sofie")
    with pytest.raises(WordsExhausted):
        inviting.invite(sofie, shared_world.order(), shared_world.links, NOW, count=600)
    assert counts() == before


@pytest.mark.parametrize("age", AgeGroup)
def test_a_links_row_holds_what_the_child_needs_and_not_the_link(
    shared_world: World, age: AgeGroup
) -> None:
    link = shared_world.link(age_group=age)
    row = row_of(link)
    link_id = shared_world.links.signer.read(link.token)
    assert link_id is not None
    assert row.lookup_hash == lookup_hash(link_id)
    assert (row.contact_name, row.call_number) == ("Mette", "12 34 56 78")
    assert (row.age_group, row.starts_at) == (age, MEETING)
    assert row.expires_at == link.expires_at == MEETING + timedelta(days=14, hours=1)
    assert (row.wrong_picks, row.starts, row.answered_on) == (0, 0, None)
    assert row.epoch == shared_world.links.epoch
    assert link_id not in b"".join(
        [row.lookup_hash, row.public_key, row.reply_public_key or b"", row.sealed_link or b""]
    )


def test_a_new_link_opens_its_own_meeting(shared_world: World) -> None:
    first, second = shared_world.link(), shared_world.link(by="sofie")
    found = entering.look(shared_world.links.signer, first.token, NOW)
    assert (found.id, found.meeting_id) == (first.invitation_id, first.meeting_id)
    assert found.id != second.invitation_id
