"""The message to a child's own phone as the pages show it: how it stands, and the form for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from boernestemme.domain.message_state import MessageState
from boernestemme.domain.sms_gateway import Why
from boernestemme.services.making_links import MadeLink
from boernestemme.services.ordering_messages import MessageStanding, standing
from boernestemme.web.caseworker.browser import setting
from boernestemme.web.caseworker.new_link import page_key
from boernestemme.web.caseworker.wording_messages import GIVEN_UP, NOT_SENT, STANDINGS
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import staff_gateway

GOOD = frozenset({MessageState.SENT, MessageState.DELIVERED})
CALM = frozenset({MessageState.WAITING, MessageState.SENDING, MessageState.WITHDRAWN})


@dataclass(frozen=True)
class MessageLine:
    """How the newest message stands, in words; ``mark`` is the name of the icon before them."""

    mark: str
    label: str
    advice: str
    ordered_on: date


@dataclass(frozen=True)
class Attempt:
    """What was typed and could not be taken, with the message of each field."""

    number: str = ""
    number_again: str = ""
    errors: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class MessageBox:
    """The form, and how the last message stands; ``once`` tells this page from every other."""

    action: str
    once: str
    left: int
    line: MessageLine | None
    attempt: Attempt


def message_box(made: MadeLink, attempt: Attempt | None) -> MessageBox | None:
    """The form on a link's page; None where others see the phone, or no messages are sent."""
    if staff_gateway() is None or not made.phone.is_safe:
        return None
    found = standing(setting(), made.meeting_id)
    action = f"/raadgiver/moeder/{made.meeting_id}/sms"
    return MessageBox(action, page_key(), found.left, line_of(found), attempt or Attempt())


def message_line(meeting_id: str) -> MessageLine | None:
    """How the newest message with the meeting's link stands; None where there is none."""
    return line_of(standing(setting(), meeting_id))


def line_of(found: MessageStanding) -> MessageLine | None:
    """The words for how a message stands."""
    if found.state is None or found.ordered_on is None:
        return None
    mark = "check" if found.state in GOOD else "clock" if found.state in CALM else "warning"
    if found.state is MessageState.GIVEN_UP:
        label, advice = NOT_SENT, GIVEN_UP[found.why or Why.BROKEN]
    else:
        label, advice = STANDINGS[found.state]
    return MessageLine(mark, _(label), _(advice), found.ordered_on)
