"""Finding one's own meetings by a word of their pair or by the case number; nothing is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from boernestemme.domain.errors import SearchRefused
from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.ports import OpensEnvelopes
from boernestemme.domain.questionnaire import is_storable
from boernestemme.domain.shared_words import WordPair
from boernestemme.services import case_numbers
from boernestemme.services.access import Setting, log
from boernestemme.services.listing_meetings import LOOKING_BACK, list_meetings
from boernestemme.storage import meetings, papers
from boernestemme.storage.db import transaction

LONGEST = 60


@dataclass(frozen=True)
class Found:
    """A meeting that was looked for, and its case number, or nothing."""

    meeting: ListedMeeting
    case_number: str


def find(setting: Setting, text: str, opener: OpensEnvelopes, epoch: int) -> list[Found]:
    """The person's own meetings that fit, latest first; each number shown is in the log.

    A meeting fits when every word of the text is a part of its two words, or when the text is a
    part of its case number. Raises SearchRefused, and then nothing was opened.
    """
    wanted = _checked(text)
    listed = list_meetings(setting, epoch)
    numbers = _numbers(setting, listed, opener)
    found = [
        Found(one, numbers.get(one.id, ""))
        for one in listed
        if fits_words(one.words, wanted) or case_numbers.holds(numbers.get(one.id, ""), wanted)
    ]
    with transaction():
        for one in found:
            if one.case_number:
                log(setting, "case_number_shown", one.meeting.id)
    return sorted(found, key=lambda one: (one.meeting.starts_at, one.meeting.id), reverse=True)


def fits_words(words: WordPair, wanted: str) -> bool:
    """True when every word of ``wanted`` is a part of one of the two words."""
    parts = wanted.casefold().split()
    return all(part in words.colour or part in words.thing for part in parts)


def _checked(text: str) -> str:
    wanted = text.strip()
    if not wanted:
        raise SearchRefused("empty")
    if len(wanted) > LONGEST:
        raise SearchRefused("too_long")
    if not is_storable(wanted):
        raise SearchRefused("not_text")
    if holds_cpr_like(wanted):
        raise SearchRefused("cpr")
    return wanted


def _numbers(
    setting: Setting, listed: Sequence[ListedMeeting], opener: OpensEnvelopes
) -> Mapping[str, str]:
    """The case numbers of those that are open to this person as a whole."""
    opened = {one.id for one in listed if one.opens_meeting}
    since = setting.now - LOOKING_BACK
    rows = papers.left_over(setting.person.id, since)
    rows += meetings.concerning(setting.person.id, since)
    return case_numbers.of_meetings([row for row in rows if row.id in opened], opener)
