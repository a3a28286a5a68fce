"""The team's sheet: the method, the six points and the tool on one page to hang up."""

from flask import Response

from boernestemme.domain.framing import FramingPoint
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.points import HEADINGS, standing_points
from boernestemme.web.caseworker.sheet_file import pdf_page
from boernestemme.web.caseworker.wording_method import SOURCES, STEPS
from boernestemme.web.caseworker.wording_papers import POINTS_TITLE, TEAM_TITLE, USE, USE_TITLE
from boernestemme.web.documents.render import render
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _


@blueprint.get("/metode.pdf")
@opens(Permission.READ_MEETING)
def method_file() -> Response:
    """One page, the same for everybody."""
    return pdf_page(render("team_sheet.typ", _team_sheet()), "metode")


def _team_sheet() -> dict[str, object]:
    spoken = standing_points(AgeGroup.OLDER)
    return {
        "title": _(TEAM_TITLE),
        "foot": _(SOURCES[0]),
        "steps": [
            {"title": _(one.title), "why": _(one.why), "do": [_(line) for line in one.do]}
            for one in STEPS
        ],
        "points_title": _(POINTS_TITLE),
        "points": [
            {"heading": _(HEADINGS[point]), "say": spoken[point][0]} for point in FramingPoint
        ],
        "use_title": _(USE_TITLE),
        "use": [_(line) for line in USE],
    }
