"""The database's address: on this machine, or over a line where nobody reads along or stands in."""

import ipaddress
from urllib.parse import parse_qs, urlsplit

from boernestemme.domain.errors import SettingsMissing

# What makes PostgreSQL's driver check whom it speaks with; "require" takes anybody's certificate.
CHECKED = frozenset({"verify-ca", "verify-full"})


def checked_database(address: str) -> str:
    """The address as it came. Raises SettingsMissing where it leads elsewhere in the open."""
    try:
        parts = urlsplit(f"//{_behind_the_password(address)}")
        host = parts.hostname or ""
    except ValueError as problem:
        raise SettingsMissing("the setting database is no address") from problem
    said = parse_qs(parts.query)
    hosts = ",".join([host, *said.get("host", []), *said.get("hostaddr", [])]).split(",")
    elsewhere = [one for one in hosts if not _is_here(one)]
    is_checked = not CHECKED.isdisjoint(said.get("sslmode", []))
    if address.startswith("postgresql") and elsewhere and not is_checked:
        raise SettingsMissing(
            f"the setting database leads to another machine, {elsewhere[0]}, in the open: "
            "add sslmode=verify-full to it"
        )
    return address


def _is_here(host: str) -> bool:
    """True for a socket's folder, no host at all, and this machine's own names."""
    if not host or host.startswith("/") or _without_port(host) == "localhost":
        return True
    try:
        return ipaddress.ip_address(_without_port(host)).is_loopback
    except ValueError:
        return False


def _behind_the_password(address: str) -> str:
    """Host, name and options: a password may hold what parts an address elsewhere."""
    return address.partition("://")[2].rpartition("@")[2]


def _without_port(host: str) -> str:
    """One colon parts a host from its port; an address with more of them is version 6."""
    return host.partition(":")[0] if host.count(":") == 1 else host
