"""Delivering a half-year: a municipality that runs its own installation hands over what it counted.

Once, when nothing more can come, to the board's key alone. From then on the half-year is the
board's to publish: it can no more be frozen here, and its secret and hashes of people go.
"""

import hashlib
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from random import SystemRandom

from boernestemme.domain.delivery import DeliveryRefused, Label, MarksDelivery, to_bytes
from boernestemme.domain.delivery_key import PublicPart, from_text
from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.tally import People
from boernestemme.domain.yearly import is_told_in
from boernestemme.services.releasing import destroy_spent_secrets
from boernestemme.storage import (
    coverage_counts,
    deliveries,
    delivery_key,
    delivery_signers,
    installation,
    marks,
    mixer_box,
    people_counts,
    people_hashes,
    releases,
    reply_marks,
    reported_meetings,
    statistics_keys,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.deliveries import Way
from boernestemme.storage.delivery_rows import Columns, to_plain
from boernestemme.storage.delivery_sealing import seal_and_sign
from boernestemme.storage.new_file import write_new
from boernestemme.storage.people_hashes import Counted

CHANCE = SystemRandom()
Rows = list[dict[str, object]]


@dataclass(frozen=True)
class Handed:
    """A delivery that was written: SHA-256 of its file, and the key it is sealed to."""

    digest: str
    fingerprint: str


def make_key(folder: Path) -> PublicPart:
    """The public part of this installation's delivery key, which is made when there is none."""
    delivery_key.make_if_absent(folder)
    return delivery_key.public_part(folder)


def read_key(text: str) -> PublicPart:
    """A public part as somebody handed it over. Raises DeliveryRefused."""
    try:
        return from_text(text)
    except ValueError as problem:
        raise DeliveryRefused("not_a_key") from problem


def deliver(label: Label, board: PublicPart, out: Path, folder: Path, now: datetime) -> Handed:
    """Write a municipality's half-year to a new file; ``folder`` holds this installation's keys.

    Raises DeliveryRefused, and OSError when the file cannot be written: then nothing was
    delivered. A secret that cannot be destroyed then waits for housekeeping, which says why. A
    process that dies before the end may leave a whole file that is not noted here; the board takes
    one of two, and it does not matter which.
    """
    try:
        signer = delivery_key.signing_key(folder)
    except CannotOpen as problem:
        raise DeliveryRefused("no_key") from problem
    if board == delivery_key.public_part(folder):
        raise DeliveryRefused("own_key")
    with transaction():
        statistics_keys.lock(label.period)
        _refuse_if_not_due(label, now)
        delivery = _gather(label)
        file = seal_and_sign(board.sealing, signer, label, to_bytes(delivery))
        digest = hashlib.sha256(file)
        if not deliveries.add(label, Way.SENT, digest.digest(), danish_day(now)):
            raise _delivered_already(label)
        people = [asdict(one) | {"period": str(label.period)} for one in delivery.people]
        people_counts.add_all(people)
        write_new(out, file)
    with suppress(OSError):  # it is delivered: that the file could not be written must not be said
        destroy_spent_secrets(folder, now)
    return Handed(digest.hexdigest(), board.fingerprint)


def _refuse_if_not_due(label: Label, now: datetime) -> None:
    if label.municipality not in MUNICIPALITIES:
        raise DeliveryRefused("unknown_municipality")
    if not is_told_in(label.period, label.municipality):
        raise DeliveryRefused("other_period")
    if delivery_signers.municipalities():  # it would bar the freeze of all that is counted here
        raise DeliveryRefused("takes_in")
    if deliveries.find(label) is not None:
        raise _delivered_already(label)
    if releases.of_period(label.period) is not None:
        raise DeliveryRefused("frozen_already")
    if danish_day(now) < label.period.may_freeze_from:
        raise DeliveryRefused("too_early")
    if label.period in mixer_box.periods():
        raise DeliveryRefused("not_mixed")


def _delivered_already(label: Label) -> DeliveryRefused:
    there = deliveries.find(label)
    return DeliveryRefused("delivered_already", there.made_on.isoformat() if there else "")


def _gather(label: Label) -> MarksDelivery:
    """What the mixer counted, in an order of chance; hashes of people go, their number stays."""
    of_both = label.period, label.municipality
    counted, replied = marks.of(*of_both), reply_marks.of(*of_both)
    meetings = coverage_counts.of_period(label.period, (label.municipality,))
    if not (counted or replied or any(one.number for one in meetings)):
        raise DeliveryRefused("nothing_counted")
    reported = reported_meetings.find(label.municipality, label.period)
    return MarksDelivery(
        label,
        installation.fact(installation.DEMO) is not None,
        _plain(marks.COLUMNS, counted),
        _plain(reply_marks.COLUMNS, replied),
        _people(label),
        tuple(meetings),
        reported.number if reported else None,
    )


def _plain(columns: Columns, rows: Rows) -> tuple[dict[str, object], ...]:
    return tuple(to_plain(columns, row) for row in CHANCE.sample(rows, len(rows)))


def _people(label: Label) -> tuple[People, ...]:
    hashes = people_hashes.take_all(label.period, label.municipality)
    number = Counter((age_group, who) for _, age_group, who, _ in hashes)
    return tuple(
        People(label.municipality, one, *(number[one, who] for who in Counted))
        for one in AgeGroup
        if any(age_group is one for age_group, _ in number)
    )
