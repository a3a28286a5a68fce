"""What housekeeping does about messages to children, and how it tells of it: numbers alone."""

from boernestemme.services.sending_messages import SentMessages, WayOut, send_due, tidy
from boernestemme.web.message import message_with
from boernestemme.web.tools import now, staff_gateway, staff_links, tools

NONE_SENT = "No messages to children: the setting sms_gateway is none."
FAILED = "messages to children could not be sent: check the settings sms_…, and the gateway"


def send_messages() -> SentMessages | None:
    """Send the messages that are due; None where the installation sends none.

    Numbers that are of no use any more are erased either way.
    """
    tidy(tools().epoch, now())
    gateway = staff_gateway()
    if gateway is None:
        return None
    return send_due(WayOut(gateway, message_with(tools().settings), staff_links()), now())


def said_of(done: SentMessages | None) -> str:
    """One sentence on a run."""
    if done is None:
        return NONE_SENT
    parts = [f"{done.sent} messages to children sent"]
    parts += [f"{done.waiting} wait"] if done.waiting else []
    parts += [f"{done.unknown} nobody knows of"] if done.unknown else []
    parts += [f"{done.failed} given up"] if done.failed else []
    return f"{', '.join(parts)}."
