"""GatewayAPI's Mobile Message API (gatewayapi.com/docs/message/overview): one POST a message.

Success is 202 with a ``msg_id``. Before the request is written nothing can have been sent; from its
first byte on anything may have, unless an answer says that it was not. What is not in so many words
*not sent* is therefore unknown, and nobody's number, text or token stands in an error or a log.
"""

import json
import ssl
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from boernestemme.domain.sms_gateway import LONGEST_ID, Handed, Outcome, SmsGateway, Why

PATH = "/mobile/single"
# How long the network tries to reach a phone that is off (theirs is five days): a link that is
# taken back tomorrow must not turn up on a phone next week.
EXPIRES_AFTER = "P1D"
LARGEST_ANSWER = 64 * 1024
COME_BACK = frozenset({429, 503})
# The number or the text: 400 and 422. Any other of these is about who asks, or where.
ABOUT_THE_MESSAGE = frozenset({400, 422})
OK, MOVED, CLIENT = range(200, 300), range(300, 400), range(400, 500)


class GatewayApi:
    """The gateway, over a connection of its own for each message."""

    def __init__(self, settings: SmsGateway, trusted: ssl.SSLContext | None = None) -> None:
        self._settings = settings
        self._trusted = trusted or ssl.create_default_context()

    def send(self, number: str, text: str, reference: str) -> Handed:
        """Hand in one message to ``number``, country code and digits."""
        content = {
            "sender": self._settings.sender,
            "recipient": int(number),
            "message": text,
            "reference": reference,
            "expiration": EXPIRES_AFTER,
        }
        connection = self._connection()
        try:
            connection.connect()
        except (OSError, HTTPException):
            connection.close()
            return Handed(Outcome.LATER)
        try:
            connection.request("POST", PATH, json.dumps(content).encode(), self._headers())
            answer = connection.getresponse()
            return _handed(answer.status, answer.read(LARGEST_ANSWER))
        except (OSError, HTTPException):
            return Handed(Outcome.UNKNOWN)
        finally:
            connection.close()

    def _connection(self) -> HTTPConnection:
        where, patience = urlsplit(self._settings.address), self._settings.patience
        host = where.hostname or ""
        if where.scheme == "https":
            return HTTPSConnection(host, where.port, timeout=patience, context=self._trusted)
        return HTTPConnection(host, where.port, timeout=patience)

    def _headers(self) -> dict[str, str]:
        return {
            "Authorization": f"Token {self._settings.token}",
            "Content-Type": "application/json",
            "Accept": "application/json",
        }


def _handed(status: int, body: bytes) -> Handed:
    """What an answer says of the message."""
    if status in OK:
        gateway_id = _id_in(body)
        return Handed(Outcome.SENT, gateway_id) if gateway_id else Handed(Outcome.UNKNOWN)
    if status in COME_BACK:
        return Handed(Outcome.LATER)
    if status in ABOUT_THE_MESSAGE:
        return Handed(Outcome.REFUSED, why=Why.MESSAGE)
    if status in MOVED or status in CLIENT:
        return Handed(Outcome.REFUSED, why=Why.SETUP)
    return Handed(Outcome.UNKNOWN)


def _id_in(body: bytes) -> str:
    """The gateway's own id of the message, empty where there is none to be read."""
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    found = content.get("msg_id") if isinstance(content, dict) else None
    return found if isinstance(found, str) and len(found) <= LONGEST_ID else ""
