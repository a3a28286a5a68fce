"""How a message to a child's phone stands, and what may follow what."""

from enum import StrEnum


class MessageState(StrEnum):
    """Where a message is.

    ``WAITING`` it has not gone out; ``SENDING`` somebody is handing it in now; ``SENT`` the gateway
    has it; ``DELIVERED`` and ``UNDELIVERED`` the phone's network has said so; ``UNKNOWN`` nobody
    can say whether the gateway has it; ``GIVEN_UP`` and ``WITHDRAWN`` it never went out.
    """

    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    DELIVERED = "delivered"
    UNDELIVERED = "undelivered"
    UNKNOWN = "unknown"
    GIVEN_UP = "given_up"
    WITHDRAWN = "withdrawn"


# These cost nobody anything and reached nobody, so a link is not charged for them.
NEVER_WENT_OUT = (MessageState.GIVEN_UP, MessageState.WITHDRAWN)
# The child has perhaps no link: its case worker must ask, or send again.
NOT_ARRIVED = (MessageState.UNDELIVERED, MessageState.UNKNOWN, MessageState.GIVEN_UP)
# What the gateway may still change, by what it says: its word may come twice, late, in any order.
BEFORE = {
    MessageState.SENT: (MessageState.SENDING, MessageState.UNKNOWN),
    MessageState.UNDELIVERED: (MessageState.SENDING, MessageState.UNKNOWN, MessageState.SENT),
    MessageState.DELIVERED: (
        MessageState.SENDING, MessageState.UNKNOWN, MessageState.SENT, MessageState.UNDELIVERED,
    ),
}  # fmt: skip
