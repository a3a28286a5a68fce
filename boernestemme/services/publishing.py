"""What is published: releases that two different people have approved, byte for byte."""

from dataclasses import dataclass

from boernestemme.domain.period import Period
from boernestemme.domain.release import Release, digest, from_bytes
from boernestemme.storage import release_approvals, releases
from boernestemme.storage.release_approvals import ReleaseApprovalRow
from boernestemme.storage.releases import ReleaseRow

APPROVALS_NEEDED = 2


@dataclass(frozen=True)
class PublishedRelease:
    """A published release; ``content`` is its bytes, ``digest`` their SHA-256 in hexadecimal."""

    period: Period
    number: int
    release: Release
    content: bytes
    digest: str


def published() -> list[PublishedRelease]:
    """Every half-year's newest published release, the newest half-year first."""
    found: dict[str, PublishedRelease] = {}
    approvals = release_approvals.of_all()
    for row in releases.every():
        if row.period not in found and is_published(row, approvals.get(row.id, [])):
            found[row.period] = _published(row)
    return list(found.values())


def published_of(period: Period) -> PublishedRelease | None:
    """What is published of a half-year, or None."""
    return next((one for one in published() if one.period == period), None)


def is_published(row: ReleaseRow, approvals: list[ReleaseApprovalRow]) -> bool:
    """True when two people approved these very bytes."""
    of_bytes = digest(row.content)
    people = {one.account_id for one in approvals if one.digest == of_bytes}
    return len(people) >= APPROVALS_NEEDED


def _published(row: ReleaseRow) -> PublishedRelease:
    release = from_bytes(row.content)
    return PublishedRelease(
        release.period, row.number, release, row.content, digest(row.content).hex()
    )
