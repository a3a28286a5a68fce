"""Taking in a delivery on the board's installation: checked in every part, then counted as ours.

Either all of it is there afterwards, or nothing. What was taken in is mixed marks like any others,
and the freeze does not know them apart.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from random import SystemRandom
from typing import TypeVar

from boernestemme.domain import delivery as form
from boernestemme.domain.delivery import (
    FIRST_FORMAT,
    FORMAT,
    ODD,
    DeliveryRefused,
    Label,
    MarksDelivery,
    Row,
    label_of,
)
from boernestemme.domain.delivery_key import PublicPart
from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.period import Period
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.domain.tally import People
from boernestemme.domain.yearly import is_told_in
from boernestemme.storage import (
    coverage_counts,
    deliveries,
    delivery_key,
    delivery_signers,
    installation,
    marks,
    mixer_box,
    people_hashes,
    releases,
    reply_marks,
    reported_meetings,
    statistics_keys,
)
from boernestemme.storage.db import transaction
from boernestemme.storage.deliveries import Way
from boernestemme.storage.delivery_opening import check_signature, open_delivery
from boernestemme.storage.delivery_rows import Columns, from_plain
from boernestemme.storage.people_hashes import Counted, Hash
from boernestemme.storage.sealing import KEY_BYTES

CHANCE = SystemRandom()
Thing = TypeVar("Thing")


@dataclass(frozen=True)
class Taken:
    """A delivery that was taken in: whose half-year, and the SHA-256 of its file."""

    label: Label
    digest: str


@dataclass(frozen=True)
class Standing:
    """Whether a municipality that delivers has done so; the day and digest are None until then."""

    municipality: str
    received_on: date | None = None
    digest: str | None = None


def accept(municipality: str, part: PublicPart, now: datetime) -> PublicPart | None:
    """Take a municipality's deliveries under a key from now on; the key it had before.

    Raises DeliveryRefused for a place that is none of the 98.
    """
    if municipality not in MUNICIPALITIES:
        raise DeliveryRefused("unknown_municipality")
    with transaction():
        before = delivery_signers.key_of(municipality)
        delivery_signers.accept(municipality, part, danish_day(now))
    return before


def standing(period: Period) -> list[Standing]:
    """How far a half-year's deliveries have come, for each municipality that delivers."""
    came = {
        row.municipality: Standing(row.municipality, row.made_on, row.digest.hex())
        for row in deliveries.of_period(period)
        if row.way == Way.RECEIVED
    }
    delivers = delivery_signers.municipalities()
    return [came.get(code, Standing(code)) for code in delivers if is_told_in(period, code)]


def missing(period: Period) -> list[str]:
    """The municipalities whose delivery of a half-year has not come."""
    return [one.municipality for one in standing(period) if one.received_on is None]


def receive(file: bytes, folder: Path, now: datetime) -> Taken:
    """Take in a delivery; ``folder`` holds the board's delivery key. Raises DeliveryRefused."""
    delivery = _read(file, folder)
    label, digest = delivery.label, hashlib.sha256(file)
    taps = [form.of_today(row, label) for row in delivery.marks]
    counted = _rows(marks.COLUMNS, taps, label, form.check_mark)
    replied = _rows(reply_marks.COLUMNS, delivery.reply_marks, label, form.check_reply_mark)
    if delivery.is_invented is not (installation.fact(installation.DEMO) is not None):
        raise DeliveryRefused("invented")
    with transaction():
        statistics_keys.lock(label.period)
        _refuse_if_not_due(label, now)
        if not deliveries.add(label, Way.RECEIVED, digest.digest(), danish_day(now)):
            raise _received_already(label)
        marks.add_all(_shuffled(counted))
        reply_marks.add_all(_shuffled(replied))
        people_hashes.add_all(label.period, _shuffled(list(_stand_ins(delivery.people))))
        _take_meetings(delivery, danish_day(now))
    return Taken(label, digest.hexdigest())


def _take_meetings(delivery: MarksDelivery, day: date) -> None:
    """Meetings take the place of the none that may have been counted here."""
    label = delivery.label
    if delivery.meetings:
        coverage_counts.put(label.period, label.municipality, delivery.meetings)
    if delivery.reported is not None:
        reported_meetings.tell(label.municipality, label.period, delivery.reported, day)


def _read(file: bytes, folder: Path) -> MarksDelivery:
    """What a file says, once it is known whose it is and that it is for us."""
    label = _label(file)
    signer = delivery_signers.key_of(label.municipality)
    if signer is None:
        raise DeliveryRefused("unknown_signer", label.municipality)
    try:
        check_signature(signer.signing, file)
    except CannotOpen as problem:
        raise DeliveryRefused("signature") from problem
    try:
        content = open_delivery(delivery_key.opening_key(folder), label, file)
    except CannotOpen as problem:
        raise DeliveryRefused("sealing") from problem
    try:
        delivery = form.from_bytes(content)
    except ODD as problem:
        raise DeliveryRefused("content") from problem
    if delivery.label != label:
        raise DeliveryRefused("content")
    return delivery


def _label(file: bytes) -> Label:
    try:
        label = label_of(file)
    except ValueError as problem:
        raise DeliveryRefused("damaged") from problem
    if label.format not in (FIRST_FORMAT, FORMAT):
        raise DeliveryRefused("newer_format")
    return label


def _rows(
    columns: Columns,
    rows: Sequence[Row],
    label: Label,
    check: Callable[[Row, Label], None],
) -> list[dict[str, object]]:
    """The rows as they can be stored, each of them checked."""
    try:
        read = [from_plain(columns, row) for row in rows]
        for row in read:
            check(row, label)
    except ODD as problem:
        raise DeliveryRefused("content") from problem
    return read


def _refuse_if_not_due(label: Label, now: datetime) -> None:
    if not is_told_in(label.period, label.municipality):
        raise DeliveryRefused("other_period")
    if deliveries.find(label) is not None:
        raise _received_already(label)
    if releases.of_period(label.period) is not None:
        raise DeliveryRefused("frozen_already")
    if danish_day(now) < label.period.may_freeze_from:
        raise DeliveryRefused("too_early")
    if _is_counted_here(label):
        raise DeliveryRefused("counted_here")


def _received_already(label: Label) -> DeliveryRefused:
    there = deliveries.find(label)
    return DeliveryRefused("received_already", there.made_on.isoformat() if there else "")


def _is_counted_here(label: Label) -> bool:
    """True where this installation has answers of the municipality's own."""
    period, code = label.period, label.municipality
    counted = bool(marks.of(period, code) or reply_marks.of(period, code))
    met = any(one.number for one in coverage_counts.of_period(period, (code,)))
    waits = code in mixer_box.municipalities(period)
    return counted or met or waits or any(row[0] == code for row in people_hashes.count(period))


def _stand_ins(people: Sequence[People]) -> Iterator[Hash]:
    """One random number for each person, in place of a hash: the freeze counts them as it does."""
    for one in people:
        for who, number in ((Counted.CHILD, one.children), (Counted.WORKER, one.workers)):
            for _ in range(number):
                yield one.municipality, one.age_group, who, secrets.token_bytes(KEY_BYTES)


def _shuffled(things: Sequence[Thing]) -> list[Thing]:
    return CHANCE.sample(things, len(things))
