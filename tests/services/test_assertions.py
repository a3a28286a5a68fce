"""Tokens that somebody made to break us are refused like any other, and nothing else happens."""

import base64
import json
import random
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet, RSAKey

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.roles import Role
from boernestemme.domain.sign_on import Provider, claimed_by
from boernestemme.services.assertions import checked_assertion, checked_signing_out, issuer_said
from tests.factories import NOW

KEYS = [RSAKey.generate_key(2048, {"kid": "r"}), ECKey.generate_key("P-256", {"kid": "e"})]
PUBLISHED = KeySet([*KEYS, ECKey.generate_key("P-521", {"kid": "f"})])
PROVIDER = Provider(
    "0461", "https://i.example", "client", "secret", "Odense", {"x": Role.LEADER},
    municipality_claim="cvr", municipality_values=("1",), team_claim="unit", teams={"1": "Nord"},
    assurance=("high",),
)  # fmt: skip
MOMENT = int(NOW.timestamp())
GOOD: dict[str, Any] = {
    "iss": "https://i.example", "aud": "client", "exp": MOMENT + 99, "iat": MOMENT, "nonce": "n",
    "sub": "s", "acr": "high", "cvr": "1", "unit": "1", "email": "n@a.example",
    "given_name": "Nete", "roles": ["x"], "jti": "1",
    "events": {"http://schemas.openid.net/event/backchannel-logout": {}},
}  # fmt: skip
ODD: tuple[Any, ...] = (
    None, 0, -1, 1.5, float("inf"), "", "x", [], ["x"], [[1]], {}, {"a": 1}, True, "x" * 5000,
    "\0", "🗝", 10**30, "RS256", "ES256", "r", "f",
)  # fmt: skip
HEADERS = ("alg", "kid", "crit", "b64", "typ", "jwk", "x5c", "jku", "zip")
TRIES = 400


def part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def odd_claims(chance: random.Random) -> str:
    """Well signed, with something odd in it."""
    key, algorithm = chance.choice([(KEYS[0], "RS256"), (KEYS[0], "PS256"), (KEYS[1], "ES256")])
    claims = GOOD | {chance.choice(list(GOOD)): chance.choice(ODD) for _ in range(2)}
    header = {"alg": algorithm, "kid": key.kid}
    return jwt.encode(header, claims, key, algorithms=[algorithm])


def odd_header(chance: random.Random) -> str:
    """Badly signed, under an odd header."""
    header: dict[str, Any] = {"alg": "ES256", "kid": "e"}
    header |= {chance.choice(HEADERS): chance.choice(ODD) for _ in range(2)}
    signature = chance.randbytes(chance.choice([0, 1, 64, 132, 256]))
    whole = (json.dumps(header).encode(), json.dumps(GOOD).encode(), signature)
    return ".".join(map(part, whole))


DEEP, HEAD, LIST = part(b"[" * 9000), part(b'{"alg":"RS256"}'), part(b"[1]")
ALL_WRONG: tuple[object, ...] = (
    None, 5, b"a.b.c", "", "a", "..", "a.b.c", "a.b.c.d.e", "æ.b.c", "x" * 40_000,
    f"{LIST}.{LIST}.AA", f"{DEEP}.{HEAD}.AA", f"{HEAD}.{DEEP}.AA", f"{HEAD}.{LIST}.AA",
)  # fmt: skip


def outcome(token: object) -> str:
    """What comes of a token; anything but a refusal or claims is raised here."""
    issuer_said(token)
    found = []
    for check in (
        lambda: claimed_by(PROVIDER, checked_assertion(token, keys, PROVIDER, "n", NOW)),
        lambda: checked_signing_out(token, keys, PROVIDER, NOW),
    ):
        try:
            check()
            found.append("taken")
        except SignOnRefused:
            found.append("refused")
    return " ".join(found)


def keys(_kid: str | None) -> KeySet:
    return PUBLISHED


@pytest.mark.parametrize("made", [odd_claims, odd_header])
def test_odd_tokens_are_refused_or_taken_and_nothing_else(made: Any) -> None:
    chance = random.Random(made.__name__)
    found = {outcome(made(chance)) for _ in range(TRIES)}
    assert "refused refused" in found
    assert made is odd_claims or found == {"refused refused"}


@pytest.mark.parametrize("token", ALL_WRONG, ids=lambda token: str(token)[:12] or "empty")
def test_what_is_no_token_at_all_is_refused(token: object) -> None:
    assert outcome(token) == "refused refused"


def test_the_good_one_is_taken_as_what_it_is_and_as_nothing_else() -> None:
    """The control."""
    for claims, taken in (
        (GOOD, "taken refused"),
        ({key: value for key, value in GOOD.items() if key != "nonce"}, "refused taken"),
    ):
        token = jwt.encode({"alg": "ES256", "kid": "e"}, claims, KEYS[1], algorithms=["ES256"])
        assert outcome(token) == taken
