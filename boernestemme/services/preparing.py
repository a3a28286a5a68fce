"""Preparing a meeting: the case worker's own words to the six points of its framing."""

from dataclasses import replace

from boernestemme.domain.errors import Conflict, PointRefused
from boernestemme.domain.framing import Framing, FramingPoint, PointText, broken_point_rule
from boernestemme.domain.ports import KeepsKeys
from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.services.framing_content import change_framing
from boernestemme.storage.db import transaction


class PointConflict(Conflict):
    """Another window saved other words to this point.

    Attributes:
        theirs: what is saved now, kept as it is.
    """

    def __init__(self, theirs: PointText) -> None:
        super().__init__("point")
        self.theirs = theirs


def save_point(
    setting: Setting,
    meeting_id: str,
    keys: KeepsKeys,
    point: FramingPoint,
    mine: PointText,
) -> PointText:
    """Save own words to one point over the version that was seen (``mine.version``).

    The same words once more are no conflict. Empty words give the point back to what is written
    from the child's answers. Raises PointRefused for a broken rule, or ``erased`` where the papers
    are gone, and PointConflict when another save came between; either way nothing is changed.
    """
    meeting = own_meeting(setting, meeting_id)
    rule = broken_point_rule(mine.text) if meeting.erased_on is None else "erased"
    if rule:
        raise PointRefused(rule)
    with transaction():
        log(setting, "point_saved", meeting_id)

    def write(framing: Framing) -> Framing:
        there = framing.points.get(point, PointText("", 0))
        if there.text == mine.text:
            return framing
        if there.version != mine.version:
            raise PointConflict(there)
        saved = PointText(mine.text, mine.version + 1)
        return replace(framing, points={**framing.points, point: saved})

    return change_framing(setting, meeting, keys, write).points.get(point, mine)
