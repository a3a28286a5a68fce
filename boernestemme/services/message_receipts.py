"""What the gateway says later of a message: signed, perhaps twice, late, or of one unknown here.

The body is an envelope with an ``event_type`` and an ``event``; the header ``Signature`` holds
``v1=`` and the HMAC-SHA-256 of the body, in hexadecimal, under a secret that both have
(gatewayapi.com/docs/message/overview, *Signature Verification*).
"""

import hashlib
import hmac
import json
from datetime import datetime
from typing import Any

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.message_state import BEFORE, MessageState
from boernestemme.domain.sms_gateway import LONGEST_ID
from boernestemme.storage import message_sending, own_rows
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import ID_LENGTH

VERSION = "v1="
OF_AN_SMS = "message.status.sms"
# What says nothing new, UNKNOWN among it, is left out.
STATES = {
    "ENROUTE": MessageState.SENT,
    "ACCEPTED": MessageState.SENT,
    "DELIVERED": MessageState.DELIVERED,
    "EXPIRED": MessageState.UNDELIVERED,
    "DELETED": MessageState.UNDELIVERED,
    "UNDELIVERABLE": MessageState.UNDELIVERED,
    "REJECTED": MessageState.UNDELIVERED,
}


def is_signed(body: bytes, signature: str, secret: str) -> bool:
    """True when the gateway signed exactly this body."""
    wanted = VERSION + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(), wanted.encode())


def take(body: bytes, now: datetime) -> bool:
    """Take a signed word of the gateway's; False when it changes nothing, for whatever reason."""
    found = _read(body)
    if found is None:
        return False
    reference, gateway_id, state = found
    with own_rows.reaching_all(), transaction():
        return message_sending.follow(reference, gateway_id, state, BEFORE[state], danish_day(now))


def _read(body: bytes) -> tuple[str, str, MessageState] | None:
    """Our own id, the gateway's, and the state; None where it is no such word."""
    try:
        envelope: Any = json.loads(body)
    except (ValueError, RecursionError):
        return None
    if not isinstance(envelope, dict) or envelope.get("event_type") != OF_AN_SMS:
        return None
    event = envelope.get("event")
    if not isinstance(event, dict):
        return None
    reference, gateway_id = (_text(event, name) for name in ("reference", "msg_id"))
    state = STATES.get(_text(event, "status"))
    is_ours = len(reference) == ID_LENGTH and 0 < len(gateway_id) <= LONGEST_ID
    return (reference, gateway_id, state) if is_ours and state else None


def _text(event: dict[str, Any], name: str) -> str:
    value = event.get(name)
    return value if isinstance(value, str) and value.isascii() and value.isprintable() else ""
