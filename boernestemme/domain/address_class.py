"""From where somebody comes, as limits count it: one line of the network is one class."""

from ipaddress import IPv6Address, ip_address, ip_network

IPV6_LINE = 64  # bits that a provider gives to one home; the rest its owner may choose at will


def address_class(address: str) -> str:
    """The class of an address: IPv4 whole, IPv6 by its first 64 bits.

    What is no address (a server behind a socket has none) is a class by itself.
    """
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if not isinstance(found, IPv6Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ip_network((int(found), IPV6_LINE), strict=False))
