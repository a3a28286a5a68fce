"""The rows of links: how each is found, counted, moved along, taken over from and emptied."""

from datetime import timedelta

from boernestemme.domain.meeting import meeting_times
from boernestemme.domain.ports import PublicKey
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations
from boernestemme.storage.db import transaction
from boernestemme.storage.invitations import InvitationRow
from tests.factories import MEETING, NOW
from tests.services.steps import row_of
from tests.world import World

MARK = b"1" * 32
SECRETS = ("sealed_link", "sealed_link_key", "reply_public_key", "letter")


def change(link: MadeLink, **values: object) -> None:
    with transaction():
        invitations.set_values(link.invitation_id, **values)


def kept(row: InvitationRow) -> list[str]:
    """Which of its secrets a link still has."""
    return [name for name in SECRETS if getattr(row, name) is not None]


def test_a_link_is_found_by_its_id_and_by_the_hash_of_its_token(any_world: World) -> None:
    link, row = any_world.link(), row_of(any_world.link())
    found = invitations.by_id(link.invitation_id)
    assert found == invitations.by_lookup_hash(row_of(link).lookup_hash) is not None
    assert (found.id, found.words, found.municipality) == (link.invitation_id, link.words, "0265")
    assert invitations.by_id("0" * 32) is invitations.by_lookup_hash(MARK) is None
    assert invitations.sealing_key(row.id) == PublicKey(row.key_id, row.public_key)
    assert invitations.statistics_key(row.id) == row.statistics_key is not None


def test_a_link_has_five_tries_and_each_wrong_pick_takes_one(any_world: World) -> None:
    link, noise = (any_world.link().invitation_id for _ in range(2))
    with transaction():
        taken = [invitations.count_wrong_pick(link) for _ in range(6)]
    assert taken == [True] * 5 + [False]
    assert [invitations.wrong_picks(one) for one in (link, noise)] == [5, 0]


def test_every_start_is_counted_for_its_own_link(any_world: World) -> None:
    link, noise = any_world.link(), any_world.link()
    with transaction():
        for _ in range(3):
            invitations.count_start(link.invitation_id)
    assert [row_of(one).starts for one in (link, noise)] == [3, 0]


def test_a_letter_is_read_where_one_lies(any_world: World) -> None:
    link, noise = any_world.link(), any_world.link()
    change(link, letter=b"sealed", letter_on=NOW.date())
    assert [invitations.letter(one.invitation_id) for one in (link, noise)] == [b"sealed", None]
    found = [invitations.by_id(one.invitation_id) for one in (link, noise)]
    assert [one is not None and one.has_letter for one in found] == [True, False]


def test_all_links_of_a_moved_meeting_follow_it(any_world: World) -> None:
    link, noise = any_world.link(), any_world.link()
    times = meeting_times(MEETING + timedelta(days=3))
    with transaction():
        invitations.follow(link.meeting_id, times, NOW.date(), MARK)
    row = row_of(link)
    assert (row.starts_at, row.ends_at) == (times.starts_at, times.ends_at)
    assert (row.expires_at, row.moved_on) == (times.expires_at, NOW.date())
    assert row.statistics_key == MARK
    assert (row_of(noise).starts_at, row_of(noise).moved_on) == (MEETING, None)


def test_a_new_link_takes_over_that_the_old_one_was_spent_after_the_meeting(
    any_world: World,
) -> None:
    spent, unspent, heir, other = (any_world.link() for _ in range(4))
    change(spent, after_by=MARK)
    with transaction():
        invitations.carry_over_after(unspent.invitation_id, other.invitation_id)
        invitations.carry_over_after(spent.invitation_id, heir.invitation_id)
    found = [row_of(link).after_by for link in (spent, unspent, heir, other)]
    assert found == [MARK, None, MARK, None]


def test_an_expired_link_loses_what_could_show_it_again_and_is_counted_once(
    any_world: World,
) -> None:
    old, young = any_world.link(), any_world.link(starts_at=MEETING + timedelta(days=1))
    for link in (old, young):
        change(link, letter=b"sealed")
    expires, moment = old.expires_at, timedelta(microseconds=1)
    counted = []
    for now in (expires - moment, expires, expires):
        with transaction():
            counted.append(invitations.destroy_expired(now))
    assert counted == [0, 2, 0], "it and the noise beside it, which have nothing left then"
    assert (kept(row_of(old)), kept(row_of(young))) == ([], list(SECRETS))


def test_the_newest_link_of_a_meeting_is_the_one_that_none_replaced(any_world: World) -> None:
    first, second = any_world.link(), any_world.link()
    assert invitations.current_of(first.meeting_id) is not None
    found = invitations.current_of_all([first.meeting_id, second.meeting_id])
    assert {row.id for row in found} == {first.invitation_id, second.invitation_id}
    change(first, replaced_on=NOW.date())
    assert invitations.current_of(first.meeting_id) is None
    [left] = invitations.current_of_all([first.meeting_id, second.meeting_id])
    assert left.id == second.invitation_id
