"""What the child will read of the replies: the letter itself, and how hard it is to read."""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.framing import WishReply
from boernestemme.domain.letter import letter_lines
from boernestemme.domain.readability import measure
from boernestemme.services.framing import ReadMeeting
from boernestemme.services.replying import can_go_by_link
from boernestemme.web.caseworker.reading_ease import Meter, meter_of
from boernestemme.web.reply_words import Letter, make_letter


@dataclass(frozen=True)
class ReplyPreview:
    """The letter, the LIX of its answers, and whether a child would find them hard.

    ``is_asked`` where the case worker asked to see it, before it is saved. ``meter`` says what to
    change.
    """

    letter: Letter
    lix: int
    is_hard: bool
    is_asked: bool
    meter: Meter


def preview_of(
    meeting: ReadMeeting, replies: Mapping[str, WishReply], *, is_asked: bool
) -> ReplyPreview | None:
    """The letter of these replies, over what is saved; None where it is empty or cannot be sent."""
    lines = letter_lines(meeting.wishes, {**meeting.framing.replies, **replies})
    if not lines or not can_go_by_link(meeting):
        return None
    name = meeting.link.contact_name
    called = {"who": name, "Who": name, "mine": name}
    letter = make_letter(lines, meeting.age_group, called)
    reading = measure(letter.said)
    meter = meter_of("\n".join(letter.said), meeting.age_group)
    return ReplyPreview(letter, round(reading.lix), reading.is_hard, is_asked, meter)
