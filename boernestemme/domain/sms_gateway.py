"""The SMS gateway that an installation may have: what it is asked, and what its settings hold."""

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol
from urllib.parse import urlsplit

from boernestemme.domain.errors import SettingsMissing
from boernestemme.domain.text_message import septets, told_by

# GatewayAPI's platform whose machines, owners and routes are in the EU; an account belongs to it.
EU_PLATFORM = "https://messaging.gatewayapi.eu"
# The network itself shows so much of a sender, whatever an API takes.
LONGEST_ID = 64  # of a gateway's own ids
SENDER = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ]{1,9}[A-Za-z0-9]|\d{3,15}", re.ASCII)


class Kind(StrEnum):
    """Where messages go."""

    NONE = "none"
    FILE = "file"
    GATEWAYAPI = "gatewayapi"


class Outcome(StrEnum):
    """What became of one attempt to hand a message in.

    ``LATER``: the gateway surely has not taken it, and may take it another time. ``UNKNOWN``: it
    may have, so that nobody may try again by himself.
    """

    SENT = "sent"
    LATER = "later"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Why(StrEnum):
    """Why a message was given up, by class: never in the gateway's own words."""

    MESSAGE = "message"  # this number, or this text
    SETUP = "setup"  # token, account or address: no message would go out
    AWAY = "away"  # the gateway, for too long
    BROKEN = "broken"  # what was sealed does not open


@dataclass(frozen=True)
class Handed:
    """An attempt: its outcome, the gateway's own id where it took it, why where it refused."""

    outcome: Outcome
    gateway_id: str = ""
    why: Why | None = None


class SendsMessages(Protocol):
    """A gateway."""

    def send(self, number: str, text: str, reference: str) -> Handed:
        """Hand in one message. Never raises over the network, and tells nobody what it was.

        ``number`` is country code and digits, ``reference`` our own id of the order, which comes
        back with the gateway's later word on it.
        """


@dataclass(frozen=True)
class SmsGateway:
    """How messages are handed in. Token and secret stand in no text made of this.

    ``patience`` is the seconds until a gateway that says nothing is given up, ``callback_secret``
    what it signs its later word with, empty where it sends none; ``file`` where the file gateway
    writes.
    """

    kind: Kind
    sender: str = ""
    token: str = field(default="", repr=False)
    callback_secret: str = field(default="", repr=False)
    address: str = EU_PLATFORM
    file: str = ""
    patience: float = 5


class ReadsSettings(Protocol):
    """What an installation was given, by name."""

    def text(self, name: str) -> str:
        """A setting as text. Raises SettingsMissing when there is none."""

    def optional(self, name: str, default: str = "") -> str:
        """A setting as text, the default when it is not given or empty."""

    def secret(self, name: str) -> str:
        """A secret, long enough not to be guessed. Raises SettingsMissing."""

    def missing(self, name: str, what: str) -> SettingsMissing:
        """The error that names a setting and how to mend it."""


def read_gateway(given: ReadsSettings, child_url: str, usual_file: str) -> SmsGateway | None:
    """The gateway, None where no messages are sent. Raises SettingsMissing.

    ``usual_file`` is where the file gateway writes on one's own machine. Where children can come,
    at an https ``child_url``, it lays numbers open, and its file must be named.
    """
    kind = given.optional("sms_gateway", Kind.NONE)
    if kind not in set(Kind):
        raise given.missing("sms_gateway", f"must be one of {', '.join(Kind)}")
    if kind == Kind.NONE:
        return None
    if kind == Kind.FILE:
        is_real = urlsplit(child_url).scheme == "https"
        file = given.text("sms_file") if is_real else given.optional("sms_file", usual_file)
        return SmsGateway(Kind.FILE, file=file)
    has_secret = given.optional("sms_callback_secret") != ""
    gateway = SmsGateway(
        Kind.GATEWAYAPI,
        given.text("sms_sender"),
        given.text("sms_token"),
        given.secret("sms_callback_secret") if has_secret else "",
        given.optional("sms_address", EU_PLATFORM).rstrip("/"),
    )
    fault = _fault_of(gateway, child_url)
    if fault:
        raise given.missing(*fault)
    return gateway


def _fault_of(gateway: SmsGateway, child_url: str) -> tuple[str, str] | None:
    """The name of a setting that cannot be, and what is wrong with it; None when all can be."""
    if not SENDER.fullmatch(gateway.sender):
        return "sms_sender", "must be 3 to 11 letters and digits, or 3 to 15 digits"
    if told_by(gateway.sender):
        return "sms_sender", "must not name a place, an authority or a case"
    if not (gateway.token.isascii() and gateway.token.isprintable() and " " not in gateway.token):
        return "sms_token", "must be the gateway's token and nothing else"
    if not _is_safe(gateway.address):
        return "sms_address", f"must be like {EU_PLATFORM}; http only within this machine"
    if septets(child_url) != len(child_url):
        return "child_url", "holds what takes too much room in an SMS"
    if told_by(urlsplit(child_url).netloc):
        return "child_url", "stands in each SMS: it must not name a place, an authority or a case"
    return None


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    if not parts.hostname or parts.path or parts.query or parts.username:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_this_machine(parts.hostname))


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
