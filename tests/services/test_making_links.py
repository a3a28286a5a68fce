"""Making links: what a link's row is made of, and what stays of the link itself."""

from dataclasses import replace

import pytest

from boernestemme.domain.meeting import AgeGroup, Phone, Settled, meeting_times
from boernestemme.domain.ports import Place
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.yearly import period_of
from boernestemme.services.making_links import LINK_FIELD, LinkFacts, MadeLink, add_links
from boernestemme.storage.db import transaction
from boernestemme.storage.letters import reply_public_key
from boernestemme.storage.tokens import lookup_hash
from tests.factories import MEETING, NOW
from tests.services.steps import row_of
from tests.world import World

SETTLED = Settled(("mor", "laerer"), "skole")


def facts(world: World) -> LinkFacts:
    """What another link of a new meeting would be made of."""
    meeting_id, times = world.link().meeting_id, meeting_times(MEETING)
    words, mette = WordPair("blå", "sky"), world.person()
    age_group, phone = AgeGroup.YOUNGER, Phone.CHILD
    return LinkFacts(meeting_id, meeting_id, mette, age_group, phone, times, words, SETTLED)


def added(world: World, *links: LinkFacts) -> list[MadeLink]:
    key = world.links.keys.public_key("0265", NOW)
    with transaction():
        return add_links(links, key, world.links)


def test_the_row_of_a_link_tells_what_the_childs_side_may_know(shared_world: World) -> None:
    one = facts(shared_world)
    [made] = added(shared_world, one)
    row = row_of(made)
    assert (row.meeting_id, row.chain_id) == (one.meeting_id, one.chain_id)
    assert (row.municipality, row.call_number) == ("0265", "12 34 56 78")
    assert (row.age_group, row.phone, row.contact_name) == ("6-9", "child", "Mette")
    assert (row.colour, row.thing, row.persons) == ("blå", "sky", "mor laerer")
    times = one.times
    assert [row.starts_at, row.ends_at] == [times.starts_at, times.ends_at]
    assert made.expires_at == row.expires_at == times.expires_at
    key = shared_world.links.keys.public_key("0265", NOW)
    assert (row.key_id, row.public_key, row.epoch) == (key.id, key.raw, shared_world.links.epoch)
    period = period_of(times.starts_at, "0265")
    assert row.statistics_key == shared_world.links.statistics.public_key(period)


def test_the_link_itself_is_sealed_to_the_municipality(shared_world: World) -> None:
    [made] = added(shared_world, facts(shared_world))
    row, tools = row_of(made), shared_world.links
    link_id = tools.signer.read(made.token)
    assert link_id is not None and row.lookup_hash == lookup_hash(link_id)
    assert row.sealed_link is not None and row.sealed_link_key is not None
    place, sealed = Place("0265", row.id), {LINK_FIELD: row.sealed_link}
    opened = tools.keys.opener.open(place, row.key_id, row.sealed_link_key, sealed)
    assert opened == {LINK_FIELD: link_id}


@pytest.mark.parametrize("phone", Phone)
def test_only_a_link_on_the_childs_own_phone_can_bring_a_reply(
    shared_world: World, phone: Phone
) -> None:
    [made] = added(shared_world, replace(facts(shared_world), phone=phone))
    link_id = shared_world.links.signer.read(made.token)
    assert link_id is not None
    key = reply_public_key(link_id) if phone is Phone.CHILD else None
    assert row_of(made).reply_public_key == key


@pytest.mark.parametrize(
    ("code", "number"), [("0265", "12 34 56 78"), ("0461", "12 34 56 78"), ("0999", "")]
)
def test_a_link_has_the_number_of_its_municipality_to_call(
    shared_world: World, code: str, number: str
) -> None:
    """None where there is no such municipality."""
    one = facts(shared_world)
    [made] = added(shared_world, replace(one, contact=replace(one.contact, municipality=code)))
    assert (row_of(made).municipality, row_of(made).call_number) == (code, number)
