"""What municipalities told of all meetings they held with children, beside those with a link.

A number a municipality tells of its work is nobody's answer. It is published for at least three
together, rounded, so that no leader reads another's.
"""

from collections.abc import Mapping

from boernestemme.domain.cell_keys import noisy
from boernestemme.domain.coverage import Reported
from boernestemme.domain.covering import FEWEST_HELD, band
from boernestemme.domain.errors import Refused
from boernestemme.domain.meeting_counts import MeetingCell, Meetings
from boernestemme.domain.shares import rounded

FEWEST_TELLING = 3
MOST_MEETINGS = 100_000


class ReportRefused(Refused):
    """A number of meetings cannot be taken.

    Attributes:
        rule: ``no_number``, ``cpr`` or ``frozen``, for a period whose figures are made.
    """

    def __init__(self, rule: str) -> None:
        super().__init__(rule)
        self.rule = rule


def disclose_reported(told: Mapping[str, int], meetings: Meetings) -> Reported | None:
    """The sum of what was told by municipality; None where too few told.

    The share with a link is of the same municipalities: those whose meetings with a link are
    counted here too.
    """
    links: dict[str, MeetingCell] = {}
    for (code, _), one in meetings.items():
        links[code] = links.get(code, MeetingCell()) + one
    known = {code: number for code, number in told.items() if code in links and number > 0}
    if len(known) < FEWEST_TELLING:
        return None
    held, with_link = sum(known.values()), sum((links[code] for code in known), MeetingCell())
    published = rounded(held)
    is_told = with_link.held >= FEWEST_HELD and published > 0
    linked = rounded(noisy(with_link.held, with_link.held_keys))
    return Reported(len(known), published, band(linked, published) if is_told else None)
