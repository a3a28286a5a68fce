"""Checks what a provider has signed: the key, the algorithm, for whom, from whom, until when."""

import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from joserfc.jws import extract_compact
from joserfc.jwt import JWTClaimsRegistry

from boernestemme.domain.errors import SignOnRefused
from boernestemme.domain.sign_on import LONGEST_SUBJECT, Provider

ALGORITHMS = ("RS256", "ES256", "PS256")
LEEWAY = 60
LONGEST_TOKEN = 32 * 1024
FRESH_SECONDS = 300  # a message of signing out that is older may be a replayed one
SIGNED_OUT = "http://schemas.openid.net/event/backchannel-logout"
# What the library raises over tokens that somebody made to break it.
ODD = (JoseError, LookupError, RecursionError, TypeError, ValueError)
Keys = Callable[[str | None], KeySet]


def checked_assertion(
    token: object, keys: Keys, provider: Provider, nonce: str, now: datetime
) -> Mapping[str, Any]:
    """The claims of an ID token for us, of now, that answers our own question."""
    claims = _claims(token, keys)
    _validate(
        claims,
        JWTClaimsRegistry(
            now=int(now.timestamp()),
            leeway=LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.client_id},
            exp={"essential": True},
            iat={"essential": True},
            nonce={"essential": True, "value": nonce},
        ),
    )
    several = isinstance(claims["aud"], list) and len(claims["aud"]) > 1
    if claims.get("azp", None if several else provider.client_id) != provider.client_id:
        raise SignOnRefused("assertion", "it was made for another party")
    return claims


def checked_signing_out(
    token: object, keys: Keys, provider: Provider, now: datetime
) -> Mapping[str, Any]:
    """The claims of a back-channel logout token: fresh, for us, of nothing else, named once."""
    claims = _claims(token, keys)
    moment = int(now.timestamp())
    _validate(
        claims,
        JWTClaimsRegistry(
            now=moment,
            leeway=LEEWAY,
            iss={"essential": True, "value": provider.issuer},
            aud={"essential": True, "value": provider.client_id},
            iat={"essential": True},
            jti={"essential": True},
        ),
    )
    events = claims.get("events")
    if not isinstance(events, dict) or SIGNED_OUT not in events or "nonce" in claims:
        raise SignOnRefused("assertion", "it is no message of signing out")
    if not isinstance(claims["iat"], int) or moment - claims["iat"] > FRESH_SECONDS:
        raise SignOnRefused("assertion", "it is too old")
    for name in ("jti", "sub", "sid"):
        value = claims.get(name, "-")
        if not isinstance(value, str) or not 0 < len(value) <= LONGEST_SUBJECT:
            raise SignOnRefused("assertion", f"no usable {name}")
    if "sub" not in claims and "sid" not in claims:
        raise SignOnRefused("assertion", "it names nobody")
    return claims


def issuer_said(token: object) -> object:
    """Who a token says it is from, unchecked: only to know whose keys to check it with."""
    try:
        return _decoded(token)[1].get("iss")
    except SignOnRefused:
        return None


def _decoded(token: object) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """Header and claims as they stand there, unchecked."""
    if not isinstance(token, str) or not token.isascii() or len(token) > LONGEST_TOKEN:
        raise SignOnRefused("assertion", "it is no token")
    try:
        parts = extract_compact(token.encode())
        claims = json.loads(parts.payload)
    except ODD as problem:
        raise SignOnRefused("assertion", type(problem).__name__) from problem
    if not isinstance(claims, dict):
        raise SignOnRefused("assertion", "it holds no claims")
    return parts.headers(), claims


def _claims(token: object, keys: Keys) -> Mapping[str, Any]:
    header, _ = _decoded(token)
    kid = header.get("kid")
    if kid is not None and not isinstance(kid, str):
        raise SignOnRefused("assertion", "no usable kid")
    if header.get("alg") not in ALGORITHMS:
        raise SignOnRefused("assertion", "it is signed in a way that does not count")
    try:
        return jwt.decode(str(token), keys(kid), algorithms=ALGORITHMS).claims
    except ODD as problem:
        raise SignOnRefused("assertion", type(problem).__name__) from problem


def _validate(claims: Mapping[str, Any], rules: JWTClaimsRegistry) -> None:
    try:
        rules.validate(dict(claims))
    except ODD as problem:
        raise SignOnRefused("assertion", f"{type(problem).__name__}: {problem}") from problem
