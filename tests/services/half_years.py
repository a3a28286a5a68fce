"""Half-years to freeze: marks and people as the mixer leaves them, written without a key.

Every record key is 0, and a cell key of 0 is no noise: what is published is rounded and no more.
"""

from itertools import count

from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.meeting_counts import Measure, MeetingCount
from boernestemme.domain.period import Period
from boernestemme.services.publishing import PublishedRelease, published_numbers
from boernestemme.storage import marks, people_hashes
from boernestemme.storage.db import transaction
from boernestemme.storage.people_hashes import Counted

OLDER = AgeGroup.OLDER
CLOSED = Period(2026, 2)  # may be frozen from 31 January 2027
_numbers = count()


def published_of(period: Period) -> PublishedRelease | None:
    """What is published of a period, or None."""
    return next(iter(published_numbers(period)), None)


def put(  # what tells one municipality's answers from another's
    code: str,
    children: int,
    workers: int = 3,
    period: Period = CLOSED,
    age_group: AgeGroup = AgeGroup.OLDER,
    says: str = "yes",
    later: int = 0,
) -> None:
    """First answers of so many children, and later ones of some of them."""
    with transaction():
        marks.add_all(
            [
                _mark(code, period, age_group, says, number < children)
                for number in range(children + later)
            ]
        )
        people_hashes.add_all(
            period,
            [
                (code, age_group, who, next(_numbers).to_bytes(32))
                for who, number in ((Counted.CHILD, children), (Counted.WORKER, workers))
                for _ in range(number)
            ],
        )


def _mark(
    code: str, period: Period, age_group: AgeGroup, says: str, is_first: bool
) -> dict[str, object]:
    taps = dict.fromkeys(ITEMS[age_group], says if is_first else "no")
    return {
        "municipality": code,
        "period": str(period),
        "age_group": age_group,
        "version": 1,
        "is_first": is_first,
        "is_helped": False,
        "is_interpreted": False,
        "influence": None,
        "record_key": 0,
        **taps,
    }


def counted_meetings(code: str, held: int, after: int, keys: int = 0) -> list[MeetingCount]:
    """So many held meetings of older children, half of them with an answer before."""
    older = {Measure.HELD: held, Measure.BEFORE: held // 2, Measure.AFTER: after}
    return [
        MeetingCount(code, age_group, measure, older.get(measure, 6) * (age_group is OLDER), keys)
        for age_group in AgeGroup
        for measure in Measure
    ]


def put_country(period: Period = CLOSED) -> None:
    """One large municipality, and three small ones of one region."""
    put("0461", 60, 9, period, later=7)
    for code in ("0253", "0259", "0265"):
        put(code, 5, 2, period)
