"""A release: what is published about one half-year, and its one canonical form in bytes.

Every number here has been through disclosure control; nothing exact is ever in a release.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from boernestemme.domain.coverage import Coverage, Manner, MannerFigure, Reported, ResponseBand
from boernestemme.domain.figures import Area, AreaKind, Bound, Figure, ReplyFigure, Status
from boernestemme.domain.instruments.after import HEADLINE
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period

# The first does not say so, nor how it was protected: its counts are rounded and no more. The
# second does not say who took part or is missing, and has English words for a status.
FIRST_FORMAT, SECOND_FORMAT, FORMAT = 1, 2, 3
ENGLISH = {Status.SHOWN: "shown", Status.UNCERTAIN: "uncertain", Status.HIDDEN: "hidden"}
STATUS = {word: status for status in Status for word in (str(status), ENGLISH[status])}


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
    """One period's figures. ``taking_part`` of ``municipalities`` held meetings with a link or have
    answers to count: of all 98 in a half-year, of those told by the year in a year.

    ``number`` is 1, or more for a correction, which says in ``note`` what it corrects; a demo's
    note says that its figures are invented. ``instrument`` holds the versions of the questions the
    children answered. ``protection`` is None in what was made before there was noise, and
    ``participants``, the codes of those taking part, are empty in what did not name them.
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
    coverage: tuple[Coverage, ...] = ()
    manners: tuple[MannerFigure, ...] = ()
    reported: Reported | None = None
    participants: tuple[str, ...] = ()

    @property
    def format(self) -> int:
        """Which form its bytes have: the oldest that can say all it holds."""
        if self.participants or self.coverage or self.manners or self.reported:
            return FORMAT
        return SECOND_FORMAT if self.protection else FIRST_FORMAT

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
        "figures": [row(figure) for figure in release.figures],
        "replies": [asdict(figure) for figure in release.replies],
    }
    if release.protection:
        protection = asdict(release.protection)
        content |= {"instrument": release.instrument, "protection": protection}
    if release.format < FORMAT:
        _in_english(content)
    else:
        content |= {
            "coverage": [row(one) for one in release.coverage],
            "manners": [asdict(one) for one in release.manners],
            "reported": asdict(release.reported) if release.reported else None,
            "participants": release.participants,
        }
    if release.format > FIRST_FORMAT:
        content["format"] = release.format
    written = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return written.encode() + b"\n"


def _in_english(content: Mapping[str, Any]) -> None:
    for told in (*content["figures"], *content["replies"]):
        told["status"] = ENGLISH[told["status"]]


@lru_cache(maxsize=32)
def from_bytes(content: bytes) -> Release:
    """What ``to_bytes`` wrote, read once: it never changes. Raises ValueError for anything else."""
    given = json.loads(content)
    period = parse_period(given["period"])
    if period is None:
        raise ValueError(f"{given['period']!r} is no period")
    if given.get("format", FIRST_FORMAT) not in (FIRST_FORMAT, SECOND_FORMAT, FORMAT):
        raise ValueError(f"format {given['format']!r} is not known here")
    reported = given.get("reported")
    return Release(
        period,
        given["number"],
        given["hierarchy"],
        given["taking_part"],
        given["municipalities"],
        date.fromisoformat(given["made_on"]),
        given["note"],
        tuple(Figure(**_typed(told)) for told in given["figures"]),
        tuple(
            ReplyFigure(**told | {"status": STATUS[told["status"]]}) for told in given["replies"]
        ),
        tuple(given.get("instrument", ())),
        Protection(**given["protection"]) if "protection" in given else None,
        tuple(Coverage(**_typed(told)) for told in given.get("coverage", ())),
        tuple(MannerFigure(**_typed(told)) for told in given.get("manners", ())),
        Reported(**_typed(reported)) if reported else None,
        tuple(given.get("participants", ())),
    )


def digest(content: bytes) -> bytes:
    """SHA-256 of a release's bytes."""
    return hashlib.sha256(content).digest()


def row(told: Figure | Coverage) -> dict[str, Any]:
    """What is told of an area, flat: its values under their names, the area as three of them."""
    area = told.area
    flat = {name: value for name, value in asdict(told).items() if name != "area"}
    return flat | {"area": area.kind, "code": area.code, "name": area.name}


TYPES = {
    "age_group": AgeGroup,
    "status": STATUS.__getitem__,
    "bound": Bound,
    "kind": Manner,
    "before": ResponseBand,
    "after": ResponseBand,
    "with_link": ResponseBand,
}


def _typed(told: Mapping[str, Any]) -> dict[str, Any]:
    """The values of one line as the words they are, and its area in one again."""
    plain = {name: value for name, value in told.items() if name not in ("area", "code", "name")}
    typed = {
        name: TYPES[name](value) if value is not None and name in TYPES else value
        for name, value in plain.items()
    }
    if "area" in told:
        typed["area"] = Area(AreaKind(told["area"]), told["code"], told["name"])
    return typed
