"""Approving a release: two different people of the board, each for its very bytes.

It sees releases and nothing else of the half-year: no mark, no answer, no count behind a figure.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime

from boernestemme.domain.audit import Audit
from boernestemme.domain.errors import ReleaseRefused
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period
from boernestemme.domain.release import Release, digest, from_bytes
from boernestemme.domain.roles import BOARD_CODE, Permission, Person
from boernestemme.services.auditing import audit
from boernestemme.services.publishing import is_published, published_numbers
from boernestemme.storage import access_log, accounts, release_approvals, releases
from boernestemme.storage.db import transaction
from boernestemme.storage.release_approvals import ReleaseApprovalRow
from boernestemme.storage.releases import ReleaseRow


@dataclass(frozen=True)
class ReleaseState:
    """A release and how far it has come; ``digest`` is hexadecimal.

    ``approvals`` are first names and days; ``approver_ids`` the accounts, in the same order. A
    draft ``is_replaced`` when a later number stands in its place: nobody can approve it any more.
    """

    period: Period
    number: int
    release: Release
    content: bytes
    digest: str
    approvals: tuple[tuple[str, date], ...]
    approver_ids: tuple[str, ...]
    is_published: bool
    is_replaced: bool = False

    def is_approved_by(self, person: Person) -> bool:
        """True when this person has given an approval."""
        return person.id in self.approver_ids


def states() -> list[ReleaseState]:
    """Every number, draft or published, the newest half-year and number first."""
    approvals, found, newest = release_approvals.of_all(), [], ""
    for row in releases.every():
        state = _state(row, approvals.get(row.id, []))
        is_behind = row.period == newest and not state.is_published
        found.append(replace(state, is_replaced=is_behind))
        newest = row.period
    return found


def find(period: Period) -> ReleaseState:
    """A half-year's newest release. Raises ReleaseRefused (``no_draft``)."""
    row = _newest(period)
    return _state(row, release_approvals.of_all().get(row.id, []))


def approve(person: Person, period: Period, now: datetime, seen: str | None = None) -> ReleaseState:
    """Approve a half-year's newest release; the second approval publishes it.

    ``seen`` is the digest of what the person read, where it is known: nothing else is approved.
    The line in the board's log comes first: its lock lets one approval in at a time. Raises
    ReleaseRefused.
    """
    if not person.may(Permission.APPROVE_RELEASE):
        raise ReleaseRefused("not_board")
    row = _newest(period)
    if seen not in (None, digest(row.content).hex()):
        raise ReleaseRefused("changed")
    if not audit_of(period).holds:
        raise ReleaseRefused("too_narrow")
    with transaction():
        access_log.append(BOARD_CODE, person.id, "release_approved", row.id, now)
        if _newest(period).id != row.id:  # a correction came while this one was audited
            raise ReleaseRefused("changed")
        approvals = release_approvals.of_all().get(row.id, [])
        if person.id in {one.account_id for one in approvals}:
            raise ReleaseRefused("approved_already")
        if is_published(row, approvals):
            raise ReleaseRefused("published_already")
        release_approvals.add(row.id, person.id, digest(row.content), danish_day(now))
    return find(period)


def audit_of(period: Period) -> Audit:
    """The audit of a half-year's newest release, beside what is published of it already.

    Raises ReleaseRefused (``no_draft``).
    """
    newest = _newest(period)
    earlier = [one.release for one in published_numbers(period) if one.number < newest.number]
    return audit([from_bytes(newest.content), *earlier])


def _newest(period: Period) -> ReleaseRow:
    row = releases.of_period(period)
    if row is None:
        raise ReleaseRefused("no_draft")
    return row


def _state(row: ReleaseRow, approvals: list[ReleaseApprovalRow]) -> ReleaseState:
    release = from_bytes(row.content)
    return ReleaseState(
        release.period,
        row.number,
        release,
        row.content,
        digest(row.content).hex(),
        tuple((_first_name(one.account_id), one.approved_on) for one in approvals),
        tuple(one.account_id for one in approvals),
        is_published(row, approvals),
    )


def _first_name(account_id: str) -> str:
    account = accounts.by_id(account_id)
    return account.first_name if account else ""
