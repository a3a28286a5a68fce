"""Making links: a meeting, its two shared words, and the right to answer."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import InvitingRefused, NotPermitted
from boernestemme.domain.meeting import (
    FURTHEST_AHEAD,
    AgeGroup,
    MeetingTimes,
    Phone,
    Settled,
    meeting_times,
)
from boernestemme.domain.period import period_of
from boernestemme.domain.ports import LinkTools, Place, PublicKey
from boernestemme.domain.roles import Permission, Person
from boernestemme.domain.shared_words import WordPair, draw
from boernestemme.storage import accounts, invitations, meetings, municipalities
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id, new_link_id
from boernestemme.storage.letters import reply_public_key
from boernestemme.storage.sealing import padded_text, seal
from boernestemme.storage.settled import settled_values
from boernestemme.storage.tokens import lookup_hash

LINK_FIELD = "link"


@dataclass(frozen=True)
class LinkOrder:
    """What a case worker asks for. ``phone`` is None until the child has been asked.

    ``chain_id`` is of an earlier meeting with the same child, None for the first.
    """

    age_group: AgeGroup
    starts_at: datetime
    phone: Phone | None
    backup_id: str | None = None
    chain_id: str | None = None
    settled: Settled = Settled()


@dataclass(frozen=True)
class MadeLink:
    """A new link. The token is shown now and sealed away."""

    invitation_id: str
    meeting_id: str
    words: WordPair
    token: str
    phone: Phone
    expires_at: datetime


def invite(
    person: Person, order: LinkOrder, tools: LinkTools, now: datetime, count: int = 1
) -> list[MadeLink]:
    """Make ``count`` links, each with a meeting and two shared words of its own.

    Raises InvitingRefused before the child was asked who can see its phone (LNK-17).
    """
    if not person.may(Permission.INVITE):
        raise NotPermitted("invite")
    checked = check_order(person, order, now)
    with transaction():
        taken = meetings.open_words(person.id, now)
        return add_meetings(person, checked, tools, now, _draw_pairs(taken, count))


@dataclass(frozen=True)
class CheckedOrder:
    """An order that can be carried out."""

    order: LinkOrder
    times: MeetingTimes
    backup_id: str
    phone: Phone


def check_order(person: Person, order: LinkOrder, now: datetime) -> CheckedOrder:
    """The order with what follows from it. Raises InvitingRefused with the broken rule."""
    times = _checked_times(order, now)
    return CheckedOrder(order, times, _backup_of(person, order.backup_id), _asked(order))


def add_meetings(
    person: Person,
    checked: CheckedOrder,
    tools: LinkTools,
    now: datetime,
    pairs: Sequence[WordPair],
) -> list[MadeLink]:
    """Write a meeting and its link for each pair of words."""
    key = tools.keys.public_key(person.municipality, now)
    rows = [_meeting_values(person, checked) for _ in pairs]
    meetings.add_all(rows)
    drawn = [
        LinkFacts(
            str(row["id"]),
            str(row["chain_id"]),
            person,
            checked.order.age_group,
            checked.phone,
            checked.times,
            pair,
            checked.order.settled,
        )
        for row, pair in zip(rows, pairs, strict=True)
    ]
    return add_links(drawn, key, tools)


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
    for one in facts:
        link_id = new_link_id()
        row = _link_values(one, link_id, key) | {
            "epoch": tools.epoch,
            "call_number": call_number,
            "statistics_key": tools.statistics.public_key(period_of(one.times.starts_at)),
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


def _meeting_values(person: Person, checked: CheckedOrder) -> dict[str, object]:
    meeting_id = new_id()
    return {
        "id": meeting_id,
        "chain_id": checked.order.chain_id or meeting_id,
        "municipality": person.municipality,
        "caseworker_id": person.id,
        "backup_id": checked.backup_id,
        "age_group": checked.order.age_group,
        "phone": checked.phone,
        "starts_at": checked.times.starts_at,
        "ends_at": checked.times.ends_at,
        **settled_values(checked.order.settled),
    }


def _asked(order: LinkOrder) -> Phone:
    if order.phone is None:
        raise InvitingRefused("phone_not_asked")
    return order.phone


def _checked_times(order: LinkOrder, now: datetime) -> MeetingTimes:
    _asked(order)
    if order.starts_at <= now:
        raise InvitingRefused("meeting_past")
    if order.starts_at - now > FURTHEST_AHEAD:
        raise InvitingRefused("too_far")
    return meeting_times(order.starts_at)


def usual_backup(person: Person) -> str | None:
    """The colleague named on the account, or the first there is; None when there is nobody."""
    colleagues = [row.id for row in colleagues_of(person)]
    account = accounts.by_id(person.id)
    named = account.backup_id if account else None
    return named if named in colleagues else next(iter(colleagues), None)


def _backup_of(person: Person, wanted: str | None) -> str:
    """The colleague who reads when the named one is away: every link has one."""
    backup_id = wanted or usual_backup(person)
    if backup_id not in {row.id for row in colleagues_of(person)}:
        raise InvitingRefused("no_backup")
    return str(backup_id)


def colleagues_of(person: Person) -> list[AccountRow]:
    """Who may be backup reader for this person."""
    return [row for row in accounts.active_caseworkers(person.municipality) if row.id != person.id]


def _draw_pairs(taken: Sequence[WordPair], count: int) -> list[WordPair]:
    drawn: list[WordPair] = []
    for _ in range(count):
        drawn.append(draw([*taken, *drawn], secrets.choice))
    return drawn
