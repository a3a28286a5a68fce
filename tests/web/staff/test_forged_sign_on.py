"""Assertions that must not count: expired, forged, of another, for another, and used before."""

import base64
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
from joserfc.jwk import ECKey, RSAKey

from boernestemme.services.signing_in import LEAVES_FROM_ADDRESS
from tests.clock import Clock
from tests.factories import BASE, NOW
from tests.own_provider import OwnProvider, own_provider
from tests.web.conftest import Stage
from tests.web.reading_pages import words_of
from tests.web.scene import STAFF_COOKIE, Scene
from tests.web.staff.sign_on_scene import (
    BACK,
    CLAIMED,
    DOOR,
    HOME,
    MUNICIPALITY,
    provider_at,
    sign_on_scene,
    visitor,
)

MOMENT = int(NOW.timestamp())
PERSON = {**CLAIMED, "sub": "nete", "email": "nete@odense.example"}
Lie = Callable[[OwnProvider], None]


@pytest.fixture(scope="module")
def scene_and_provider(
    stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Scene, OwnProvider]]:
    """One installation and its provider for the module."""
    with own_provider() as provider:
        folder = tmp_path_factory.mktemp("forged")
        known = provider_at(provider.address)
        with sign_on_scene(stage.stocked, folder, known, Clock(NOW)) as scene:
            yield scene, provider


@pytest.fixture
def scene(scene_and_provider: tuple[Scene, OwnProvider]) -> Scene:
    """The installation."""
    scene_and_provider[0].clock.now = NOW
    return scene_and_provider[0]


@pytest.fixture
def provider(scene_and_provider: tuple[Scene, OwnProvider]) -> Iterator[OwnProvider]:
    """The provider, honest again after each test."""
    found = scene_and_provider[1]
    key, published = found.key, found.published
    yield found
    found.key, found.published, found.token, found.header = key, published, None, {}


def joined(header: dict[str, Any], claims: dict[str, Any], signature: bytes = b"") -> str:
    parts = [json.dumps(header).encode(), json.dumps(claims).encode()]
    return ".".join(
        base64.urlsafe_b64encode(part).rstrip(b"=").decode() for part in (*parts, signature)
    )


def whole(provider: OwnProvider) -> dict[str, Any]:
    """Claims in which nothing is wrong."""
    usual = {"iss": provider.address, "aud": "boernestemme-test", "iat": MOMENT}
    return {**usual, "exp": MOMENT + 300, **provider.claims}


def says(**claims: Any) -> Lie:
    return lambda provider: provider.claims.update(claims)


def strangers_key(provider: OwnProvider) -> None:
    provider.key = RSAKey.generate_key(2048, {"kid": provider.key.kid})


def unsigned(provider: OwnProvider) -> None:
    provider.token = joined({"alg": "none"}, whole(provider))


def unsigned_with_the_right_key(provider: OwnProvider) -> None:
    provider.token = joined({"alg": "none", "kid": provider.key.kid}, whole(provider))


def shared_secret(provider: OwnProvider) -> None:
    """The public key, which everybody has, taken for a shared secret."""
    public = provider.key.as_pem(private=False)
    bare = joined({"alg": "HS256", "kid": provider.key.kid}, whole(provider)).rpartition(".")[0]
    digest = hmac.digest(public, bare.encode(), "sha256")
    provider.token = f"{bare}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"


def changed_afterwards(provider: OwnProvider) -> None:
    head, _, signature = provider.signed(provider.claims).split(".")
    middle = joined({}, whole(provider) | {"roles": ["bs_leder"]}).split(".")[1]
    provider.token = f"{head}.{middle}.{signature}"


def no_token(provider: OwnProvider) -> None:
    provider.token = "nonsense"


def key_in_the_header(provider: OwnProvider) -> None:
    provider.key = ECKey.generate_key("P-256", {"kid": "own"})
    provider.header = {"jwk": provider.key.as_dict(private=False)}


# Each lie, and the word by which the log tells which check caught it.
LIES: dict[str, tuple[Lie, str]] = {
    "expired": (says(exp=MOMENT - 3600), "expired_token"),
    "no expiry": (says(exp=None), "Missing claim: 'exp'"),
    "issued in the future": (says(iat=MOMENT + 3600), "issued in the future"),
    "for another client": (says(aud="another"), "Invalid claim: 'aud'"),
    "for nobody": (says(aud=None), "Missing claim: 'aud'"),
    "made for another party": (says(aud=["boernestemme-test", "x"], azp="x"), "another party"),
    "another issuer": (says(iss="https://login.example"), "Invalid claim: 'iss'"),
    "no issuer": (says(iss=None), "Missing claim: 'iss'"),
    "another nonce": (says(nonce="another"), "Invalid claim: 'nonce'"),
    "no nonce": (says(nonce=None), "Missing claim: 'nonce'"),
    "a stranger's key": (strangers_key, "BadSignatureError"),
    "unsigned": (unsigned, "does not count"),
    "unsigned, with a known key": (unsigned_with_the_right_key, "does not count"),
    "the public key as a shared secret": (shared_secret, "does not count"),
    "changed afterwards": (changed_afterwards, "BadSignatureError"),
    "its own key in the header": (key_in_the_header, "InvalidKeyIdError"),
    "no token": (no_token, "DecodeError"),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_lie_lets_nobody_in(
    scene: Scene, provider: OwnProvider, lie: str, caplog: pytest.LogCaptureFixture
) -> None:
    tell, caught_by = LIES[lie]
    browser, before = visitor(scene), scene.count("staff_sessions")
    query = provider.sign_in(browser.leave(), **PERSON)
    tell(provider)
    answer = browser.come_back(query)
    assert answer.status_code == 403
    assert "kunne ikke godkendes" in words_of(answer)
    assert caught_by in caplog.text
    assert not browser.is_in()
    assert scene.count("staff_sessions") == before


def test_the_truth_lets_in(scene: Scene, provider: OwnProvider) -> None:
    """The control."""
    browser = visitor(scene)
    answer = browser.come_back(provider.sign_in(browser.leave(), **PERSON))
    assert answer.headers["Location"] == HOME


def test_an_answer_counts_once_and_in_its_own_browser(scene: Scene, provider: OwnProvider) -> None:
    browser, thief = visitor(scene), visitor(scene)
    query = provider.sign_in(browser.leave(), **PERSON)
    thief.leave()
    assert "andet vindue" in words_of(thief.come_back(query)), "another browser"
    step = browser.pages.client.get_cookie(STAFF_COOKIE)
    assert step and browser.come_back(query).status_code == 303
    browser.pages.client.set_cookie(STAFF_COOKIE, step.value)
    assert browser.come_back(query).status_code == 403, "the same browser again"


def test_a_code_of_another_way_does_not_fit_this_one(scene: Scene, provider: OwnProvider) -> None:
    """Injected into another browser's way, a code meets a verifier that is not its own."""
    mine, other = visitor(scene), visitor(scene)
    stolen = provider.sign_in(other.leave(), **PERSON).partition("&")[0]
    state = provider.sign_in(mine.leave(), **PERSON).partition("&")[2]
    assert mine.come_back(f"{stolen}&{state}").status_code in {403, 503}
    assert not mine.is_in()


@pytest.mark.parametrize(
    "query", ["code=x&state=wrong", "code=x", "state=", "", "code=x&state=%F0%9F%98%80"]
)
def test_another_state_is_refused(scene: Scene, provider: OwnProvider, query: str) -> None:
    browser = visitor(scene)
    browser.leave()
    assert browser.come_back(query).status_code == 403
    assert not browser.is_in()


def test_another_issuers_answer_is_refused(scene: Scene, provider: OwnProvider) -> None:
    browser = visitor(scene)
    query = provider.sign_in(browser.leave(), **PERSON)
    assert browser.come_back(f"{query}&iss=https://login.example").status_code == 403


def test_what_another_provider_answered_is_not_handed_on(
    scene: Scene, provider: OwnProvider
) -> None:
    """Mix-up: one that people are sent to sends them on to another with its own question."""
    browser = visitor(scene)
    asked = browser.leave()
    assert f"redirect_uri={quote(BASE + BACK, safe='')}" in asked
    query = provider.sign_in(asked, **PERSON)
    there = BACK.replace(MUNICIPALITY, "0751")
    assert browser.pages.get(f"{there}?{query}").status_code == 403
    assert provider.holds_code(query), "the code was shown to nobody"
    assert not browser.is_in()


@pytest.mark.parametrize(("minutes", "status"), [(9, 303), (10, 403)])
def test_a_way_is_open_for_ten_minutes(
    scene: Scene, provider: OwnProvider, minutes: int, status: int
) -> None:
    browser = visitor(scene)
    query = provider.sign_in(browser.leave(), **PERSON, exp=MOMENT + 3600)
    scene.clock.now += timedelta(minutes=minutes)
    assert browser.come_back(query).status_code == status


def test_a_new_key_is_found_and_an_unknown_one_does_not_make_us_ask_for_ever(
    stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with own_provider() as provider:
        folder, known = tmp_path_factory.mktemp("rotation"), provider_at(provider.address)
        with sign_on_scene(stage.stocked, folder, known, Clock(NOW)) as scene:
            ticks = let_time_pass(scene)
            assert comes_in(scene, provider)
            provider.key = ECKey.generate_key("P-256", {"kid": "second"})
            provider.published = [*provider.published, provider.key]
            ticks[0] += 31
            assert comes_in(scene, provider), "the new key"
            provider.key = ECKey.generate_key("P-256", {"kid": "never published"})
            ticks[0] += 31
            asked = provider.asked.count("/keys")
            assert not [number for number in range(5) if comes_in(scene, provider)]
            assert provider.asked.count("/keys") == asked + 1


def let_time_pass(scene: Scene) -> list[float]:
    """The clock by which keys grow old, in a test's hand."""
    ticks = [1000.0]
    metadata = scene.app.extensions["boernestemme"].providers._metadata
    metadata._clock = lambda: ticks[0]
    return ticks


def comes_in(scene: Scene, provider: OwnProvider) -> bool:
    browser = visitor(scene)
    query = provider.sign_in(browser.leave(), **PERSON)
    return browser.come_back(query).status_code == 303


def test_whoever_leaves_too_often_is_asked_to_wait(scene: Scene) -> None:
    visitor(scene).leave()
    scene.run("UPDATE tries SET count = :n", n=LEAVES_FROM_ADDRESS)
    pages = visitor(scene).pages
    pages.get(DOOR)
    page = pages.post(DOOR, provider=MUNICIPALITY)
    assert page.status_code == 429 and "Vent et kvarter" in words_of(page)
    scene.run("DELETE FROM tries")
