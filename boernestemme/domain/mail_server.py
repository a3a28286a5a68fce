"""The mail server that an installation may have, and what its settings must hold."""

import ipaddress
import re
from dataclasses import dataclass, field
from enum import StrEnum

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


def fault_of(server: MailServer) -> tuple[str, str] | None:
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
