"""A published figure: where its children live, how much it may say, how to read it."""

from dataclasses import dataclass, field
from enum import StrEnum

from boernestemme.domain.meeting import AgeGroup


class AreaKind(StrEnum):
    """What an area is; the rests hold what is too small to stand alone."""

    COUNTRY = "country"
    COUNTRY_REST = "country_rest"
    REGION_REST = "region_rest"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Area:
    """Where the children of a figure live; ``code`` and ``name`` of the municipality or region.

    For the country and its rest the code is empty. The name tells no two areas apart.
    """

    kind: AreaKind
    code: str
    name: str = field(compare=False)


class Status(StrEnum):
    """How much a figure may say: all, its base alone, or nothing."""

    SHOWN = "vist"
    UNCERTAIN = "usikker"
    HIDDEN = "skjult"


class Bound(StrEnum):
    """How to read a percentage: as it stands, as *this or less*, or as *this or more*."""

    EXACT = ""
    UNDER = "under"
    OVER = "over"


@dataclass(frozen=True)
class Figure:
    """One item in one area. Counts are of children, each with its noise and rounded to 5.

    ``n`` is who answered yes, partly or no, ``percent`` the published yes of it. Where the
    percentage is a bound, the three counts are None, for they would tell what the bound leaves out.
    ``low`` and ``high`` are a 95 % interval, noise and rounding included.
    """

    age_group: AgeGroup
    area: Area
    item: str
    status: Status
    n: int | None = None
    yes: int | None = None
    partly: int | None = None
    no: int | None = None
    percent: int | None = None
    bound: Bound = Bound.EXACT
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True)
class ReplyFigure:
    """What became of the wishes of one kind, or of ``all``, in the whole country.

    Counts are of wishes, each with its noise and rounded to 5; ``percent_in_time`` is the share
    answered in time.
    """

    kind: str
    status: Status
    n: int | None = None
    met: int | None = None
    partly: int | None = None
    not_met: int | None = None
    percent_in_time: int | None = None
