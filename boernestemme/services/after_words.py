"""What a child said after the meeting, to those it is for: the words, and whom it wants to talk to.

Here are words and nothing else. The taps are in no answer, so a meeting whose child tapped and
wrote nothing cannot be told from one whose child never came back.

Whoever reads the meeting reads the words. That the child wants to talk to **another** than its
case worker is told to the backup reader alone, at once, until they have talked. For that long the
words are open to them as well, and nothing more of the meeting: no wishes, no replies, no link.
What the child said is kept apart per reader here, so that no page has to remember it.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from boernestemme.domain.draft import answers_from_json
from boernestemme.domain.errors import NotFound
from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.meeting import AgeGroup, Phase, danish_day
from boernestemme.domain.ports import OpensEnvelopes, Place
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.working_days import READ_WITHIN
from boernestemme.services.access import Setting, log, meeting_with_own_words, opens, own_meeting
from boernestemme.services.waiting import is_unread, still_waits
from boernestemme.storage import accounts, invitations, meetings, submissions
from boernestemme.storage.db import transaction
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.submissions import SubmissionRow

WORDS = ("open_closed", "open_texts")


@dataclass(frozen=True)
class AfterWords:
    """What was said after one meeting, as far as it is for this reader.

    ``next_time`` holds codes, ``texts`` the child's own words (each with its
    language in ``languages``), ``drawings`` its strokes as text.
    ``read_by`` is the last day the child was told they would be read, None once they are.
    ``talk_to`` is whom the child still waits to talk to, ``caseworker`` or ``other``; None when
    nobody, or nobody this reader knows. ``written_on`` is the day the last of the words came:
    unlike ``received_on`` it is the same for every reader.
    """

    next_time: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    drawings: tuple[str, ...] = ()
    received_on: date | None = None
    read_by: date | None = None
    talk_to: str | None = None
    written_on: date | None = None

    @property
    def has_words(self) -> bool:
        """True when there is something to read."""
        return bool(self.next_time or self.texts or self.drawings)


@dataclass(frozen=True)
class AfterMeeting:
    """A meeting, as the page about its afterwards shows it.

    ``opens_meeting`` is False for a reader who may see these words and nothing else of it.
    """

    id: str
    words: WordPair
    caseworker_name: str
    is_backup: bool
    opens_meeting: bool
    age_group: AgeGroup
    starts_at: datetime
    is_over: bool
    said: AfterWords


@dataclass(frozen=True)
class LastTime:
    """What the child said after an earlier meeting, to be used at the next."""

    starts_at: datetime
    said: AfterWords


def read_after(setting: Setting, meeting_id: str, opener: OpensEnvelopes) -> AfterMeeting:
    """What the child said after this meeting. The log line is kept before any text is opened."""
    meeting = meeting_with_own_words(setting, meeting_id)
    link, caseworker = invitations.current_of(meeting.id), accounts.by_id(meeting.caseworker_id)
    if link is None or caseworker is None:
        raise NotFound(meeting_id)
    return AfterMeeting(
        meeting.id,
        WordPair(link.colour, link.thing),
        caseworker.first_name,
        meeting.caseworker_id != setting.person.id,
        opens(setting, meeting),
        AgeGroup(meeting.age_group),
        meeting.starts_at,
        meeting.ends_at <= setting.now,
        _open_words(setting, meeting, opener),
    )


def read_last_time(setting: Setting, meeting_id: str, opener: OpensEnvelopes) -> LastTime | None:
    """What the same child said after the newest earlier meeting it said something about.

    Only of meetings this person may read, and only until this meeting is over: then it has been
    used. Reading it is a line in the earlier meeting's log.
    """
    meeting = own_meeting(setting, meeting_id)
    if meeting.ends_at <= setting.now:
        return None
    for one in _earlier_with_words(meeting):
        if opens(setting, one) and (said := _open_words(setting, one, opener)).has_words:
            return LastTime(one.starts_at, said)
    return None


def _earlier_with_words(meeting: MeetingRow) -> list[MeetingRow]:
    """The earlier meetings with the same child that it said something about, newest first."""
    rows = submissions.of_meetings(sorted(meetings.earlier_in_chain(meeting)), Phase.AFTER)
    found = [meetings.find(one) for one in sorted({row.meeting_id for row in rows if row.has_text})]
    earlier = [one for one in found if one is not None]
    return sorted(earlier, key=lambda row: row.starts_at, reverse=True)


def mark_after_read(setting: Setting, meeting_id: str) -> bool:
    """The reader has read what the child said; True while the meeting stays open to them."""
    meeting = own_meeting(setting, meeting_id)
    with transaction():
        log(setting, "after_words_marked", meeting_id)
        submissions.mark_text_read(meeting_id, Phase.AFTER, danish_day(setting.now))
    return opens(setting, meeting)


def mark_talked(setting: Setting, meeting_id: str) -> bool:
    """The child that asked for it has been talked with; True while the meeting stays open.

    The case worker ends only the wait for the case worker; another wait it does not know of.
    Pressing again changes nothing, also for a backup reader whose turn ended with the first press.
    """
    meeting = _meeting_to_talk_about(setting, meeting_id)
    wanted = _known_to(setting, meeting)
    with transaction():
        if submissions.mark_talked(meeting_id, wanted, danish_day(setting.now)):
            log(setting, "child_talked_with", meeting_id)
    return opens(setting, meeting)


def _meeting_to_talk_about(setting: Setting, meeting_id: str) -> MeetingRow:
    try:
        return meeting_with_own_words(setting, meeting_id)
    except NotFound:
        meeting = meetings.find(meeting_id)
        if meeting is None or meeting.backup_id != setting.person.id or not _is_settled(meeting):
            raise
        return meeting


def _is_settled(meeting: MeetingRow) -> bool:
    """True when the child wanted to talk to another, and has."""
    rows = submissions.of_meeting(meeting.id, Phase.AFTER)
    asked = [row for row in rows if row.talk_to == TO_ANOTHER]
    return bool(asked) and not any(still_waits(row, TO_ANOTHER) for row in asked)


def _known_to(setting: Setting, meeting: MeetingRow) -> tuple[str, ...]:
    """The waits this reader may know of; that for another is never the case worker's to see."""
    if meeting.caseworker_id == setting.person.id:
        return (TO_CASEWORKER,)
    return (TO_ANOTHER, TO_CASEWORKER) if opens(setting, meeting) else (TO_ANOTHER,)


def _open_words(setting: Setting, meeting: MeetingRow, opener: OpensEnvelopes) -> AfterWords:
    known = _known_to(setting, meeting)
    rows = submissions.of_meeting(meeting.id, Phase.AFTER)
    rows = [row for row in rows if row.has_text or row.talk_to in known]
    if any(row.has_text for row in rows):
        with transaction():
            log(setting, "after_words_read", meeting.id)
    written = [row for row in rows if row.has_text]
    said = [_open(row, opener) for row in written]
    unread = [row.received_on for row in rows if is_unread(row)]
    return AfterWords(
        next_time=tuple(code for one in said for code in one.get("next_time", ())),
        texts=_made(said, "more_text"),
        languages=tuple(
            row.language for row, one in zip(written, said, strict=True) if "more_text" in one
        ),
        drawings=_made(said, "more_drawing"),
        received_on=max((row.received_on for row in rows), default=None),
        read_by=setting.days.after(min(unread), READ_WITHIN) if unread else None,
        talk_to=next((one for one in known for row in rows if still_waits(row, one)), None),
        written_on=max((row.received_on for row in written), default=None),
    )


def _made(said: Sequence[Answers], code: str) -> tuple[str, ...]:
    """What the child made itself in answer to one question, from every answer."""
    return tuple(str(one[code]) for one in said if code in one)


def _open(row: SubmissionRow, opener: OpensEnvelopes) -> Answers:
    """The words alone; whom the child wants to talk to stays closed, and stands in its column."""
    place = Place(row.municipality, row.id)
    sealed = {name: row.envelopes[name] for name in WORDS}
    opened = opener.open(place, row.key_id, row.wrapped_key, sealed)
    return {code: value for name in WORDS for code, value in _answers(opened[name]).items()}


def _answers(content: bytes) -> Answers:
    return answers_from_json(json.loads(content))
