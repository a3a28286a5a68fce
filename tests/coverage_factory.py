"""Who is missing, made by hand for a release of ``release_factory``: every kind of line once."""

from collections.abc import Sequence
from typing import Any

from boernestemme.domain.coverage import Coverage, Manner, MannerFigure, Reported, ResponseBand
from boernestemme.domain.figures import Area, AreaKind, Bound, Status
from boernestemme.domain.meeting import AgeGroup

# Nineteen, with three and more in Region Sjælland and three elsewhere that stand in no table.
PARTICIPANTS = (
    "0101", "0265", "0306", "0316", "0320", "0326", "0329", "0340", "0350", "0360", "0492", "0530",
    "0573", "0580", "0665", "0671", "0727", "0751", "0773",
)  # fmt: skip
BANDS = tuple(ResponseBand)


def coverage(areas: Sequence[Area]) -> tuple[Coverage, ...]:
    """A line for each area of each age group; the areas are those of the figures."""
    return tuple(
        _line(age_group, area, row) for age_group in AgeGroup for row, area in enumerate(areas)
    )


def _line(age_group: AgeGroup, area: Area, row: int) -> Coverage:
    if area.code == "0492":
        return Coverage(age_group, area, Status.HIDDEN)
    if area.code == "0360":
        return Coverage(age_group, area, Status.SHOWN, 90, ResponseBand.FROM_60, ResponseBand.TO_40)
    held = 4000 if area.kind is AreaKind.COUNTRY else 500 - 20 * row
    after = ResponseBand.FROM_60 if row == 2 else ResponseBand.TO_60
    return Coverage(age_group, area, Status.SHOWN, held, BANDS[row % 4], after)


MANNERS = (
    MannerFigure(AgeGroup.YOUNGER, Manner.HELPED, Status.SHOWN, 900, 450, 50, Bound.EXACT, 46, 54),
    MannerFigure(AgeGroup.YOUNGER, Manner.INTERPRETER, Status.HIDDEN),
    MannerFigure(AgeGroup.OLDER, Manner.HELPED, Status.SHOWN, 1520, 230, 15, Bound.EXACT, 13, 18),
    MannerFigure(AgeGroup.OLDER, Manner.INTERPRETER, Status.SHOWN, 1520, 45, 3, Bound.EXACT, 2, 4),
)
REPORTED = Reported(11, 5200, ResponseBand.TO_60)


# For a release whose figures are others than these go with.
NOTHING: dict[str, Any] = {"coverage": (), "manners": (), "reported": None, "participants": ()}


def who_is_missing(areas: Sequence[Area]) -> dict[str, Any]:
    """All four parts, as a release takes them."""
    return {
        "coverage": coverage(areas),
        "manners": MANNERS,
        "reported": REPORTED,
        "participants": PARTICIPANTS,
    }
