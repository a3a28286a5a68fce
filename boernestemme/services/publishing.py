"""What is published: releases that two different people have approved, byte for byte."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from boernestemme.domain.period import Period
from boernestemme.domain.release import Release, digest, from_bytes
from boernestemme.storage import release_approvals, releases
from boernestemme.storage.release_approvals import ReleaseApprovalRow
from boernestemme.storage.releases import ReleaseRow

APPROVALS_NEEDED = 2
# A release and its approvals, as they are stored.
Approved = tuple[ReleaseRow, list[ReleaseApprovalRow]]


@dataclass(frozen=True)
class PublishedRelease:
    """A published release; ``content`` is its bytes, ``digest`` their SHA-256 in hexadecimal.

    ``published_on`` is the day of the approval that published it.
    """

    period: Period
    number: int
    release: Release
    content: bytes
    digest: str
    published_on: date


def every_number() -> list[PublishedRelease]:
    """Every published number of every half-year, the newest half-year and number first.

    A number that a correction has taken the place of is among them: it stays readable for ever.
    """
    return [_published(*one) for one in _rows()]


def approved_so_far() -> frozenset[tuple[str, str]]:
    """Every approval there is, by release and account: what is published changes with it alone."""
    approvals = release_approvals.of_all()
    return frozenset(
        (one.release_id, one.account_id) for every in approvals.values() for one in every
    )


def newest_of(numbers: Iterable[PublishedRelease]) -> list[PublishedRelease]:
    """Of numbers in their order, the newest of each half-year: what is published now."""
    found: dict[Period, PublishedRelease] = {}
    for one in numbers:
        found.setdefault(one.period, one)
    return list(found.values())


def published() -> list[PublishedRelease]:
    """Every half-year's newest published release, the newest half-year first."""
    return newest_of(every_number())


def published_numbers(period: Period) -> list[PublishedRelease]:
    """All published numbers of a half-year, the newest first: it, and what it corrects."""
    return [_published(*one) for one in _rows() if one[0].period == str(period)]


def published_before(period: Period, number: int) -> PublishedRelease | None:
    """What a number is compared with: the one it corrects, else the newest earlier period's."""
    corrected = [one for one in published_numbers(period) if one.number < number]
    alike = [one for one in published() if one.period.is_year == period.is_year]
    return next(iter((*corrected, *(one for one in alike if one.period < period))), None)


def _rows() -> list[Approved]:
    """The rows of every published number, still unread."""
    approvals = release_approvals.of_all()
    every = ((row, approvals.get(row.id, [])) for row in releases.every())
    return [one for one in every if is_published(*one)]


def is_published(row: ReleaseRow, approvals: list[ReleaseApprovalRow]) -> bool:
    """True when two people approved these very bytes."""
    return len(_of_bytes(row, approvals)) >= APPROVALS_NEEDED


def _of_bytes(row: ReleaseRow, approvals: list[ReleaseApprovalRow]) -> dict[str, date]:
    """Who approved these very bytes, and when."""
    of_bytes = digest(row.content)
    return {one.account_id: one.approved_on for one in approvals if one.digest == of_bytes}


def _published(row: ReleaseRow, approvals: list[ReleaseApprovalRow]) -> PublishedRelease:
    release = from_bytes(row.content)
    return PublishedRelease(
        release.period,
        row.number,
        release,
        row.content,
        digest(row.content).hex(),
        sorted(_of_bytes(row, approvals).values())[APPROVALS_NEEDED - 1],
    )
