"""Four phones send after two meetings of one child at once: one answer a link, one first."""

from collections import Counter
from datetime import timedelta

from sqlalchemy import func, select

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered
from boernestemme.domain.invitation import Standing
from boernestemme.domain.marks import BoxKind
from boernestemme.services import answering_after
from boernestemme.services.visiting import Visit
from boernestemme.storage import claims
from boernestemme.storage.browser_secret import new_browser_secret
from boernestemme.storage.db import session, transaction
from boernestemme.storage.invitations import InvitationRow, invitation_of
from boernestemme.storage.mixer_box import MixerBoxRow
from tests.factories import MEETING
from tests.races.processes import meet, together
from tests.world import World

CHILDREN = 30
PHONES = 4
AFTER = MEETING + timedelta(hours=2)
SINCE, UNTIL = MEETING - timedelta(days=60), MEETING + timedelta(days=60)


def make_chains(world: World) -> list[tuple[str, str]]:
    """Children with two meetings each, as (invitation id, invitation id)."""
    chains = []
    for _ in range(CHILDREN):
        first = world.link().invitation_id
        query = select(InvitationRow.chain_id).where(InvitationRow.id == first)
        chain_id = session().execute(query).scalar_one()
        chains.append((first, world.link(chain_id=chain_id).invitation_id))
    return chains


def loaded_pages(invitation_ids: list[str]) -> list[Visit]:
    """The page that sends, of every link, as one phone has it open."""
    query = select(InvitationRow).where(InvitationRow.id.in_(invitation_ids))
    found = {row.id: invitation_of(row) for row in session().scalars(query)}
    session().rollback()
    draft = Draft({"attended": "yes", "heard": "no"})
    return [
        Visit(new_browser_secret(), found[one], True, draft, Standing.AFTER, frozenset(), b"")
        for one in invitation_ids
    ]


def send_all(invitation_ids: list[str]) -> list[bool]:
    """One phone: sends every page as the others do; whether each was received."""
    received = []
    for visit in loaded_pages(invitation_ids):
        meet()
        try:
            answering_after.send_after(visit, {}, AFTER)
        except AlreadyAnswered:
            received.append(False)
        else:
            received.append(True)
    return received


def items(kind: BoxKind, *, is_first: bool) -> int:
    query = select(func.count()).select_from(MixerBoxRow)
    return session().execute(
        query.where(MixerBoxRow.kind == kind, MixerBoxRow.is_first == is_first)
    ).scalar_one()  # fmt: skip


def phones_of(chains: list[tuple[str, str]]) -> list[tuple[list[str]]]:
    """Two phones on the first meeting of each child, two on the second."""
    return [([chain[phone % 2] for chain in chains],) for phone in range(PHONES)]


def test_each_link_takes_one_answer_and_each_child_is_first_once(any_world: World) -> None:
    chains = make_chains(any_world)
    received = together(any_world.tools.settings.database, send_all, *phones_of(chains))
    for number in range(CHILDREN):
        by_link = Counter(phone % 2 for phone in range(PHONES) if received[phone][number])
        assert by_link == {0: 1, 1: 1}
    assert items(BoxKind.TAPS, is_first=True) == CHILDREN
    assert items(BoxKind.TAPS, is_first=False) == CHILDREN
    assert items(BoxKind.WHOSE, is_first=False) == 2 * CHILDREN


def look_first(invitation_ids: list[str]) -> list[bool]:
    """The control: look whether another was answered, and claim when both have looked."""
    found = []
    for visit in loaded_pages(invitation_ids):
        with transaction():
            found.append(claims.is_first_of_chain(visit.invitation, SINCE, UNTIL))
        meet()
        with transaction():
            claims.claim_after(visit.invitation.id, AFTER, bytes(32))
    return found


def test_looked_at_first_and_claimed_afterwards_a_child_is_first_twice(any_world: World) -> None:
    chains = make_chains(any_world)
    each = phones_of(chains)[:2]
    one, other = together(any_world.tools.settings.database, look_first, *each)
    assert all(both == (True, True) for both in zip(one, other, strict=True))
