"""Lines of the access log as people read them: whose name stands behind an id, and which meeting.

The log itself holds ids alone; nothing that a child said is asked for here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import aliased

from boernestemme.domain.log_watch import Line
from boernestemme.domain.shared_words import WordPair
from boernestemme.storage.access_log import AccessLogRow
from boernestemme.storage.accounts import AccountRow
from boernestemme.storage.among import among
from boernestemme.storage.db import session
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow

HANDED_OVER = "handed_over"


@dataclass(frozen=True)
class Deed:
    """What was last done of one kind, when, and by whose first name (None for a command)."""

    action: str
    at: datetime
    who: str | None


@dataclass(frozen=True)
class NamedLine:
    """One line with the names behind it, as far as they are still there.

    ``who`` is a first name and ``role`` their role; ``words`` name the meeting it is about,
    ``about`` the person it is about where it is no meeting.
    """

    line: Line
    who: str | None
    role: str | None
    words: WordPair | None
    caseworker_id: str | None
    backup_id: str | None
    about: str | None


def between(municipality: str, begin: datetime, end: datetime) -> list[Line]:
    """A municipality's lines from ``begin`` and before ``end``, in order."""
    log = AccessLogRow
    columns = (log.number, log.at, log.actor, log.action, log.subject, MeetingRow.ends_at)
    query = _of(municipality, columns).where(log.at >= begin, log.at < end)
    return [Line(*row) for row in session().execute(query.order_by(log.number))]


def named(municipality: str, numbers: Sequence[int]) -> dict[int, NamedLine]:
    """These of a municipality's lines with their names, by number."""
    found: dict[int, NamedLine] = {}
    these = among(AccessLogRow.number, numbers)
    for row in session().execute(_named_query(municipality, these)):
        line, names = Line(*row[:6]), _names(row[6:])
        found[line.number] = NamedLine(line, *names)
    return found


def of_subjects(
    municipality: str, subjects: Sequence[str], actions: Iterable[str]
) -> list[NamedLine]:
    """What was done of these actions to these subjects, with the names behind it, in order."""
    log = AccessLogRow
    these = among(log.subject, subjects) & log.action.in_(sorted(actions))
    rows = session().execute(_named_query(municipality, these).order_by(log.number))
    return [NamedLine(Line(*row[:6]), *_names(row[6:])) for row in rows]


def _named_query(municipality: str, condition: ColumnElement[bool]) -> Select[Any]:
    log, actor, about = AccessLogRow, aliased(AccountRow), aliased(AccountRow)
    columns = (
        *(log.number, log.at, log.actor, log.action, log.subject, MeetingRow.ends_at),
        *(actor.first_name, actor.role, InvitationRow.colour, InvitationRow.thing),
        *(MeetingRow.caseworker_id, MeetingRow.backup_id, about.first_name),
    )
    is_newest = (InvitationRow.meeting_id == MeetingRow.id) & InvitationRow.replaced_on.is_(None)
    return (
        _of(municipality, columns)
        .outerjoin(InvitationRow, is_newest)
        .outerjoin(actor, actor.id == log.actor)
        .outerjoin(about, about.id == log.subject)
        .where(condition)
    )


def _of(municipality: str, columns: Sequence[Any]) -> Select[Any]:
    """The log with the meeting each line is about, where it is about one."""
    log = AccessLogRow
    is_about = (MeetingRow.id == log.subject) & (MeetingRow.municipality == log.municipality)
    joined = select(*columns).select_from(log).outerjoin(MeetingRow, is_about)
    return joined.where(log.municipality == municipality)


def _names(row: Sequence[Any]) -> tuple[Any, ...]:
    who, role, colour, thing, caseworker_id, backup_id, about = row
    words = None if colour is None else WordPair(colour, thing)
    return who, role, words, caseworker_id, backup_id, about


def last_deeds(municipality: str, actions: Sequence[str], subject: str) -> list[Deed]:
    """The last line of each of these actions about an account or another subject, in order."""
    log = AccessLogRow
    query = (
        select(log.action, log.at, AccountRow.first_name)
        .outerjoin(AccountRow, AccountRow.id == log.actor)
        .where(log.municipality == municipality, log.subject == subject, log.action.in_(actions))
    )
    lines = [Deed(*row) for row in session().execute(query.order_by(log.number))]
    newest = {line.action: line for line in lines}
    return [line for line in lines if newest[line.action] is line]


def subjects_of(municipality: str, action: str) -> set[str]:
    """What an action was ever done to."""
    log = AccessLogRow
    query = select(log.subject).where(log.municipality == municipality, log.action == action)
    return set(session().scalars(query))


def given_on(municipality: str, meeting_ids: Iterable[str]) -> dict[str, int]:
    """The last line in which each of these meetings was handed over, by meeting."""
    log, wanted = AccessLogRow, set(meeting_ids)
    if not wanted:
        return {}
    query = select(log.subject, log.number).where(
        log.municipality == municipality, log.action == HANDED_OVER
    )
    rows = session().execute(query.order_by(log.number))
    return {subject: number for subject, number in rows if subject in wanted}
