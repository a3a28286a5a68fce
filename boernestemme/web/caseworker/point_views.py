"""The six points on *Mødets ramme*: what stands in each field, and what was wrong with a save."""

from dataclasses import dataclass

from boernestemme.domain.framing import POINT_LIMIT, FramingPoint, PointText
from boernestemme.domain.meeting import AgeGroup
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker.points import HEADINGS, PURPOSE, composed_points
from boernestemme.web.caseworker.reading_ease import Meter, meter_of
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

POINT_REFUSED = {
    "too_long": N_("Højst %(limit)s tegn."),
    "not_text": N_("Der er et tegn, som ikke kan gemmes."),
    "cpr": N_("Det ligner et CPR-nummer. Skriv det ikke her."),
    "erased": N_("Ikke gemt: svaret er slettet her. Skriv det i jeres sagssystem."),
}


@dataclass(frozen=True)
class PointAttempt:
    """A save of one point that was refused; ``theirs`` is what another window saved meanwhile."""

    point: FramingPoint
    mine: PointText
    rule: str = ""
    theirs: PointText | None = None

    @property
    def version(self) -> int:
        """The version the next save is based on: after a conflict the one that was shown."""
        return self.mine.version if self.theirs is None else self.theirs.version


@dataclass(frozen=True)
class PointView:
    """One point: the text in its field, what it would be unedited, and what has to be said of it.

    ``theirs`` is what another window saved meanwhile; None where there is no conflict. ``meter``
    is of the case worker's own words.
    """

    code: FramingPoint
    heading: str
    hint: str
    text: str
    composed: str
    is_own: bool
    version: int
    error: str
    theirs: str | None
    is_saved: bool
    meter: Meter


@dataclass(frozen=True)
class Points:
    """All six, how much there is room for, and what was refused, by the point it is about."""

    all: tuple[PointView, ...]
    limit: int
    errors: dict[str, str]
    age: AgeGroup


def points_of(
    meeting: ReadMeeting, *, saved: str = "", attempt: PointAttempt | None = None
) -> Points:
    """The points as they are shown; ``saved`` names the one that was saved just now."""
    composed = composed_points(meeting)
    views = tuple(
        _view(meeting, point, composed[point], attempt if _is_of(attempt, point) else None, saved)
        for point in FramingPoint
    )
    errors = {one.code.value: one.error for one in views if one.error}
    return Points(views, POINT_LIMIT, errors, meeting.age_group)


def _is_of(attempt: PointAttempt | None, point: FramingPoint) -> bool:
    return attempt is not None and attempt.point is point


def _view(
    meeting: ReadMeeting,
    point: FramingPoint,
    composed: str,
    attempt: PointAttempt | None,
    saved: str,
) -> PointView:
    own = meeting.framing.points.get(point, PointText("", 0))
    text = (own.text or composed) if attempt is None else attempt.mine.text
    theirs = None if attempt is None or attempt.theirs is None else attempt.theirs.text or composed
    return PointView(
        point,
        _(HEADINGS[point]),
        _hint(meeting, point, is_own=bool(own.text)),
        text,
        composed,
        bool(own.text),
        own.version if attempt is None else attempt.version,
        "" if attempt is None else refusal(attempt),
        theirs,
        saved == point,
        meter_of(text if own.text or attempt else "", meeting.age_group),
    )


def refusal(attempt: PointAttempt) -> str:
    """What is said at the field of a save that was refused."""
    if attempt.theirs is not None:
        return _("Ikke gemt: der er gemt i et andet vindue imens. Begge tekster står her.")
    return _(POINT_REFUSED[attempt.rule], limit=POINT_LIMIT)


def _hint(meeting: ReadMeeting, point: FramingPoint, *, is_own: bool) -> str:
    """What only the case worker can add: why there is a meeting, where it has not been told."""
    if point is PURPOSE and not is_own and not meeting.settled.purposes:
        return _("Tilføj: hvorfor mødes I?")
    return ""
