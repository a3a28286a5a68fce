"""The real nginx with the sample: its names, ports and folders replaced, before real doors."""

import datetime
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.browser.server import free_port
from tests.operating.deployed import nginx

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
STOCK = "access_log {folder}/logs/stock.log combined; error_log {folder}/logs/errors.log;"
PATIENCE = 60
# What Debian's own file says around ours: logs with whole addresses for whoever names no other.
AROUND = """
daemon off; pid {folder}/pid; error_log {folder}/logs/main.log;
events {{ worker_connections 768; }}
http {{
    {temporary}
    gzip on;
    {stock}
    include {folder}/boernestemme.conf;
}}
"""
TEMPORARY = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@dataclass(frozen=True)
class Proxy:
    """A running nginx: its port for TLS, its port for none, and its folder."""

    folder: Path
    tls: int
    plain: int

    def logs(self) -> str:
        """Everything it has written."""
        found = (self.folder / "logs").iterdir()
        return "\n".join(path.read_text() for path in sorted(found))


@contextmanager
def running(
    folder: Path, doors: dict[str, int], *, stock: bool = False, seconds: int | None = None
) -> Iterator[Proxy]:
    """The sample before doors at these ports (by the port it names).

    ``stock``: with usual logs. ``seconds``: how long it waits for slow clients in place of its own.
    """
    proxy = Proxy(folder, free_port(), free_port())
    (folder / "logs").mkdir()
    write_certificate(folder)
    for name in ("boernestemme", "boernestemme-door"):
        text = nginx(name) if seconds is None else in_a_hurry(nginx(name), seconds)
        (folder / f"{name}.conf").write_text(replaced(text, proxy, doors, stock))
    temporary = " ".join(f"{one}_temp_path {folder}/temp-{one};" for one in TEMPORARY)
    written = STOCK.format(folder=folder)
    (folder / "nginx.conf").write_text(
        AROUND.format(folder=folder, temporary=temporary, stock=written)
    )
    said = (folder / "said.txt").open("wb")
    process = subprocess.Popen(
        [str(NGINX), "-p", folder, "-c", folder / "nginx.conf"], stdout=said, stderr=said
    )
    try:
        wait_until_it_listens(proxy.plain)
        yield proxy
    finally:
        process.terminate()
        process.wait(PATIENCE)
        said.close()


def wait_until_it_listens(port: int) -> None:
    """Poll a port. Raises TimeoutError."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(port)


def in_a_hurry(text: str, seconds: int) -> str:
    """The sample with another patience for what a client has begun to say."""
    return re.sub(r"(client_(?:header|body)_timeout) \d+s", rf"\1 {seconds}s", text)


def replaced(text: str, proxy: Proxy, doors: dict[str, int], stock: bool) -> str:
    """The sample for this machine; ``stock`` takes its logs away, so that the usual ones count."""
    text = re.sub(r"listen \[::\].*", "", text)
    text = text.replace("listen 443", f"listen 127.0.0.1:{proxy.tls}")
    text = text.replace("listen 80", f"listen 127.0.0.1:{proxy.plain}")
    text = re.sub(r"/etc/ssl/boernestemme/\w+", f"{proxy.folder}/tls", text)
    text = text.replace("/etc/nginx/snippets", str(proxy.folder))
    text = text.replace("/var/log/nginx", f"{proxy.folder}/logs")
    text = text.replace("/var/cache", str(proxy.folder))
    for port, real in doors.items():
        text = text.replace(f"127.0.0.1:{port};", f"127.0.0.1:{real};")
    return re.sub(r"(?:access|error)_log .*", "", text) if stock else text


def write_certificate(folder: Path) -> None:
    """A certificate that nobody trusts, for every name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "example.dk")])
    today = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name)
    made = made.public_key(key.public_key()).serial_number(1).not_valid_before(today)
    signed = made.not_valid_after(today + datetime.timedelta(1)).sign(key, hashes.SHA256())
    (folder / "tls.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    (folder / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
