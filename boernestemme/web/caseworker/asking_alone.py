"""Who helped the child to answer, and the task of asking it alone where family did."""

from dataclasses import dataclass

from flask import Response

from boernestemme.domain.instruments.helping import helper_in
from boernestemme.domain.roles import Permission
from boernestemme.services import asking_alone
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.links import MEETING
from boernestemme.web.caseworker.onward import onward
from boernestemme.web.caseworker.wishes import Labels
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

HELPED = {
    "teacher": N_("Barnet fik hjælp af: en lærer eller pædagog"),
    "home": N_("Barnet fik hjælp af: en voksen, barnet bor hos"),
    "family": N_("Barnet fik hjælp af: familien"),
    "caseworker": N_("Barnet fik hjælp af: %(mine)s"),
    "other": N_("Barnet fik hjælp af: en anden"),
}


@dataclass(frozen=True)
class HelpedView:
    """Who helped, one line for each answer that had help, and whether the child is to be asked."""

    lines: tuple[str, ...]
    is_task: bool


def helped_view(read: ReadMeeting, *, is_backup: bool) -> HelpedView:
    """What the page of a meeting says about help."""
    mine = Labels(read.age_group, is_backup).mine
    helpers = (helper_in(one.parts.open) for one in read.answers)
    lines = [_(HELPED[one], mine=mine) for one in helpers if one is not None]
    return HelpedView(tuple(dict.fromkeys(lines)), any(one.must_ask_alone for one in read.answers))


@blueprint.post(f"{MEETING}/spurgt-alene")
@opens(Permission.READ_MEETING)
def mark_asked_alone(meeting_id: str) -> Response:
    """The child has been asked alone about what was left out."""
    return onward(meeting_id, stays_open=asking_alone.mark_asked_alone(setting(), meeting_id))
