"""The case worker's list: meetings by their two words, and what waits in each; no answer text."""

from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.instruments.after import TO_ANOTHER, TO_CASEWORKER
from boernestemme.domain.invitation import starts_worth_asking
from boernestemme.domain.listed_meeting import ListedMeeting
from boernestemme.domain.meeting import AgeGroup, Phase, danish_day
from boernestemme.domain.retention import filing_state
from boernestemme.domain.roles import Charge, Permission, may_read, may_read_after_words
from boernestemme.domain.shared_words import WordPair
from boernestemme.services.access import Setting
from boernestemme.services.waiting import Waiting, charge, waiting_in
from boernestemme.storage import accounts, framings, listed_meetings, papers, submissions
from boernestemme.storage.listed_meetings import ListedLink, ListedRow
from boernestemme.storage.meetings import Responsible
from boernestemme.storage.messages import not_arrived
from boernestemme.storage.submissions import SubmissionRow

LOOKING_BACK = timedelta(days=60)
SHOWS_LINK_FOR = timedelta(days=3)


def list_meetings(setting: Setting, epoch: int) -> list[ListedMeeting]:
    """The person's meetings and those they must step in for, by time.

    As many as have words or a task: nobody has words for more than some four hundred open links,
    and what is over leaves the list with its last task.
    """
    if not setting.person.may(Permission.READ_MEETING):
        raise NotPermitted("list")
    since = setting.now - LOOKING_BACK
    rows = listed_meetings.concerning(setting.person.id, since)
    ids = [row.id for row in rows]
    before, after = (_by_meeting(submissions.of_meetings(ids, phase)) for phase in Phase)
    states = framings.states(ids, setting.now)
    must_file = _to_file([*before, *after, *states], setting.now)
    active = {row.id for row in accounts.active_caseworkers(setting.person.municipality)}
    lost = not_arrived([row.link.id for row in rows])
    listed = []
    for row in rows:
        answers, afterwards = before.get(row.id, ()), after.get(row.id, ())
        day = danish_day(row.starts_at)
        waiting = waiting_in(day, answers, afterwards, states.get(row.id), setting.days)
        line = _line(setting, row, waiting, charge(_behind(row, active), waiting), epoch)
        if line is not None:
            listed.append(_with_what_came_of_it(line, row.link, lost, must_file))
    return [line for line in listed if line.starts_at >= since or line.waits]


def _to_file(meeting_ids: Collection[str], now: datetime) -> set[str]:
    """Those of the meetings, of all that have an answer or a framing, that are to be filed now."""
    found = papers.of_meetings(list(set(meeting_ids)))
    return {one for one, theirs in found.items() if filing_state(theirs, now).is_task}


def _by_meeting(rows: Sequence[SubmissionRow]) -> Mapping[str, list[SubmissionRow]]:
    found: dict[str, list[SubmissionRow]] = {}
    for row in rows:
        found.setdefault(row.meeting_id, []).append(row)
    return found


def _behind(row: ListedRow, active: Container[str]) -> Responsible:
    is_active = row.caseworker_id in active
    return Responsible(row.municipality, row.caseworker_id, row.backup_id, is_active)


def _line(
    setting: Setting,
    row: ListedRow,
    waiting: Waiting,
    whose: Charge,
    epoch: int,
) -> ListedMeeting | None:
    """The line of one meeting, as much of it as is open to this person; None for nothing."""
    today = danish_day(setting.now)
    if may_read(setting.person, whose, setting.days, today):
        return ListedMeeting(
            **_always(setting, row),
            **_link_facts(setting, row, epoch),
            opens_meeting=True,
            is_erased=row.erased_on is not None,
            has_answer=waiting.has_answer,
            is_answered=waiting.is_answered,
            reply_due=waiting.reply_due,
            text_unread=waiting.unread_since is not None,
            text_language=waiting.text_language,
            asks_alone=waiting.must_ask_alone,
            has_after=waiting.has_after,
            after_unread=waiting.after_unread_since is not None,
            after_language=waiting.after_language,
            talk_to=_talk_to(setting, row, waiting),
        )
    if may_read_after_words(setting.person, whose, setting.days, today):
        return ListedMeeting(**_always(setting, row), has_after=True, talk_to=TO_ANOTHER)
    return None


def _always(setting: Setting, row: ListedRow) -> dict[str, Any]:
    """What the line tells whoever may read anything of the meeting."""
    return {
        "id": row.id,
        "words": WordPair(row.link.colour, row.link.thing),
        "age_group": AgeGroup(row.age_group),
        "starts_at": row.starts_at,
        "is_past": row.ends_at <= setting.now,
        "is_cancelled": row.cancelled_on is not None,
        "is_backup": _is_backup(setting, row),
    }


def _link_facts(setting: Setting, row: ListedRow, epoch: int) -> dict[str, Any]:
    """How the link stands; how often it was started is told until the meeting."""
    link, is_past = row.link, row.ends_at <= setting.now
    asked = starts_worth_asking(link.starts) and not is_past
    tells_earlier = not (is_past or _is_backup(setting, row))
    return {
        "is_locked": link.is_locked,
        "is_revoked": link.revoked_on is not None,
        "needs_new_link": _needs_new_link(link, setting.now, epoch),
        "starts_worth_asking": asked,
        "starts": link.starts if asked else 0,
        "opens_after": _may_be_shown(link, setting.now, epoch),
        "taken_over_from": link.earlier_contact if tells_earlier else "",
    }


def _is_backup(setting: Setting, row: ListedRow) -> bool:
    return row.caseworker_id != setting.person.id


def _with_what_came_of_it(
    line: ListedMeeting, link: ListedLink, lost: Container[str], must_file: Container[str]
) -> ListedMeeting:
    """The line with what the post box and the gateway say, for those who may read the meeting."""
    if not line.opens_meeting:
        return line
    is_wanted = not (line.is_past or line.is_revoked or link.starts)
    is_lost = is_wanted and link.id in lost
    is_to_file = line.id in must_file
    if is_lost or is_to_file:
        return replace(line, must_send_again=is_lost, must_file=is_to_file)
    return line


def _talk_to(setting: Setting, row: ListedRow, waiting: Waiting) -> str | None:
    """Whom the child waits for. That it is another, its case worker is never told."""
    if waiting.wants_another and _is_backup(setting, row):
        return TO_ANOTHER
    return TO_CASEWORKER if waiting.wants_caseworker else None


def _may_be_shown(link: ListedLink, now: datetime, epoch: int) -> bool:
    """True when the child may need the link once more to say how the meeting was.

    Never asks whether the child has done so: that it tapped may not be told by a button.
    """
    is_just_over = link.ends_at <= now < link.ends_at + SHOWS_LINK_FOR
    is_whole = link.is_kept and link.epoch == epoch
    is_taken_back = link.revoked_on is not None or link.cancelled_on is not None
    is_open = not is_taken_back and not link.is_locked
    return is_just_over and is_whole and is_open


def _needs_new_link(link: ListedLink, now: datetime, epoch: int) -> bool:
    """True when a link that no longer opens is still needed.

    Before the meeting that is until the child has answered; from its end until the link expires,
    whatever the child has said by then.
    """
    is_needed = link.answered_on is None or link.ends_at <= now < link.expires_at
    is_closed = link.is_locked or link.epoch != epoch
    is_alive = link.revoked_on is None and now < link.expires_at
    return is_needed and is_closed and is_alive
