"""Who is missing: how many meetings stand behind the answers, and how often one was given.

A share is told as a band, and the highest is wide: nobody learns that nearly all answered.
"""

from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.figures import Area, Bound, Status
from boernestemme.domain.meeting import AgeGroup


class ResponseBand(StrEnum):
    """A share in per cent, coarse on purpose."""

    UNDER_20 = "under_20"
    TO_40 = "20_39"
    TO_60 = "40_59"
    FROM_60 = "60_"


class Manner(StrEnum):
    """How a first answer was given, beside what it said."""

    HELPED = "helped"
    INTERPRETER = "interpreter"


@dataclass(frozen=True)
class Coverage:
    """The held meetings with a link of one area, and how many of them had an answer.

    ``held`` has its noise and is rounded to 5. ``before`` and ``after`` are shares of it: an answer
    before the meeting, and one after it. An area stands here as it does in the figures.
    """

    age_group: AgeGroup
    area: Area
    status: Status
    held: int | None = None
    before: ResponseBand | None = None
    after: ResponseBand | None = None


@dataclass(frozen=True)
class MannerFigure:
    """How many of all children with a first answer gave it in one manner, in the whole country.

    ``n`` and ``some`` have their noise and are rounded to 5; near none and all the percentage is a
    bound, and ``some`` is None. ``low`` and ``high`` are a 95 % interval.
    """

    age_group: AgeGroup
    kind: Manner
    status: Status
    n: int | None = None
    some: int | None = None
    percent: int | None = None
    bound: Bound = Bound.EXACT
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class Reported:
    """What municipalities told of all their meetings with children, whether with a link or not.

    ``held`` is their sum, rounded to 5; ``with_link`` the share of it that got a link.
    """

    municipalities: int
    held: int
    with_link: ResponseBand | None
