"""A real mail server in this process: keeps every byte it takes, and refuses or hangs when told."""

import asyncio
import datetime
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from boernestemme.domain.mail_server import MailServer, Security

HOST = "127.0.0.1"
SENDER = "hej@post.example"
TAKEN = "250 OK"


@dataclass(frozen=True)
class Taken:
    """One e-mail as it came over the wire, from whom the server said hello, and how."""

    to: tuple[str, ...]
    raw: bytes
    greeted_as: str
    was_hidden: bool

    @property
    def message(self) -> EmailMessage:
        """The e-mail, read."""
        found = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(found, EmailMessage)
        return found


@dataclass
class PostOffice:
    """The server's side. ``refusals`` are answers by address, ``data_answer`` one to every text."""

    port: int
    taken: list[Taken] = field(default_factory=list)
    refusals: dict[str, str] = field(default_factory=dict)
    data_answer: str = TAKEN
    sender_answer: str = TAKEN
    hangs_for: float = 0

    def server(self, **changes: Any) -> MailServer:
        """The settings of somebody who hands in e-mails here."""
        usual = {"security": Security.NONE, "sender": SENDER, "patience": 20}
        return MailServer(HOST, self.port, **(usual | changes))

    @property
    def addresses(self) -> list[str]:
        """Whom every e-mail went to, in order of their names."""
        return sorted(address for one in self.taken for address in one.to)

    async def handle_MAIL(  # the server's name for it
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """The sender."""
        if self.sender_answer == TAKEN:
            envelope.mail_from = address
        return self.sender_answer

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """One receiver."""
        if address in self.refusals:
            return self.refusals[address]
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """The text."""
        await asyncio.sleep(self.hangs_for)
        if self.data_answer == TAKEN:
            self.taken.append(
                Taken(
                    tuple(envelope.rcpt_tos),
                    envelope.original_content,
                    session.host_name,
                    server.transport.get_extra_info("ssl_object") is not None,
                )
            )
        return self.data_answer


@contextmanager
def post_office(*, within: ssl.SSLContext | None = None, **options: Any) -> Iterator[PostOffice]:
    """A mail server that runs; ``within`` for TLS from the first byte."""
    office = PostOffice(free_port())
    controller = Controller(office, hostname=HOST, port=office.port, ssl_context=within, **options)
    controller.start()
    try:
        yield office
    finally:
        controller.stop()


@contextmanager
def silent_server() -> Iterator[MailServer]:
    """A machine that lets itself be called and never says a word."""
    with socket.create_server((HOST, 0)) as listening:
        port = listening.getsockname()[1]
        yield MailServer(HOST, port, Security.NONE, SENDER, patience=0.3)


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server((HOST, 0)) as listening:
        port: int = listening.getsockname()[1]
    return port


def knows(user: str, password: str) -> Any:
    """Lets in this one user."""

    def authenticate(_server: Any, _session: Any, _envelope: Any, _how: Any, given: Any) -> Any:
        right = (given.login, given.password) == (user.encode(), password.encode())
        return AuthResult(success=right)

    return authenticate


def self_made_certificate(folder: Path) -> tuple[ssl.SSLContext, Path]:
    """A server's context with a certificate for this machine, and the file that vouches for it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "opdigtet")])
    begin = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(HOST))])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begin)
        .not_valid_after(begin + datetime.timedelta(days=3))
        .add_extension(names, critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file, secret = folder / "certificate.pem", folder / "key.pem"
    file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    secret.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file, secret)
    return context, file
