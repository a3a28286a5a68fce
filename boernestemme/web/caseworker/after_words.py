"""After the meeting: what the child said, whom it wants to talk to, and what it said last time."""

from dataclasses import dataclass
from datetime import date, datetime

from flask import Response, render_template

from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import WordPair
from boernestemme.services import after_words
from boernestemme.services.after_words import AfterMeeting, AfterWords
from boernestemme.web import labels
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.answer_groups import Group, drawn
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.foreign_words import (
    interpreter_notices,
    languages_in,
    read_label,
)
from boernestemme.web.caseworker.links import MEETING
from boernestemme.web.caseworker.onward import onward
from boernestemme.web.caseworker.wording import AGES, WANTS_TO_TALK
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import staff_links


@dataclass(frozen=True)
class TalkTask:
    """That the child wants to talk: what is asked, and what its reader must know about it."""

    asks: str
    hint: str


@dataclass(frozen=True)
class AfterView:
    """The section *Efter mødet*, and the page of the same name."""

    id: str
    words: WordPair
    age_label: str
    starts_at: datetime
    caseworker_name: str
    is_backup: bool
    is_over: bool
    opens_meeting: bool
    groups: tuple[Group, ...]
    received_on: date | None
    read_by: date | None
    talk: TalkTask | None
    notices: tuple[str, ...]
    read_label: str
    written_on: date | None


@dataclass(frozen=True)
class LastTimeView:
    """What the child said after an earlier meeting."""

    starts_at: datetime
    groups: tuple[Group, ...]


def after_view(meeting_id: str) -> AfterView:
    """What the child said after this meeting, as this reader may know it."""
    read = after_words.read_after(setting(), meeting_id, staff_links().keys.opener)
    groups = _groups(read.said)
    foreign = languages_in(groups)
    return AfterView(
        id=read.id,
        words=read.words,
        age_label=_(AGES[read.age_group]),
        starts_at=read.starts_at,
        caseworker_name=read.caseworker_name,
        is_backup=read.is_backup,
        is_over=read.is_over,
        opens_meeting=read.opens_meeting,
        groups=groups,
        received_on=read.said.received_on,
        read_by=read.said.read_by,
        talk=_talk_task(read),
        notices=interpreter_notices(foreign),
        read_label=read_label(foreign),
        written_on=read.said.written_on,
    )


def last_time_view(meeting_id: str) -> LastTimeView | None:
    """What the child said after the meeting before this one; None where there is nothing."""
    found = after_words.read_last_time(setting(), meeting_id, staff_links().keys.opener)
    return None if found is None else LastTimeView(found.starts_at, _groups(found.said))


def _groups(said: AfterWords) -> tuple[Group, ...]:
    chips = tuple(_(labels.NEXT_TIME[code]) for code in dict.fromkeys(said.next_time))
    words = tuple(
        Group(_("Barnet skriver"), (), (text,), language=language)
        for text, language in zip(said.texts, said.languages, strict=True)
    )
    groups = (Group(_("Næste gang"), chips, ()), *words, drawn(*said.drawings))
    return tuple(group for group in groups if group.says_something)


def _talk_task(read: AfterMeeting) -> TalkTask | None:
    wanted = read.said.talk_to
    if wanted is None:
        return None
    asks, hint = WANTS_TO_TALK["colleague" if wanted == "caseworker" and read.is_backup else wanted]
    name = read.caseworker_name
    return TalkTask(_(asks, name=name), _(hint, name=name))


@blueprint.get(f"{MEETING}/efter")
@opens(Permission.READ_MEETING)
def after_meeting(meeting_id: str) -> str:
    """The words alone, for the colleague a child waits to talk to."""
    return render_template("caseworker/after.html", after=after_view(meeting_id), **page_context())


@blueprint.post(f"{MEETING}/laest-efter")
@opens(Permission.READ_MEETING)
def mark_after_read(meeting_id: str) -> Response:
    """What the child said after the meeting has been read."""
    return onward(meeting_id, stays_open=after_words.mark_after_read(setting(), meeting_id))


@blueprint.post(f"{MEETING}/talt")
@opens(Permission.READ_MEETING)
def mark_talked(meeting_id: str) -> Response:
    """Somebody has talked with the child that asked for it."""
    return onward(meeting_id, stays_open=after_words.mark_talked(setting(), meeting_id))
