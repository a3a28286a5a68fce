"""A case worker's own reflections side by side, each with what its writer may know it by."""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import NotFound
from boernestemme.domain.ports import OpensEnvelopes
from boernestemme.domain.reflection import Reflection
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.access import Setting, own_meeting
from boernestemme.services.listing_meetings import LOOKING_BACK
from boernestemme.services.reflecting import read_all
from boernestemme.storage import invitations, meetings, reflections


@dataclass(frozen=True)
class OwnReflection:
    """What somebody wrote about one meeting.

    ``words`` and ``starts_at`` are None where the meeting is no longer open to its writer.
    """

    meeting_id: str
    written: Reflection
    words: WordPair | None = None
    starts_at: datetime | None = None


def list_own(setting: Setting, opener: OpensEnvelopes) -> list[OwnReflection]:
    """The person's own reflections, the latest meeting first, those given away last."""
    found = [
        _known(setting, meeting_id, written)
        for meeting_id, written in read_all(setting, opener).items()
    ]
    open_now = [one for one in found if one.starts_at is not None]
    open_now.sort(key=lambda one: (one.starts_at or setting.now, one.meeting_id), reverse=True)
    return open_now + [one for one in found if one.starts_at is None]


def _known(setting: Setting, meeting_id: str, written: Reflection) -> OwnReflection:
    try:
        meeting = own_meeting(setting, meeting_id)
    except NotFound:
        return OwnReflection(meeting_id, written)
    link = invitations.current_of(meeting_id)
    words = None if link is None else WordPair(link.colour, link.thing)
    return OwnReflection(meeting_id, written, words, meeting.starts_at)


def own_pairs(setting: Setting) -> set[WordPair]:
    """The two words of all meetings in the person's list, and of all it reflected over.

    None of them may go on a sheet.
    """
    listed = meetings.concerning(setting.person.id, setting.now - LOOKING_BACK)
    reflected = reflections.of_person(setting.person.id)
    ids = {row.id for row in listed} | {row.meeting_id for row in reflected}
    links = invitations.current_of_all(sorted(ids))
    return {WordPair(link.colour, link.thing) for link in links}
