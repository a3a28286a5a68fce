"""Making links: a meeting, its two shared words, and the right to answer."""

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from boernestemme.domain.errors import AlreadyMade, InvitingRefused, NotPermitted
from boernestemme.domain.meeting import (
    FURTHEST_AHEAD,
    AgeGroup,
    MeetingTimes,
    Phone,
    Settled,
    meeting_times,
)
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.roles import Permission, Person
from boernestemme.domain.shared_words import WordPair, draw_each
from boernestemme.services.case_numbers import checked_number, put
from boernestemme.services.making_links import LinkFacts, MadeLink, add_links
from boernestemme.storage import accounts, meetings
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import derived_id, new_id
from boernestemme.storage.settled import settled_values

PAGE_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class LinkOrder:
    """What a case worker asks for. ``phone`` is None until the child has been asked.

    ``chain_id`` is of an earlier meeting with the same child, None for the first; the chain has
    one ``case_number``, and an empty one here leaves it as it is. ``once`` is the key of the page
    it was asked for on: the same order with the same key is carried out once.
    """

    age_group: AgeGroup
    starts_at: datetime
    phone: Phone | None
    backup_id: str | None = None
    chain_id: str | None = None
    settled: Settled = Settled()
    case_number: str = ""
    once: str = ""


def invite(
    person: Person, order: LinkOrder, tools: LinkTools, now: datetime, count: int = 1
) -> list[MadeLink]:
    """Make ``count`` links, each with a meeting and two shared words of its own.

    Raises InvitingRefused before the child was asked who can see its phone (LNK-17), and
    AlreadyMade, with the meetings' ids, for an order that was carried out before.
    """
    if not person.may(Permission.INVITE):
        raise NotPermitted("invite")
    checked = check_order(person, order, now)
    with transaction():
        check_not_made(meeting_ids(person, checked.order, count))
        taken = meetings.open_words(person.id, now)
        return add_meetings(person, checked, tools, now, draw_each(taken, count, secrets.choice))


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
    order = replace(order, case_number=checked_number(order.case_number))
    return CheckedOrder(order, times, _backup_of(person, order.backup_id), _asked(order))


def add_meetings(
    person: Person,
    checked: CheckedOrder,
    tools: LinkTools,
    now: datetime,
    pairs: Sequence[WordPair],
) -> list[MadeLink]:
    """Write a meeting and its link for each pair of words. Raises AlreadyMade."""
    key = tools.keys.public_key(person.municipality, now)
    ids = meeting_ids(person, checked.order, len(pairs))
    rows = [_meeting_values(one, person, checked) for one in ids]
    if not meetings.add_all(rows):
        raise AlreadyMade(ids)
    if checked.order.case_number:
        for row in rows:
            put(str(row["chain_id"]), person.municipality, checked.order.case_number, key)
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


def meeting_ids(person: Person, order: LinkOrder, count: int) -> list[str]:
    """The ids of an order's meetings: random, but the same for the same order with the same key."""
    if not PAGE_KEY.fullmatch(order.once):
        return [new_id() for _ in range(count)]
    return [derived_id(person.id, repr(order), str(count), str(one)) for one in range(count)]


def check_not_made(ids: Sequence[str]) -> None:
    """Raises AlreadyMade where the first of these meetings is there."""
    if ids and meetings.find(ids[0]):
        raise AlreadyMade(ids)


def _meeting_values(meeting_id: str, person: Person, checked: CheckedOrder) -> dict[str, object]:
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
    rows = accounts.confirmed_caseworkers(person.municipality)
    return [row for row in rows if row.id != person.id]
