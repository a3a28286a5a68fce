"""What waits for staff in one meeting, told from its rows without opening anything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.manner import DANISH
from boernestemme.domain.meeting import Phase, danish_day
from boernestemme.domain.roles import Charge
from boernestemme.domain.working_days import WorkingDays
from boernestemme.storage import framings, submissions
from boernestemme.storage.framings import SavedState
from boernestemme.storage.meetings import MeetingRow, Responsible
from boernestemme.storage.submissions import SubmissionRow

MEETINGS_AT_ONCE = 500  # so many meetings' answers are in memory


@dataclass(frozen=True)
class Waiting:
    """The tasks of one meeting.

    ``unread_since`` and ``after_unread_since`` are the days the oldest unread words came, before
    and after the meeting; ``reply_due`` the day the child should have its reply. ``has_after``
    is True where the child said something after the meeting that its case worker may know of:
    its wish to talk to another is none of that, and stands in ``wants_another`` alone.
    ``text_language`` and ``after_language`` are the code of another language than Danish that
    unread words are written in, or nothing. ``must_ask_alone`` until the child that family helped
    has been asked in person.
    """

    has_answer: bool
    is_answered: bool
    reply_due: date | None
    unread_since: date | None
    has_after: bool
    after_unread_since: date | None
    wants_caseworker: bool
    wants_another: bool
    must_ask_alone: bool
    text_language: str
    after_language: str


NOTHING = Waiting(
    has_answer=False,
    is_answered=False,
    reply_due=None,
    unread_since=None,
    has_after=False,
    after_unread_since=None,
    wants_caseworker=False,
    wants_another=False,
    must_ask_alone=False,
    text_language="",
    after_language="",
)


def waiting_in(
    day: date,
    answers: Sequence[SubmissionRow],
    afterwards: Sequence[SubmissionRow],
    state: SavedState | None,
    days: WorkingDays,
) -> Waiting:
    """What waits, from the meeting's Danish day, the answers before it and after, its framing."""
    if not answers and not afterwards and state is None:
        return NOTHING
    is_answered = state is not None and state.settles(len(answers))
    due = [days.reply_by(answer.received_on, day) for answer in answers]
    return Waiting(
        has_answer=bool(answers),
        is_answered=is_answered,
        reply_due=None if is_answered else min(due, default=None),
        unread_since=min((one.unread_since for one in answers if one.unread_since), default=None),
        has_after=any(is_known_to_caseworker(one) for one in afterwards),
        after_unread_since=min(
            (one.received_on for one in afterwards if is_unread(one)), default=None
        ),
        wants_caseworker=any(still_waits(one, TO_CASEWORKER) for one in afterwards),
        wants_another=any(still_waits(one, TO_ANOTHER) for one in afterwards),
        must_ask_alone=any(one.ask_alone and one.asked_alone_on is None for one in answers),
        text_language=_foreign(answers),
        after_language=_foreign(afterwards),
    )


def waiting_in_each(
    meetings: Sequence[MeetingRow], days: WorkingDays, now: datetime
) -> Iterator[tuple[MeetingRow, Waiting]]:
    """Each of these meetings with what waits in it; any number of them."""
    for start in range(0, len(meetings), MEETINGS_AT_ONCE):
        some = meetings[start : start + MEETINGS_AT_ONCE]
        ids = [one.id for one in some]
        states = framings.states(ids, now)
        before, after = submissions.of_meetings(ids), submissions.of_meetings(ids, Phase.AFTER)
        for meeting in some:
            answers = [answer for answer in before if answer.meeting_id == meeting.id]
            afterwards = [answer for answer in after if answer.meeting_id == meeting.id]
            day, state = danish_day(meeting.starts_at), states.get(meeting.id)
            yield meeting, waiting_in(day, answers, afterwards, state, days)


def words_unread_since(meeting: MeetingRow, waiting: Waiting) -> date | None:
    """The day the oldest unread words came; of a cancelled meeting only those from after it."""
    before = waiting.unread_since if meeting.cancelled_on is None else None
    return min((day for day in (before, waiting.after_unread_since) if day), default=None)


def reply_awaited_by(meeting: MeetingRow, waiting: Waiting) -> date | None:
    """The day the reply is due; None where nothing is, or the meeting was cancelled."""
    return waiting.reply_due if meeting.cancelled_on is None else None


def _foreign(rows: Sequence[SubmissionRow]) -> str:
    """The language of the oldest unread words that are not in Danish."""
    unread = (row.language for row in rows if row.has_text and row.text_read_on is None)
    return next((language for language in unread if language != DANISH), "")


def charge(responsible: Responsible, waiting: Waiting) -> Charge:
    """Whose meeting it is, with what decides whether the backup reader's turn has come."""
    since = (waiting.unread_since, waiting.after_unread_since)
    return Charge(
        responsible.municipality,
        responsible.caseworker_id,
        responsible.backup_id,
        responsible.caseworker_is_active,
        unread_since=min((day for day in since if day), default=None),
        reply_due=waiting.reply_due,
        wants_another=waiting.wants_another,
    )


def still_waits(row: SubmissionRow, wanted: str) -> bool:
    """True while the child waits to talk to this one."""
    return row.talk_to == wanted and row.talked_on is None


def is_known_to_caseworker(row: SubmissionRow) -> bool:
    """True for an answer that says something to the case worker, in words or by wanting to talk."""
    return row.has_text or row.talk_to == TO_CASEWORKER


def is_unread(row: SubmissionRow) -> bool:
    """True until somebody has seen the words, or the wish to talk to the case worker."""
    waits = row.has_text or still_waits(row, TO_CASEWORKER)
    return waits and row.text_read_on is None
