"""A provider whose answers have no end: each is broken off, and a long one that ends is read."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.sign_on import Ticket
from boernestemme.services.asking_provider import ProviderDesk
from boernestemme.services.provider_metadata import LARGEST
from tests.factories import BASE, NOW
from tests.own_provider import OwnProvider, own_provider
from tests.web.staff.sign_on_scene import provider_at

DISCOVERY, TOKEN, KEYS = "/.well-known/openid-configuration", "/token", "/keys"
ENDLESS = 50 * 1024 * 1024
TICKET = Ticket("state", "nonce", "verifier" * 8)


@pytest.fixture(scope="module")
def provider() -> Iterator[OwnProvider]:
    """One provider for the module."""
    with own_provider() as found:
        yield found


def signs_on(provider: OwnProvider) -> str:
    """Whom the whole way gives, by a desk that has kept nothing."""
    desk, known = ProviderDesk(), provider_at(provider.address)
    address = desk.way_in(known, TICKET, BASE)
    [code] = parse_qs(provider.sign_in(address, sub="nete"))["code"]
    return str(desk.assertion(known, TICKET, code, BASE, NOW)["sub"])


@pytest.mark.parametrize("path", [DISCOVERY, TOKEN, KEYS])
def test_an_answer_without_end_is_broken_off(provider: OwnProvider, path: str) -> None:
    provider.padding = {path: ENDLESS}
    with pytest.raises(SignOnRefused) as refused:
        signs_on(provider)
    assert refused.value.rule == "provider"
    assert provider.sent < ENDLESS / 4, "what the network holds, and no more"
    provider.padding = {path: LARGEST // 2}
    assert signs_on(provider) == "nete", "the control"
