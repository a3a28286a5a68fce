"""The case worker's list: meetings by their two words, and what waits in each; no answer text."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.invitation import starts_worth_asking
from boernestemme.domain.meeting import AgeGroup, Phase, danish_day
from boernestemme.domain.retention import filing_state
from boernestemme.domain.roles import Permission, may_read, may_read_after_words
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.task_order import Task, in_order
from boernestemme.services.access import Setting
from boernestemme.services.waiting import Waiting, charge, waiting_in
from boernestemme.storage import accounts, framings, invitations, meetings, papers, submissions
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow, Responsible
from boernestemme.storage.messages import not_arrived
from boernestemme.storage.submissions import SubmissionRow

LOOKING_BACK = timedelta(days=60)
SHOWS_LINK_FOR = timedelta(days=3)


@dataclass(frozen=True)
class ListedMeeting:
    """One line of the list. The tasks are booleans; wording is the page's.

    ``text_language`` and ``after_language`` are the code of another language than Danish that
    unread words are written in. ``talk_to`` is whom the child waits to talk to, ``caseworker`` or
    ``other``, as far as this reader may know; ``opens_meeting`` is False where only the words
    after it are open to them. ``opens_after`` is True in the days after the meeting, unless its
    link is taken back or locked.
    ``taken_over_from`` is the first name of the colleague it was taken over from, until it is over,
    where the child may know of that too.
    """

    id: str
    words: WordPair
    age_group: AgeGroup
    starts_at: datetime
    is_past: bool
    is_cancelled: bool
    is_backup: bool
    opens_meeting: bool = False
    has_answer: bool = False
    is_answered: bool = False
    reply_due: date | None = None
    text_unread: bool = False
    text_language: str = ""
    asks_alone: bool = False
    has_after: bool = False
    after_unread: bool = False
    after_language: str = ""
    talk_to: str | None = None
    is_locked: bool = False
    is_revoked: bool = False
    needs_new_link: bool = False
    starts_worth_asking: bool = False
    starts: int = 0
    taken_over_from: str = ""
    opens_after: bool = False
    must_file: bool = False
    is_erased: bool = False
    must_send_again: bool = False

    @property
    def tasks(self) -> tuple[Task, ...]:
        """What must be done in it, what the child waits for most first.

        A cancelled meeting waits for nothing but what the child said after it, and for filing.
        """
        always = {
            Task.TALK: self.talk_to is not None,
            Task.READ_AFTER: self.after_unread,
            Task.FILE: self.must_file,
        }
        unless_cancelled = {
            Task.READ: self.text_unread,
            Task.ASK_ALONE: self.asks_alone,
            Task.REPLY: self.has_answer and not self.is_answered,
            Task.NEW_LINK: self.needs_new_link,
            Task.SEND_AGAIN: self.must_send_again and not self.needs_new_link,
            Task.ASK_ABOUT_STARTS: self.starts_worth_asking,
        }
        asked = always if self.is_cancelled else always | unless_cancelled
        return in_order([task for task, waits in asked.items() if waits])

    @property
    def can_show_link(self) -> bool:
        """True while the child may still want to say how it was.

        No words of it have come by then; whether it has tapped is never told.
        """
        return self.opens_after and not self.has_after

    @property
    def waits(self) -> bool:
        """True when something in it must be done."""
        return bool(self.tasks)


def list_meetings(setting: Setting, epoch: int) -> list[ListedMeeting]:
    """The person's meetings and those they must step in for, by time."""
    if not setting.person.may(Permission.READ_MEETING):
        raise NotPermitted("list")
    since = setting.now - LOOKING_BACK
    rows = papers.left_over(setting.person.id, since)
    rows += meetings.concerning(setting.person.id, since)
    ids = [row.id for row in rows]
    links = {row.meeting_id: row for row in invitations.current_of_all(ids)}
    before, after = (_by_meeting(submissions.of_meetings(ids, phase)) for phase in Phase)
    states = framings.states(ids, setting.now)
    active = {row.id for row in accounts.active_caseworkers(setting.person.municipality)}
    lost = not_arrived([link.id for link in links.values()])
    listed = []
    for row in rows:
        answers, afterwards = before.get(row.id, ()), after.get(row.id, ())
        waiting = waiting_in(row, answers, afterwards, states.get(row.id), setting.days)
        line = _line(setting, row, links[row.id], waiting, epoch, row.caseworker_id in active)
        if line is not None:
            listed.append(_with_message(line, links[row.id], lost))
    erased = {row.id for row in rows if row.erased_on}
    whole = _with_filing(listed, erased, setting.now)
    return [line for line in whole if line.starts_at >= since or line.waits]


def _with_filing(
    lines: Sequence[ListedMeeting], erased: Container[str], now: datetime
) -> list[ListedMeeting]:
    """The lines with what the post box says of each, for those who may read the meeting."""
    filed = papers.of_meetings([line.id for line in lines if line.opens_meeting])
    return [
        replace(
            line,
            must_file=line.id in filed and filing_state(filed[line.id], now).is_task,
            is_erased=line.id in filed and line.id in erased,
        )
        for line in lines
    ]


def _by_meeting(rows: Sequence[SubmissionRow]) -> Mapping[str, list[SubmissionRow]]:
    found: dict[str, list[SubmissionRow]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)
    return found


def _line(
    setting: Setting,
    row: MeetingRow,
    link: InvitationRow,
    waiting: Waiting,
    epoch: int,
    caseworker_is_active: bool,
) -> ListedMeeting | None:
    """The line of one meeting, as much of it as is open to this person; None for nothing."""
    behind = Responsible(row.municipality, row.caseworker_id, row.backup_id, caseworker_is_active)
    whose, today = charge(behind, waiting), danish_day(setting.now)
    is_past = row.ends_at <= setting.now
    line = ListedMeeting(
        row.id,
        WordPair(link.colour, link.thing),
        AgeGroup(row.age_group),
        row.starts_at,
        is_past,
        row.cancelled_on is not None,
        row.caseworker_id != setting.person.id,
    )
    if may_read(setting.person, whose, setting.days, today):
        line = _with_link(line, link, setting.now, epoch)
        return replace(
            line,
            opens_meeting=True,
            has_answer=waiting.has_answer,
            is_answered=waiting.is_answered,
            reply_due=waiting.reply_due,
            text_unread=waiting.unread_since is not None,
            text_language=waiting.text_language,
            asks_alone=waiting.must_ask_alone,
            has_after=waiting.has_after,
            after_unread=waiting.after_unread_since is not None,
            after_language=waiting.after_language,
            talk_to=_talk_to(waiting, is_backup=line.is_backup),
        )
    if may_read_after_words(setting.person, whose, setting.days, today):
        return replace(line, has_after=True, talk_to=TO_ANOTHER)
    return None


def _with_link(
    line: ListedMeeting, link: InvitationRow, now: datetime, epoch: int
) -> ListedMeeting:
    """The line with how its link stands; how often it was started is told until the meeting."""
    asked = starts_worth_asking(link.starts) and not line.is_past
    return replace(
        line,
        is_locked=invitations.invitation_of(link).is_locked,
        is_revoked=link.revoked_on is not None,
        needs_new_link=_needs_new_link(link, now, epoch),
        starts_worth_asking=asked,
        starts=link.starts if asked else 0,
        opens_after=_may_be_shown(link, now, epoch),
        taken_over_from="" if line.is_backup or line.is_past else link.earlier_contact,
    )


def _with_message(line: ListedMeeting, link: InvitationRow, lost: Container[str]) -> ListedMeeting:
    """The line with whether its child may still be without the link that was sent."""
    is_wanted = line.opens_meeting and not (line.is_past or line.is_revoked or link.starts)
    return replace(line, must_send_again=is_wanted and link.id in lost)


def _talk_to(waiting: Waiting, *, is_backup: bool) -> str | None:
    """Whom the child waits for. That it is another, its case worker is never told."""
    if is_backup and waiting.wants_another:
        return TO_ANOTHER
    return TO_CASEWORKER if waiting.wants_caseworker else None


def _may_be_shown(link: InvitationRow, now: datetime, epoch: int) -> bool:
    """True when the child may need the link once more to say how the meeting was.

    Never asks whether the child has done so: that it tapped may not be told by a button.
    """
    is_just_over = link.ends_at <= now < link.ends_at + SHOWS_LINK_FOR
    is_whole = link.sealed_link is not None and link.epoch == epoch
    is_taken_back = link.revoked_on is not None or link.cancelled_on is not None
    is_open = not is_taken_back and not invitations.invitation_of(link).is_locked
    return is_just_over and is_whole and is_open


def _needs_new_link(link: InvitationRow, now: datetime, epoch: int) -> bool:
    """True when a link that no longer opens is still needed.

    Before the meeting that is until the child has answered; from its end until the link expires,
    whatever the child has said by then.
    """
    is_needed = link.answered_on is None or link.ends_at <= now < link.expires_at
    is_closed = invitations.invitation_of(link).is_locked or link.epoch != epoch
    is_alive = link.revoked_on is None and now < link.expires_at
    return is_needed and is_closed and is_alive
