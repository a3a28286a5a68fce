"""What the child will read of the replies: the letter itself, and how hard it is to read."""

from dataclasses import dataclass

from boernestemme.domain.letter import letter_lines
from boernestemme.domain.readability import measure
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.replying import can_go_by_link
from boernestemme.web.reply_words import Letter, make_letter


@dataclass(frozen=True)
class ReplyPreview:
    """The letter as it stands, the LIX of its answers, and whether a child would find it hard."""

    letter: Letter
    lix: int
    is_hard: bool


def preview_of(meeting: ReadMeeting) -> ReplyPreview | None:
    """The letter of the replies saved so far; None where there is none, or it cannot be sent."""
    lines = letter_lines(meeting.wishes, meeting.framing.replies)
    if not lines or not can_go_by_link(meeting):
        return None
    name = meeting.link.contact_name
    called = {"who": name, "Who": name, "mine": name}
    letter = make_letter(lines, meeting.age_group, called)
    reading = measure(letter.said)
    return ReplyPreview(letter, round(reading.lix), reading.is_hard)
