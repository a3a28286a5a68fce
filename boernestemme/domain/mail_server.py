"""The mail server that an installation may have, and what its settings must hold."""

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from boernestemme.domain.errors import SettingsMissing

LARGEST_PORT = 65_535
ADDRESS = re.compile(r"[!-?A-~]+@[A-Za-z0-9.-]+\.[A-Za-z0-9-]+", re.ASCII)


class Security(StrEnum):
    """How what is sent is kept from others on its way."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


PORTS = {Security.STARTTLS: 587, Security.TLS: 465, Security.NONE: 25}


@dataclass(frozen=True)
class MailServer:
    """Where e-mails to staff are handed in.

    ``sender`` is the address they come from, ``patience`` the seconds until a server that says
    nothing is given up. The password stands in no text made of this.
    """

    host: str
    port: int
    security: Security
    sender: str
    user: str = ""
    password: str = field(default="", repr=False)
    patience: float = 20

    @property
    def own_domain(self) -> str:
        """The domain that the e-mails come from."""
        return self.sender.rpartition("@")[2]


class ReadsSettings(Protocol):
    """What an installation was given, by name."""

    def text(self, name: str) -> str:
        """A setting as text. Raises SettingsMissing when there is none."""

    def optional(self, name: str, default: str = "") -> str:
        """A setting as text, the default when it is not given or empty."""

    def count(self, name: str) -> int:
        """A setting as a number, 0 when it is not given."""

    def missing(self, name: str, what: str) -> SettingsMissing:
        """The error that names a setting and how to mend it."""


def mail_server_from(given: ReadsSettings) -> MailServer | None:
    """The server of the settings, None when no ``mail_host`` is given. Raises SettingsMissing."""
    host = given.optional("mail_host")
    if not host:
        return None
    security = given.optional("mail_security", Security.STARTTLS)
    if security not in set(Security):
        raise given.missing("mail_security", f"must be one of {', '.join(Security)}")
    server = MailServer(
        host,
        given.count("mail_port") or PORTS[Security(security)],
        Security(security),
        given.text("mail_from"),
        given.optional("mail_user"),
        given.optional("mail_password"),
    )
    fault = _fault_of(server)
    if fault:
        raise given.missing(*fault)
    return server


def _fault_of(server: MailServer) -> tuple[str, str] | None:
    """The name of a setting that cannot be, and what is wrong with it; None when all can be."""
    if server.port > LARGEST_PORT:
        return "mail_port", f"must be a number up to {LARGEST_PORT}"
    if server.security is Security.NONE and not _is_this_machine(server.host):
        return "mail_security", "may be none only where mail_host is this machine itself"
    if not ADDRESS.fullmatch(server.sender):
        return "mail_from", "must be an e-mail address and nothing else"
    if bool(server.user) != bool(server.password):
        return "mail_password" if server.user else "mail_user", "is missing beside the other"
    return None


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
