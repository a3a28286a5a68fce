"""Nothing that runs here reaches another machine: Python itself refuses to connect."""

import sys
from ipaddress import ip_address

CONNECTS = frozenset({"socket.connect", "socket.sendto"})


class Offline(ConnectionRefusedError):
    """Somebody tried; the message is the address."""


def keep_offline() -> None:
    """Refuse from now on, in this process, every connection but those within this machine."""
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in CONNECTS and not _is_here(arguments[1]):
        raise Offline(f"tests reach no other machine: {arguments[1]!r}")


def _is_here(address: object) -> bool:
    """True for a socket's file, the loopback, and what the kernel says to this process."""
    if not isinstance(address, tuple) or not isinstance(address[0], str):
        return True
    try:
        found = ip_address(address[0])
    except ValueError:
        return address[0] == "localhost"
    return found.is_loopback or found.is_unspecified
