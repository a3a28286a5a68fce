"""From where somebody comes, as limits count it."""

import random
from ipaddress import IPv6Address

import pytest

from boernestemme.domain.address_class import address_class

LINE = "2001:db8:0:1::/64"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:0:1::", LINE),
        ("2001:DB8:0:1:ffff:ffff:ffff:ffff", LINE),
        ("2001:0db8:0000:0001::9%eth0", LINE),
        ("2001:db8:0:2::9", "2001:db8:0:2::/64"),
        ("", ""),
        ("unix:", "unix:"),
        ("192.0.2.7, 192.0.2.8", "192.0.2.7, 192.0.2.8"),
    ],
)
def test_one_line_of_the_network_is_one_class(address: str, expected: str) -> None:
    assert address_class(address) == expected


def test_whoever_has_a_line_finds_no_second_class_on_it() -> None:
    chance, prefix = random.Random("line"), 0x20010DB800000001 << 64
    own = {address_class(str(IPv6Address(prefix | chance.getrandbits(64)))) for _ in range(1_000)}
    assert own == {LINE}
