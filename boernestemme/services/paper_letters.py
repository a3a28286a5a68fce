"""The letter to a child on paper: its link once more, with what it may be told of its meeting."""

from dataclasses import dataclass

from boernestemme.domain.errors import LinkDead
from boernestemme.domain.ports import LinkTools
from boernestemme.services import changing_links
from boernestemme.services.access import Setting, own_meeting
from boernestemme.services.making_links import MadeLink
from boernestemme.services.telling import Telling, telling


@dataclass(frozen=True)
class PaperLetter:
    """A link that is shown, and the meeting it is about."""

    link: MadeLink
    told: Telling


def paper_letter(setting: Setting, meeting_id: str, tools: LinkTools) -> PaperLetter:
    """The letter of one's own meeting; it shows the link, and each showing is logged.

    Raises LinkDead where there is no link to show, or no meeting to come.
    """
    if own_meeting(setting, meeting_id).cancelled_on is not None:
        raise LinkDead
    told = telling(setting, meeting_id)
    return PaperLetter(changing_links.show_again(setting, meeting_id, tools), told)
