"""Leaving for a provider leaves a row each time: bounded for an address, for nobody else, swept."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import text

from boernestemme.domain.errors import TooManyTries
from boernestemme.domain.sign_on import SignOn
from boernestemme.services import signing_on
from boernestemme.services.asking_provider import ProviderDesk
from boernestemme.services.second_steps import STEP_LIFE
from boernestemme.services.signing_in import LEAVES_FROM_ADDRESS, WINDOW
from boernestemme.services.signing_on import Desk
from boernestemme.storage.db import session, transaction
from tests.factories import BASE, NOW
from tests.knocking import at_door, signed_in
from tests.own_provider import own_provider
from tests.services.steps import count, keep
from tests.web.staff.sign_on_scene import provider_at
from tests.world import World


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    """Where people leave from, for a provider that is there."""
    with own_provider() as provider:
        known = provider_at(provider.address)
        yield Desk(SignOn(providers=(known,)), ProviderDesk(), BASE)


def leave(desk: Desk, address: str = "192.0.2.1", after: timedelta = timedelta()) -> None:
    signing_on.begin("0461", desk, at_door(address), NOW + after)


def test_an_address_has_so_many_and_locks_nobody_else_out(shared_world: World, desk: Desk) -> None:
    leave(desk)
    with transaction():
        session().execute(text("UPDATE tries SET count = :n"), {"n": LEAVES_FROM_ADDRESS - 1})
    leave(desk)
    rows = count("sign_in_steps")
    with pytest.raises(TooManyTries):
        leave(desk)
    assert count("sign_in_steps") == rows, "nothing is left behind by whoever may not"
    leave(desk, "192.0.2.2")
    assert signed_in("mette@test.example", address="192.0.2.1"), "a password is counted apart"
    leave(desk, after=WINDOW)


def test_whoever_never_comes_back_is_swept(shared_world: World, desk: Desk) -> None:
    leave(desk, after=WINDOW)
    left = count("sign_in_steps")
    keep(shared_world, NOW + WINDOW + STEP_LIFE - timedelta(seconds=1))
    assert 1 <= count("sign_in_steps") <= left
    keep(shared_world, NOW + WINDOW + STEP_LIFE)
    assert count("sign_in_steps") == 0
