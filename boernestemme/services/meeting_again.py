"""A new meeting with the same child: it belongs to the chain of one that the asker may read."""

import secrets
from dataclasses import dataclass, replace

from boernestemme.domain.errors import NotPermitted
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.ports import LinkTools
from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import WordPair, draw
from boernestemme.services.access import Setting, log, own_meeting
from boernestemme.services.inviting import LinkOrder, add_meetings, check_order
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import invitations, meetings
from boernestemme.storage.db import transaction


@dataclass(frozen=True)
class EarlierMeeting:
    """What is known of the child from the meeting at hand."""

    id: str
    chain_id: str
    age_group: AgeGroup
    words: WordPair


def earlier_meeting(setting: Setting, meeting_id: str) -> EarlierMeeting:
    """The meeting a new one is to follow. Raises NotFound for whoever may not read it."""
    meeting = own_meeting(setting, meeting_id)
    [row] = invitations.current_of_all([meeting.id])
    words = WordPair(row.colour, row.thing)
    return EarlierMeeting(meeting.id, meeting.chain_id, AgeGroup(meeting.age_group), words)


def invite_again(setting: Setting, meeting_id: str, order: LinkOrder, tools: LinkTools) -> MadeLink:
    """Make a link to a new meeting with the same child, with words unlike those of this one.

    The chain is that of the meeting, whatever the order says. Raises NotFound for whoever may
    not read the meeting, InvitingRefused as for any link.
    """
    person = setting.person
    followed = earlier_meeting(setting, meeting_id)
    if not person.may(Permission.INVITE):
        raise NotPermitted("invite")
    checked = check_order(person, replace(order, chain_id=followed.chain_id), setting.now)
    with transaction():
        log(setting, "met_again", meeting_id)
        taken = [*meetings.open_words(person.id, setting.now), followed.words]
        pair = draw(taken, secrets.choice)
        [made] = add_meetings(person, checked, tools, setting.now, [pair])
        return made
