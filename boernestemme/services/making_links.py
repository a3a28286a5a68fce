"""Making the links of meetings: a row and 16 random bytes each, shown now and sealed away."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.meeting import AgeGroup, MeetingTimes, Phone, Settled
from boernestemme.domain.ports import LinkTools, Place, PublicKey
from boernestemme.domain.roles import Person
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.yearly import period_of
from boernestemme.storage import invitations, municipalities
from boernestemme.storage.ids import new_id, new_link_id
from boernestemme.storage.letters import reply_public_key
from boernestemme.storage.sealing import padded_text, seal
from boernestemme.storage.settled import settled_values
from boernestemme.storage.tokens import lookup_hash

LINK_FIELD = "link"


@dataclass(frozen=True)
class MadeLink:
    """A new link. The token is shown now and sealed away."""

    invitation_id: str
    meeting_id: str
    words: WordPair
    token: str
    phone: Phone
    expires_at: datetime


@dataclass(frozen=True)
class LinkFacts:
    """What a link's row is made of."""

    meeting_id: str
    chain_id: str
    contact: Person
    age_group: AgeGroup
    phone: Phone
    times: MeetingTimes
    words: WordPair
    settled: Settled


def add_links(facts: Sequence[LinkFacts], key: PublicKey, tools: LinkTools) -> list[MadeLink]:
    """Write the rows of new links, each with its own 16 random bytes."""
    call_number = ""
    if facts:
        municipality = municipalities.find(facts[0].contact.municipality)
        call_number = municipality.call_number if municipality else ""
    rows, made = [], []
    periods = {period_of(one.times.starts_at, one.contact.municipality) for one in facts}
    statistics_keys = {one: tools.statistics.public_key(one) for one in periods}
    for one in facts:
        link_id = new_link_id()
        period = period_of(one.times.starts_at, one.contact.municipality)
        row = _link_values(one, link_id, key) | {
            "epoch": tools.epoch,
            "call_number": call_number,
            "statistics_key": statistics_keys[period],
        }
        rows.append(row)
        made.append(
            MadeLink(
                str(row["id"]),
                one.meeting_id,
                one.words,
                tools.signer.sign(link_id),
                one.phone,
                one.times.expires_at,
            )
        )
    invitations.add_all(rows)
    return made


def _link_values(facts: LinkFacts, link_id: bytes, key: PublicKey) -> dict[str, object]:
    invitation_id = new_id()
    place = Place(facts.contact.municipality, invitation_id)
    sealed = seal(key, place, {LINK_FIELD: padded_text(link_id)})
    return {
        "id": invitation_id,
        "meeting_id": facts.meeting_id,
        "chain_id": facts.chain_id,
        "lookup_hash": lookup_hash(link_id),
        "municipality": facts.contact.municipality,
        "age_group": facts.age_group,
        "phone": facts.phone,
        "colour": facts.words.colour,
        "thing": facts.words.thing,
        "starts_at": facts.times.starts_at,
        "ends_at": facts.times.ends_at,
        "expires_at": facts.times.expires_at,
        "contact_name": facts.contact.first_name,
        "key_id": key.id,
        "public_key": key.raw,
        "reply_public_key": reply_public_key(link_id) if facts.phone.is_safe else None,
        "sealed_link": sealed.fields[LINK_FIELD],
        "sealed_link_key": sealed.wrapped_key,
        **settled_values(facts.settled),
    }
