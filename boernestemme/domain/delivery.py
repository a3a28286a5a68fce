"""A delivery: one municipality's counted half-year on its way to the board's installation.

It holds what a release is made of and nothing else: mixed marks, reply-marks, how many distinct
children and case workers stand behind them, and how many meetings. No hash of anybody leaves the
house.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from boernestemme.domain.cell_keys import KEYS
from boernestemme.domain.errors import Refused
from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import (
    ITEMS,
    OLDER_ITEMS,
    OLDER_SCALE,
    VERSION,
    YOUNGER_SCALE,
)
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import Measure, MeetingCount
from boernestemme.domain.period import Period, parse_period
from boernestemme.domain.reporting import MOST_MEETINGS
from boernestemme.domain.submission import WishKind
from boernestemme.domain.tally import People

# The first knows of no meetings and no interpreter.
FIRST_FORMAT, FORMAT = 1, 2
LARGEST = 32 * 1024 * 1024
MOST_PEOPLE = 100_000
SCALES = {AgeGroup.YOUNGER: YOUNGER_SCALE, AgeGroup.OLDER: OLDER_SCALE}
LABEL = re.compile(rb"boernestemme-marks ([0-9]{1,4}) ([0-9]{4}) ([0-9]{4}(?:H[12])?)\n", re.ASCII)
# All that can be raised by reading odd bytes as a delivery.
ODD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
# A row under the names of its table's columns, in values JSON can hold.
Row = Mapping[str, Any]


class DeliveryRefused(Refused):
    """A half-year cannot be delivered to the board's installation, or taken in there.

    Attributes:
        rule: when making one ``unknown_municipality``, ``other_period``, ``too_early``,
            ``frozen_already``, ``not_mixed``, ``nothing_counted``, ``delivered_already``,
            ``takes_in``; when taking one in ``damaged``, ``newer_format``, ``unknown_signer``,
            ``signature``, ``sealing``, ``content``, ``invented``, ``other_period``, ``too_early``,
            ``frozen_already``, ``counted_here``, ``received_already``; of a key
            ``no_key``, ``not_a_key``, ``own_key``.
        detail: the day of a delivery that was there before, else empty.
    """

    def __init__(self, rule: str, detail: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.detail = detail


@dataclass(frozen=True)
class Label:
    """What stands in plain on a delivery; sealing and signature both bind it."""

    municipality: str
    period: Period
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """The first line of the file."""
        return f"boernestemme-marks {self.format} {self.municipality} {self.period}\n".encode()


def label_of(file: bytes) -> Label:
    """The label a file begins with. Raises ValueError when there is none."""
    found = LABEL.match(file)
    period = parse_period(found[3].decode()) if found else None
    if found is None or period is None:
        raise ValueError("no label")
    return Label(found[2].decode(), period, int(found[1]))


@dataclass(frozen=True)
class MarksDelivery:
    """What is inside. ``people`` has a line for each age group with a first answer.

    ``meetings`` has each measure of both age groups, or nothing where they were never counted;
    ``reported`` is how many meetings with children the municipality says it held, if it does.
    """

    label: Label
    is_invented: bool
    marks: tuple[Row, ...]
    reply_marks: tuple[Row, ...]
    people: tuple[People, ...]
    meetings: tuple[MeetingCount, ...] = ()
    reported: int | None = None


def to_bytes(delivery: MarksDelivery) -> bytes:
    """The delivery as canonical JSON: the same one gives the same bytes."""
    content = {
        "format": delivery.label.format,
        "municipality": delivery.label.municipality,
        "period": str(delivery.label.period),
        "is_invented": delivery.is_invented,
        "marks": [dict(row) for row in delivery.marks],
        "reply_marks": [dict(row) for row in delivery.reply_marks],
        "people": [[one.age_group, one.children, one.workers] for one in delivery.people],
    }
    if delivery.label.format != FIRST_FORMAT:
        content["meetings"] = [
            [one.age_group, one.measure, one.number, one.keys] for one in delivery.meetings
        ]
        content["reported"] = delivery.reported
    return json.dumps(content, sort_keys=True, separators=(",", ":")).encode()


def from_bytes(content: bytes) -> MarksDelivery:
    """What ``to_bytes`` wrote, in that very form. Raises one of ``ODD`` for anything else.

    The rows are still to be checked, each with ``check_mark`` or ``check_reply_mark``.
    """
    given = json.loads(content)
    code, period = given["municipality"], parse_period(given["period"])
    if period is None or type(given["is_invented"]) is not bool:
        raise ValueError("no delivery")
    read = MarksDelivery(
        Label(code, period, given["format"]),
        given["is_invented"],
        tuple(given["marks"]),
        tuple(given["reply_marks"]),
        tuple(_people(code, *line) for line in given["people"]),
        tuple(_meetings(code, *line) for line in given.get("meetings", ())),
        given.get("reported"),
    )
    _check_meetings(read.meetings)
    if read.reported is not None:
        _checked_number(read.reported, MOST_MEETINGS)
    groups = [one.age_group for one in read.people]
    if len(set(groups)) != len(groups) or to_bytes(read) != content:
        raise ValueError("not the one form of a delivery")
    return read


def _people(code: str, age_group: Any, children: Any, workers: Any) -> People:
    people = (_checked_number(number, MOST_PEOPLE) for number in (children, workers))
    return People(code, AgeGroup(age_group), *people)


def _meetings(code: str, age_group: Any, measure: Any, number: Any, keys: Any) -> MeetingCount:
    _checked_number(number, MOST_MEETINGS)
    _checked_number(keys, KEYS - 1)
    return MeetingCount(code, AgeGroup(age_group), Measure(measure), number, keys)


def _check_meetings(counts: tuple[MeetingCount, ...]) -> None:
    """All measures of both age groups once, none of them more than the meetings; or none at all."""
    number = {(one.age_group, one.measure): one.number for one in counts}
    wanted = set(product(AgeGroup, Measure)) if counts else set()
    if len(counts) != len(number) or number.keys() != wanted:
        raise ValueError("not every measure once")
    if any(number[age_group, Measure.HELD] < one for (age_group, _), one in number.items()):
        raise ValueError("more than the meetings")


def _checked_number(number: Any, most: int) -> int:
    if type(number) is not int or not 0 <= number <= most:
        raise ValueError("no such number")
    return number


def of_today(row: Any, label: Label) -> Any:
    """A mark as a row of today's columns; of the first format nobody knew of an interpreter."""
    is_old = label.format == FIRST_FORMAT and isinstance(row, dict)
    return row | {"is_interpreted": False} if is_old and "is_interpreted" not in row else row


def check_mark(row: Row, label: Label) -> None:
    """Refuse a mark that no child of this half-year can have left. Raises one of ``ODD``."""
    age_group = _checked_group(row, label)
    for item in OLDER_ITEMS:
        is_asked = item in ITEMS[age_group]
        if not (row[item] in SCALES[age_group] if is_asked else row[item] is None):
            raise ValueError("no taps of this age group")
    if row["version"] not in range(1, VERSION + 1):
        raise ValueError("no version of the questions")


def check_reply_mark(row: Row, label: Label) -> None:
    """Refuse what can have become of no wish. Raises one of ``ODD``."""
    _checked_group(row, label)
    WishKind(row["kind"])
    Outcome(row["outcome"])


def _checked_group(row: Row, label: Label) -> AgeGroup:
    """The age group of a row that is of this half-year and has a record key."""
    if (row["municipality"], row["period"]) != (label.municipality, str(label.period)):
        raise ValueError("a row of another half-year or municipality")
    if row["record_key"] not in range(KEYS):
        raise ValueError("no record key")
    return AgeGroup(row["age_group"])
