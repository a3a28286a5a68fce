"""Many who work behind one address: what is right counts for none, what is wrong for all."""

import pytest

from boernestemme.domain.errors import CodeRefused, SignInRefused, TooManyTries
from boernestemme.services import second_steps
from boernestemme.services.signing_in import TRIES_FROM_ADDRESS, WINDOW
from boernestemme.storage import tries
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from tests.factories import NOW
from tests.knocking import PEPPER, at_door, code_of, signed_in
from tests.services.test_second_factors import LATER, enrolled, step_of

pytestmark = pytest.mark.usefixtures("shared_world")


def workplace(of: str) -> str:
    """An address from which one more may be wrong."""
    address = new_id()
    with transaction():
        for _ in range(TRIES_FROM_ADDRESS - 1):
            tries.spend(f"{PEPPER}|{of}|{address}", TRIES_FROM_ADDRESS, NOW, NOW - WINDOW)
    return address


def test_all_of_them_sign_in() -> None:
    address = workplace("sign-in")
    for name in ("mette", "sofie"):
        assert signed_in(f"{name}@test.example", address=address)
    with pytest.raises(SignInRefused):
        signed_in("mette@test.example", "forkert", address)
    with pytest.raises(TooManyTries):
        signed_in("sofie@test.example", address=address)


def test_all_of_them_give_their_codes() -> None:
    at_work = at_door(workplace("code"))
    for email, secret, _ in (enrolled(), enrolled()):
        assert second_steps.give_code(step_of(email), code_of(secret, LATER), at_work, LATER)
    with pytest.raises(CodeRefused):
        second_steps.give_code(step_of(email), "12345", at_work, LATER)
    with pytest.raises(TooManyTries):
        second_steps.give_code(step_of(email), "12345", at_work, LATER)
