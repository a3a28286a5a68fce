"""The reply to one wish as the child reads it, for a sheet or a file that names nobody."""

from boernestemme.domain.letter import letter_lines
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import Wish
from boernestemme.services.framing import ReadMeeting
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.reply_words import make_letter

UNNAMED = {"who": N_("din rådgiver"), "Who": N_("Din rådgiver"), "mine": N_("min rådgiver")}


def said_reply(meeting: ReadMeeting, wish: Wish, age_group: AgeGroup) -> str:
    """Outcome, reason and own words; empty while there is no reply."""
    lines = letter_lines([wish], meeting.framing.replies)
    names = {name: _(text) for name, text in UNNAMED.items()}
    return " ".join(make_letter(lines, age_group, names).said)
