"""What housekeeping does about e-mail, and how it tells of it: numbers, never an address."""

from datetime import timedelta

from boernestemme.domain.mail_server import MailServer
from boernestemme.services.announcing import order_all
from boernestemme.services.sending_mail import Letter, Posted, send_due
from boernestemme.web.staff_mail import SUBJECT, bodies
from boernestemme.web.tools import now, tools

# So long an e-mail may wait for its receiver or the server before somebody must look.
LONGEST_SILENCE = timedelta(hours=24)


def tell_staff(server: MailServer) -> Posted:
    """Order what staff must be told, and send what is due."""
    letters = {
        role: Letter(SUBJECT, body) for role, body in bodies(tools().settings.staff_url).items()
    }
    order_all(now(), tools().days)
    return send_due(server, letters, now())


def said_of(posted: Posted) -> str:
    """One sentence on a run."""
    parts = [f"{posted.sent} e-mails sent"]
    if posted.unsent.waiting:
        parts.append(f"{posted.unsent.waiting} wait")
    if posted.unsent.given_up:
        parts.append(f"{posted.unsent.given_up} given up, refused where others are taken")
    trouble = f"; the mail server: {posted.trouble}" if posted.trouble else ""
    return f"{', '.join(parts)}{trouble}."


def is_stuck(posted: Posted) -> bool:
    """True when an e-mail was ordered more than a day ago and not sent, or was given up."""
    unsent = posted.unsent
    is_late = unsent.since is not None and now() - unsent.since > LONGEST_SILENCE
    return is_late or unsent.given_up > 0
