"""A release: what is published about one half-year, and its one canonical form in bytes.

Every number here has been through disclosure control; nothing exact is ever in a release.
"""

import csv
import hashlib
import io
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period

# The first does not say so, nor how it was protected: its counts are rounded and no more.
FIRST_FORMAT, FORMAT = 1, 2
COLUMNS = (
    "period", "area", "code", "name", "age_group", "item", "status", "n", "yes", "partly", "no",
    "percent", "bound", "low", "high", "instrument",
)  # fmt: skip


class AreaKind(StrEnum):
    """What an area is; the rests hold what is too small to stand alone."""

    COUNTRY = "country"
    COUNTRY_REST = "country_rest"
    REGION_REST = "region_rest"
    MUNICIPALITY = "municipality"


@dataclass(frozen=True)
class Area:
    """Where the children of a figure live; ``code`` and ``name`` of the municipality or region.

    For the country and its rest the code is empty.
    """

    kind: AreaKind
    code: str
    name: str


class Status(StrEnum):
    """How much a figure may say: all, its base alone, or nothing."""

    SHOWN = "shown"
    UNCERTAIN = "uncertain"
    HIDDEN = "hidden"


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


@dataclass(frozen=True)
class Protection:
    """What a reader may know of how the counts were protected.

    Noise of at most ``largest_noise`` to either side, then rounding; an area is told from
    ``threshold`` children and case workers of this number (``workers``). The audit before approval
    had ``hidden_by_audit`` figures hidden besides, for they narrowed a count too much.
    """

    method: str
    largest_noise: int
    rounded_to: int
    threshold: int
    workers: int
    hidden_by_audit: int = 0


@dataclass(frozen=True)
class Release:
    """One half-year's figures. ``taking_part`` of ``municipalities`` had answers to count.

    ``number`` is 1, or more for a correction, which says in ``note`` what it corrects; a demo's
    note says that its figures are invented. ``instrument`` holds the versions of the questions the
    children answered. ``protection`` is None in what was made before there was noise.
    """

    period: Period
    number: int
    hierarchy: str
    taking_part: int
    municipalities: int
    made_on: date
    note: str
    figures: tuple[Figure, ...]
    replies: tuple[ReplyFigure, ...]
    instrument: tuple[int, ...] = ()
    protection: Protection | None = None

    @property
    def headlines(self) -> dict[AgeGroup, Figure]:
        """How many felt heard in the whole country: one figure for each age group, never pooled."""
        return {
            figure.age_group: figure
            for figure in self.figures
            if figure.area.kind is AreaKind.COUNTRY and figure.item == HEADLINE
        }


def to_bytes(release: Release) -> bytes:
    """The release as canonical JSON: the same release gives the same bytes."""
    content = {
        "period": str(release.period),
        "number": release.number,
        "hierarchy": release.hierarchy,
        "taking_part": release.taking_part,
        "municipalities": release.municipalities,
        "made_on": release.made_on.isoformat(),
        "note": release.note,
        "figures": [_row(figure) for figure in release.figures],
        "replies": [asdict(figure) for figure in release.replies],
    }
    if release.protection:
        content |= {
            "format": FORMAT,
            "instrument": release.instrument,
            "protection": asdict(release.protection),
        }
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return written.encode() + b"\n"


@lru_cache(maxsize=32)
def from_bytes(content: bytes) -> Release:
    """What ``to_bytes`` wrote, read once: it never changes. Raises ValueError for anything else."""
    given = json.loads(content)
    period = parse_period(given["period"])
    if period is None:
        raise ValueError(f"{given['period']!r} is no half-year")
    if given.get("format", FIRST_FORMAT) not in (FIRST_FORMAT, FORMAT):
        raise ValueError(f"format {given['format']!r} is not known here")
    return Release(
        period,
        given["number"],
        given["hierarchy"],
        given["taking_part"],
        given["municipalities"],
        date.fromisoformat(given["made_on"]),
        given["note"],
        tuple(_figure(row) for row in given["figures"]),
        tuple(ReplyFigure(**row | {"status": Status(row["status"])}) for row in given["replies"]),
        tuple(given.get("instrument", ())),
        Protection(**given["protection"]) if "protection" in given else None,
    )


def digest(content: bytes) -> bytes:
    """SHA-256 of a release's bytes."""
    return hashlib.sha256(content).digest()


def to_csv(release: Release, separator: str = ",") -> str:
    """The very same table as lines of separated values; what is not told is empty.

    Danish spreadsheets want semicolons. Every number is whole, so no decimal sign is needed.
    """
    lines = io.StringIO()
    writer = csv.DictWriter(lines, COLUMNS, lineterminator="\n", delimiter=separator)
    writer.writeheader()
    of_all = {"period": str(release.period), "instrument": "+".join(map(str, release.instrument))}
    for figure in release.figures:
        writer.writerow(of_all | _row(figure))
    return lines.getvalue()


def _row(figure: Figure) -> dict[str, Any]:
    area = figure.area
    flat = {name: value for name, value in asdict(figure).items() if name != "area"}
    return flat | {"area": area.kind, "code": area.code, "name": area.name}


def _figure(row: Mapping[str, Any]) -> Figure:
    typed = {
        "age_group": AgeGroup(row["age_group"]),
        "area": Area(AreaKind(row["area"]), row["code"], row["name"]),
        "status": Status(row["status"]),
        "bound": Bound(row["bound"]),
    }
    plain = {name: value for name, value in row.items() if name not in ("code", "name")}
    return Figure(**plain | typed)
