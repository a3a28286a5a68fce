"""How many children gave a first answer in an area, as far as anything published limits it.

Whoever took a stand on one item answered, whoever answered did so about a held meeting, and of
those a few had no answer: each is a limit on the others. (STA-09)
"""

from boernestemme.domain.coverage import Coverage, ResponseBand
from boernestemme.domain.covering import band
from boernestemme.domain.disclosure import COUNTRY, FEWEST_CHILDREN
from boernestemme.domain.figures import Area
from boernestemme.domain.knowledge import behind, reach
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.shares import ROUNDED_TO
from boernestemme.domain.team_counts import FEWEST_LEFT


def fewest_answers(release: Release, age_group: AgeGroup) -> dict[Area, int]:
    """The least it can be in each area that any item tells of."""
    fewest: dict[Area, int] = {}
    for figure in release.figures:
        if figure.age_group is age_group and figure.n is not None:
            least = max(behind(figure.n, reach(release))[0], FEWEST_CHILDREN)
            fewest[figure.area] = max(fewest.get(figure.area, 0), least)
    return fewest


def most_answers(release: Release, age_group: AgeGroup) -> dict[Area, int]:
    """The most it can be in each area whose meetings are told, and in the country."""
    most = {
        one.area: _most(one, reach(release))
        for one in release.coverage
        if one.age_group is age_group and one.held is not None
    }
    for told in release.manners:
        if told.age_group is age_group and told.n is not None:
            high = behind(told.n, reach(release))[1]
            most[COUNTRY] = min(most.get(COUNTRY, high), high)
    return most


def _most(one: Coverage, reach: int) -> int:
    held = behind(one.held or 0, reach)[1] - FEWEST_LEFT
    answered = answers_in(one.after, one.held or 0, reach)[1]
    return held if answered is None else min(held, answered)


def answers_in(told: ResponseBand | None, held: int, reach: int) -> tuple[int, int | None]:
    """How many answers a band of published meetings may stand for; any number without a band."""
    within = [part for part in range(0, held + 1, ROUNDED_TO) if told and band(part, held) is told]
    if not within:
        return 0, None
    # More than all is told as all.
    return behind(within[0], reach)[0], None if within[-1] == held else behind(within[-1], reach)[1]
