"""Telling a child, or whoever may ask for it, who opened its answers (LOG-06).

It is made of the access log alone: no answer is opened, and no link or shared word is in it. Who
did it is told by what they are to the child; first names only where they are asked for.
"""

from dataclasses import dataclass
from datetime import datetime

from boernestemme.domain.errors import NotFound, NotPermitted, SearchRefused
from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.log_insight import OPENED, Asker, words_from
from boernestemme.domain.roles import Permission
from boernestemme.services.access import Setting, log
from boernestemme.services.log_review import Right, right_of
from boernestemme.storage import log_lines, told_meetings
from boernestemme.storage.db import transaction
from boernestemme.storage.told_meetings import FoundMeeting


@dataclass(frozen=True)
class Opening:
    """One time: when, the log's action, why they could, and the first name where it is wanted."""

    at: datetime
    what: str
    right: Right
    who: str


@dataclass(frozen=True)
class ToldMeeting:
    """A meeting with the child, by its time, and every time its papers were opened, in order."""

    starts_at: datetime
    openings: tuple[Opening, ...]


def find(setting: Setting, text: str) -> tuple[FoundMeeting, ...]:
    """The municipality's meetings with these two words. Raises NotPermitted, SearchRefused."""
    _check(setting)
    if holds_cpr_like(text):
        raise SearchRefused("cpr")
    words = words_from(text)
    if words is None:
        raise SearchRefused("two_words")
    return tuple(told_meetings.by_words(setting.person.municipality, words))


def asked_about(setting: Setting, meeting_id: str) -> FoundMeeting:
    """The meeting, for whoever may tell. Raises NotPermitted, NotFound."""
    _check(setting)
    meeting = told_meetings.by_id(setting.person.municipality, meeting_id)
    if meeting is None:
        raise NotFound(meeting_id)
    return meeting


def tell(
    setting: Setting, meeting_id: str, asker: Asker, *, with_names: bool
) -> tuple[ToldMeeting, ...]:
    """Who opened what of every meeting with this child. Raises NotPermitted, NotFound.

    That it was told is in the log first, and so in what is told.
    """
    asked_about(setting, meeting_id)
    municipality = setting.person.municipality
    meetings = told_meetings.with_same_child(municipality, meeting_id)
    with transaction():
        for one in meetings:
            log(setting, asker.action, one)
    lines = log_lines.of_subjects(municipality, list(meetings), OPENED)
    given_on = log_lines.given_on(municipality, meetings)
    return tuple(
        ToldMeeting(
            starts_at,
            tuple(
                Opening(
                    named.line.at,
                    named.line.action,
                    right_of(named, given_on),
                    (named.who or "") if with_names else "",
                )
                for named in lines
                if named.line.subject == one
            ),
        )
        for one, starts_at in meetings.items()
    )


def _check(setting: Setting) -> None:
    if not setting.person.may(Permission.TELL_READERS):
        raise NotPermitted("tell readers")
