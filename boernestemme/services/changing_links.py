"""What a case worker does with a link it made: show again, revoke, make anew, move, cancel."""

import secrets
from datetime import datetime

from boernestemme.domain.errors import InvitingRefused, LinkDead, NotFound
from boernestemme.domain.invitation import WRONG_PICKS_ALLOWED
from boernestemme.domain.meeting import (
    FURTHEST_AHEAD,
    AgeGroup,
    MeetingTimes,
    Phone,
    danish_day,
    meeting_times,
)
from boernestemme.domain.ports import LinkTools, Place
from boernestemme.domain.roles import Person
from boernestemme.domain.shared_words import WordPair, draw
from boernestemme.domain.yearly import period_of
from boernestemme.services.access import Setting, changing
from boernestemme.services.making_links import LINK_FIELD, LinkFacts, MadeLink, add_links
from boernestemme.storage import accounts, invitations, meetings, messages
from boernestemme.storage.invitations import InvitationRow
from boernestemme.storage.meetings import MeetingRow
from boernestemme.storage.settled import settled_of


def show_again(setting: Setting, meeting_id: str, tools: LinkTools) -> MadeLink:
    """The meeting's link once more; each showing is a line in the log."""
    with changing(setting, "link_shown", meeting_id):
        row = _current(meeting_id)
    is_over = row.expires_at <= setting.now or row.epoch != tools.epoch
    if row.sealed_link is None or row.sealed_link_key is None or is_over:
        raise LinkDead
    place = Place(row.municipality, row.id)
    opened = tools.keys.opener.open(
        place, row.key_id, row.sealed_link_key, {LINK_FIELD: row.sealed_link}
    )
    token = tools.signer.sign(opened[LINK_FIELD])
    words = WordPair(row.colour, row.thing)
    return MadeLink(row.id, meeting_id, words, token, Phone(row.phone), row.expires_at)


def revoke(setting: Setting, meeting_id: str) -> None:
    """Take the link back at once; an open form will not be received (LNK-11)."""
    with changing(setting, "link_revoked", meeting_id):
        link, day = _current(meeting_id), danish_day(setting.now)
        _withdraw(link, revoked_on=day)
        messages.withdraw(link.id, day)


def make_anew(setting: Setting, meeting_id: str, tools: LinkTools) -> MadeLink:
    """A new link in place of the old one; an answer given by the old one is kept (LNK-12).

    The words stay, for they name the meeting, unless they were being guessed. The reply key of
    the old link is void. What was said after the meeting is said once, whichever link it was.
    """
    with changing(setting, "link_made_anew", meeting_id) as meeting:
        old = _current(meeting_id)
        if meeting.cancelled_on is not None or old.expires_at <= setting.now:
            raise InvitingRefused("link_over")
        words = WordPair(old.colour, old.thing)
        if old.wrong_picks >= WRONG_PICKS_ALLOWED:
            taken = meetings.open_words(meeting.caseworker_id, setting.now)
            words = draw(taken, secrets.choice)
        _withdraw(old, replaced_on=danish_day(setting.now))
        messages.withdraw(old.id, danish_day(setting.now))
        key = tools.keys.public_key(meeting.municipality, setting.now)
        [made] = add_links([_facts(meeting, words)], key, tools)
        invitations.carry_over_after(old.id, made.invitation_id)
        invitations.set_values(made.invitation_id, earlier_contact=old.earlier_contact)
        return made


def move(setting: Setting, meeting_id: str, starts_at: datetime, tools: LinkTools) -> MeetingTimes:
    """Give a meeting that is not over a new time; its link's phases and expiry follow."""
    times = meeting_times(starts_at)
    with changing(setting, "meeting_moved", meeting_id) as meeting:
        _not_held(setting, meeting)
        if starts_at <= setting.now:
            raise InvitingRefused("meeting_past")
        if starts_at - setting.now > FURTHEST_AHEAD:
            raise InvitingRefused("too_far")
        meetings.move(meeting_id, times)
        key = tools.statistics.public_key(period_of(starts_at, meeting.municipality))
        invitations.follow(meeting_id, times, danish_day(setting.now), key)
    return times


def cancel(setting: Setting, meeting_id: str) -> None:
    """The meeting will not be held; the child can no longer answer about it."""
    day = danish_day(setting.now)
    with changing(setting, "meeting_cancelled", meeting_id) as meeting:
        _not_held(setting, meeting)
        meetings.cancel(meeting_id, day)
        link = _current(meeting_id)
        invitations.set_values(link.id, cancelled_on=day)
        messages.withdraw(link.id, day)


def _not_held(setting: Setting, meeting: MeetingRow) -> None:
    """A meeting that is over was held when it was: the next one is a new meeting."""
    if meeting.ends_at <= setting.now:
        raise InvitingRefused("meeting_held")


def _facts(meeting: MeetingRow, words: WordPair) -> LinkFacts:
    row = accounts.by_id(meeting.caseworker_id)
    if row is None:
        raise NotFound(meeting.caseworker_id)
    contact: Person = accounts.person(row)
    return LinkFacts(
        meeting.id,
        meeting.chain_id,
        contact,
        AgeGroup(meeting.age_group),
        Phone(meeting.phone),
        meeting_times(meeting.starts_at, meeting.ends_at - meeting.starts_at),
        words,
        settled_of(meeting),
    )


def _current(meeting_id: str) -> InvitationRow:
    row = invitations.current_of(meeting_id)
    if row is None:
        raise NotFound(meeting_id)
    return row


def _withdraw(row: InvitationRow, **marks: object) -> None:
    invitations.set_values(
        row.id,
        sealed_link=None,
        sealed_link_key=None,
        reply_public_key=None,
        letter=None,
        letter_on=None,
        **marks,
    )
