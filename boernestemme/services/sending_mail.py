"""Hands the outbox to the mail server: the one place in the house that sends anything.

Each e-mail is claimed before it is sent and marked when the server has taken it. So two runs at
once send it once, and a run that dies in between leaves at most one e-mail too many, which says
as little as the first.
"""

import smtplib
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from itertools import groupby
from secrets import token_hex

from boernestemme.domain.mail_server import MailServer, Security
from boernestemme.domain.meeting import danish_day
from boernestemme.domain.roles import Role
from boernestemme.storage import outbox
from boernestemme.storage.db import transaction
from boernestemme.storage.outbox import MOST_TRIES, DueMail

AT_A_TIME = 500
FIRST_WAIT = timedelta(minutes=5)
LONGEST_WAIT = timedelta(hours=24)
NO_TIME = timedelta()
# So often an address is refused for good before no more is tried; others are tried longer.
MOST_REFUSALS = 5
FOR_GOOD = range(500, 600)
# What may be wrong with one e-mail; anything else is wrong with the server, and ends the run.
REFUSED = (
    smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, smtplib.SMTPNotSupportedError,
    ValueError,
)  # fmt: skip


@dataclass(frozen=True)
class Letter:
    """What stands in an e-mail, the same for everybody in a role."""

    subject: str
    body: str


@dataclass(frozen=True)
class Unsent:
    """What has not gone out: how many wait, since when the longest does, how many were given up.

    ``since`` is the latest that it can have been ordered; the order itself keeps no moment.
    """

    waiting: int
    since: datetime | None
    given_up: int


@dataclass(frozen=True)
class Posted:
    """What a run did: how many went out, what has not, and the name of what stopped it, if any."""

    sent: int
    unsent: Unsent
    trouble: str = ""


def send_due(server: MailServer, letters: Mapping[Role, Letter], now: datetime) -> Posted:
    """Send what is due at ``now`` (aware), one e-mail a person whatever waits for them.

    Trouble with the server is told by its kind alone and leaves the rest for the next run. A server
    that refuses everybody is in trouble too: a refusal counts against an address only where the
    server takes an e-mail to somebody else, in this run or on the same day.
    """
    with transaction():
        due = sorted(outbox.due(now, AT_A_TIME), key=_receiver)
    sent, trouble, refused = 0, "", list[_Refused]()
    try:
        if due:
            with _connected(server) as connection:
                post = _Post(server, connection, letters, now, refused)
                for _, mails in groupby(due, _receiver):
                    sent += post.send(list(mails))
    except OSError as problem:  # smtplib's own errors are among these
        trouble = type(problem).__name__
    with transaction():
        refusal = _judge(refused, danish_day(now))
        return Posted(sent, _unsent(), trouble or refusal)


def wait_after(tries: int) -> timedelta:
    """How long to wait for the next try after so many: twice as long each time, at most a day."""
    return min(FIRST_WAIT * (1 << tries), LONGEST_WAIT)


def _unsent() -> Unsent:
    standing = outbox.unsent()
    waiting = [one for one in standing if one.tries < MOST_TRIES]
    since = [one.next_try_at - sum(map(wait_after, range(one.tries)), NO_TIME) for one in waiting]
    counted = sum(one.count for one in waiting)
    return Unsent(counted, min(since, default=None), sum(one.count for one in standing) - counted)


def _receiver(mail: DueMail) -> tuple[str, str]:
    return mail.account_id, mail.address


@contextmanager
def _connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection that nobody can read along, unless it never leaves this machine."""
    trusted = ssl.create_default_context()
    # It greets with the sender's domain: this machine's own name is nobody's business.
    where = (server.host, server.port, server.own_domain)
    if server.security is Security.TLS:
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            *where, timeout=server.patience, context=trusted
        )
    else:
        connection = smtplib.SMTP(*where, timeout=server.patience)
    with connection:
        if server.security is Security.STARTTLS:
            connection.starttls(context=trusted)
        if server.user:
            connection.login(server.user, server.password)
        yield connection


@dataclass(frozen=True)
class _Refused:
    """What waited for one person, and why the server did not take the e-mail about it."""

    mails: Sequence[DueMail]
    refusal: Exception


@dataclass(frozen=True)
class _Post:
    """The e-mails on their way; ``refused`` gathers those that were not taken."""

    server: MailServer
    connection: smtplib.SMTP
    letters: Mapping[Role, Letter]
    now: datetime
    refused: list[_Refused]

    def send(self, mails: Sequence[DueMail]) -> bool:
        """Send one e-mail for all that waits for a person; False when nothing went out."""
        with transaction():
            taken = [mail for mail in mails if self._take(mail)]
        if not taken:
            return False
        try:
            self.connection.send_message(self._message(taken[0]))
        except REFUSED as refusal:
            self.refused.append(_Refused(taken, refusal))
            return False
        with transaction():
            for mail in taken:
                outbox.mark_sent(mail.id, danish_day(self.now))
        return True

    def _take(self, mail: DueMail) -> bool:
        return outbox.take(mail, self.now + wait_after(mail.tries))

    def _message(self, mail: DueMail) -> EmailMessage:
        letter = self.letters[Role(mail.role)]
        message = EmailMessage()
        message["From"] = self.server.sender
        message["To"] = mail.address
        message["Subject"] = letter.subject
        message["Date"] = format_datetime(self.now)
        message["Message-ID"] = f"<{token_hex(16)}@{self.server.own_domain}>"
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(letter.body)
        return message


def _judge(refused: Sequence[_Refused], today: date) -> str:
    """Settle who is to blame for each refusal; the name of one that was the server's own."""
    served, trouble = outbox.served_on(today), ""
    for one in refused:
        most = MOST_REFUSALS if _is_for_good(one.refusal) else MOST_TRIES
        for mail in one.mails:
            if served <= {mail.account_id}:
                trouble = type(one.refusal).__name__
                outbox.give_back(mail)
            elif mail.tries + 1 >= most:
                outbox.give_up(mail.id)
    return trouble


def _is_for_good(refusal: Exception) -> bool:
    """True where the server will say the same tomorrow."""
    if isinstance(refusal, smtplib.SMTPRecipientsRefused):
        return all(code in FOR_GOOD for code, _ in refusal.recipients.values())
    if isinstance(refusal, smtplib.SMTPDataError):
        return refusal.smtp_code in FOR_GOOD
    return True
