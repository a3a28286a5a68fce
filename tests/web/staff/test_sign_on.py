"""Signing on through a municipality's own provider: who comes in as what, and who does not."""

from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.test import TestResponse

from boernestemme.domain.errors import SignOnRefused
from boernestemme.services.provider_metadata import REST_SECONDS, Metadata
from boernestemme.storage.passwords import hash_password
from tests.clock import Clock
from tests.factories import NOW, PASSWORD
from tests.own_provider import OwnProvider, own_provider
from tests.page_client import PageClient
from tests.web.conftest import Stage
from tests.web.reading_pages import words_of
from tests.web.scene import STAFF_COOKIE, Scene
from tests.web.staff.sign_on_scene import (
    BACK,
    CLAIMED,
    DOOR,
    HOME,
    Visitor,
    provider_at,
    sent_to,
    sign_on_scene,
    visitor,
)

OUT = "/raadgiver/log-ud/udbyder"
EVENT = {"http://schemas.openid.net/event/backchannel-logout": {}}


@pytest.fixture(scope="module")
def provider() -> Iterator[OwnProvider]:
    """One provider for the module; each test brings its own person."""
    with own_provider() as found:
        yield found


@pytest.fixture(scope="module")
def scene(
    stage: Stage, provider: OwnProvider, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    """One installation for the module."""
    folder = tmp_path_factory.mktemp("sign_on")
    with sign_on_scene(stage.stocked, folder, provider_at(provider.address), Clock(NOW)) as it:
        yield it


def arrive(
    scene: Scene, provider: OwnProvider, sub: str, **claims: Any
) -> tuple[Visitor, TestResponse]:
    """Somebody goes the whole way; the browser, and what it was shown."""
    browser = visitor(scene)
    said = {**CLAIMED, "email": f"{sub}@odense.example", **claims}
    query = provider.sign_in(browser.leave(), sub=sub, **said)
    return browser, browser.come_back(query)


def account_of(scene: Scene, sub: str) -> tuple[Any, ...]:
    """Role, municipality, name and team of somebody's account."""
    [row] = scene.rows(
        "SELECT role, municipality, first_name, teams.name FROM accounts"
        " JOIN foreign_identities ON account_id = accounts.id"
        " LEFT JOIN (SELECT id AS number, name FROM teams) AS teams ON number = team_id"
        " WHERE subject = :s",
        s=sub,
    )
    return row


def test_the_first_time_makes_the_account_and_the_next_finds_it(
    scene: Scene, provider: OwnProvider
) -> None:
    browser, answer = arrive(scene, provider, "nete")
    assert answer.status_code == 303 and answer.headers["Location"] == HOME
    assert "Nete" in words_of(browser.pages.get(HOME))
    assert account_of(scene, "nete") == ("caseworker", "0461", "Nete", "Børn Nord")
    before = scene.count("accounts")
    scene.run("UPDATE accounts SET confirmed_on = NULL WHERE email = 'nete@odense.example'")
    browser, _ = arrive(scene, provider, "nete")
    assert scene.count("accounts") == before and browser.is_in(), "there is no need of a yes here"


def test_role_and_team_are_read_anew_each_time(scene: Scene, provider: OwnProvider) -> None:
    old, _ = arrive(scene, provider, "rikke")
    new, answer = arrive(scene, provider, "rikke", roles=["bs_leder"], unit="unit-8")
    assert answer.headers["Location"] == "/leder/"
    assert account_of(scene, "rikke")[::3] == ("leader", "Børn Syd")
    assert not old.is_in() and new.is_in()


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "no role": ({"roles": ["anything"]}, "Du er ikke oprettet"),
    "no roles at all": ({"roles": None}, "Du er ikke oprettet"),
    "another municipality": ({"municipality": "29189420"}, "gælder ikke for denne kommune"),
    "no municipality": ({"municipality": None}, "gælder ikke for denne kommune"),
    "two municipalities": ({"municipality": ["0461", "0101"]}, "gælder ikke for denne kommune"),
    "too weak": ({"acr": "low"}, "mere sikker måde"),
    "no e-mail": ({"email": None}, "mangler en e-mail"),
    "no name": ({"given_name": ""}, "mangler et fornavn"),
    "somebody's e-mail": ({"email": "Sofie@test.example"}, "har allerede en konto"),
    "no subject": ({"sub": ""}, "kunne ikke godkendes"),
}


@pytest.mark.parametrize("why", REFUSED)
def test_whom_the_claims_do_not_fit_is_told_why(
    scene: Scene, provider: OwnProvider, why: str
) -> None:
    claims, said = REFUSED[why]
    before = scene.count("accounts")
    browser, answer = arrive(scene, provider, **({"sub": "nobody"} | claims))
    assert answer.status_code == 403
    assert said in words_of(answer)
    assert not browser.is_in()
    assert scene.count("accounts") == before


def test_whoever_breaks_off_there_is_told_so(scene: Scene, provider: OwnProvider) -> None:
    browser = visitor(scene)
    state = provider.sign_in(browser.leave()).rpartition("&")[2]
    answer = browser.come_back(f"error=access_denied&{state}")
    assert answer.status_code == 403 and "sagde nej" in words_of(answer)


def test_whoever_lost_the_role_loses_the_open_sessions(scene: Scene, provider: OwnProvider) -> None:
    browser, _ = arrive(scene, provider, "torben")
    arrive(scene, provider, "torben", roles=[])
    assert not browser.is_in()


def test_a_closed_account_stays_out_and_its_open_pages_close(
    scene: Scene, provider: OwnProvider
) -> None:
    browser, _ = arrive(scene, provider, "ulla")
    other, _ = arrive(scene, provider, "ulla")
    assert browser.pages.get(HOME).status_code == other.pages.get(HOME).status_code == 200
    scene.run(
        "UPDATE accounts SET disabled_on = '2027-03-09' WHERE email = :e", e="ulla@odense.example"
    )
    assert browser.pages.post("/raadgiver/soeg", q="sky").status_code == 403, "an open page"
    for one in (browser, other):
        assert one.pages.get(HOME).headers["Location"] == DOOR
    _, answer = arrive(scene, provider, "ulla")
    assert "Din konto er lukket" in words_of(answer)


def test_the_sessions_cookie_is_new_and_none_given_beforehand_counts(
    scene: Scene, provider: OwnProvider
) -> None:
    browser = visitor(scene)
    browser.pages.client.set_cookie(STAFF_COOKIE, "A" * 43)
    query = provider.sign_in(browser.leave(), sub="vibe", email="vibe@odense.example", **CLAIMED)
    step = browser.pages.client.get_cookie(STAFF_COOKIE)
    browser.come_back(query)
    session = browser.pages.client.get_cookie(STAFF_COOKIE)
    assert step and session
    assert len({"A" * 43, step.value, session.value}) == 3
    browser.pages.client.set_cookie(STAFF_COOKIE, step.value)
    assert not browser.is_in()


def test_an_account_of_a_provider_never_signs_in_by_password(
    scene: Scene, provider: OwnProvider
) -> None:
    """Not even by one that somebody managed to give it here: its rights come from the claims."""
    arrive(scene, provider, "xenia")
    email = "xenia@odense.example"
    scene.run(
        "UPDATE accounts SET password_hash = :h WHERE email = :e",
        h=hash_password(PASSWORD),
        e=email,
    )
    for password in (PASSWORD, ""):
        pages = PageClient(scene.app)
        pages.get(DOOR)
        assert pages.post(DOOR, email=email, password=password).status_code == 403


def test_when_the_provider_is_down_the_page_says_so(
    stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with own_provider() as down:
        down.is_down = True
        folder = tmp_path_factory.mktemp("down")
        with sign_on_scene(stage.stocked, folder, provider_at(down.address), Clock(NOW)) as scene:
            pages = PageClient(scene.app)
            pages.get(DOOR)
            page = pages.post(DOOR, provider="0461")
            assert page.status_code == 503 and "lige nu" in words_of(page)
            pages.get(DOOR)
            signed_in = pages.post(DOOR, email="mette@test.example", password="et langt kodeord")
            assert signed_in.status_code == 403, "whoever has a password still tries it"


def test_signing_out_here_signs_out_there(scene: Scene, provider: OwnProvider) -> None:
    browser, _ = arrive(scene, provider, "yrsa")
    browser.pages.get(HOME)
    page = browser.pages.post("/raadgiver/log-ud")
    assert sent_to(page).startswith(f"{provider.address}/sign-out?client_id=")
    assert not browser.is_in()


def message(provider: OwnProvider, **claims: Any) -> dict[str, str]:
    """What the provider sends when somebody signs out there."""
    return {"logout_token": provider.signed({"jti": "1", "events": EVENT, "exp": None, **claims})}


def test_signing_out_there_ends_the_sessions_here_and_counts_once(
    scene: Scene, provider: OwnProvider
) -> None:
    named, _ = arrive(scene, provider, "zita", sid="session-1")
    other, _ = arrive(scene, provider, "zita", sid="session-2")
    first = message(provider, sub="zita", sid="session-1", jti="once")
    assert scene.app.test_client().post(OUT, data=first).status_code == 200
    assert not named.is_in() and other.is_in()
    assert scene.app.test_client().post(OUT, data=first).status_code == 400, "replayed"
    everywhere = message(provider, sub="zita", jti="twice")
    assert scene.app.test_client().post(OUT, data=everywhere).status_code == 200
    assert not other.is_in()


@pytest.mark.parametrize(
    "claims",
    [
        {"events": {}},
        {"events": None},
        {"jti": None},
        {"sub": None},
        {"nonce": "x"},
        {"aud": "another"},
        {"iss": "https://login.example"},
        {"iat": int(NOW.timestamp()) - 3600},
        {"exp": int(NOW.timestamp()) - 3600},
    ],
)
def test_a_message_that_is_not_quite_right_ends_nothing(
    scene: Scene, provider: OwnProvider, claims: dict[str, Any]
) -> None:
    browser, _ = arrive(scene, provider, "aase")
    data = message(provider, **({"sub": "aase", "jti": "wrong"} | claims))
    assert scene.app.test_client().post(OUT, data=data).status_code == 400
    assert scene.app.test_client().post(OUT, data={}).status_code == 400
    assert browser.is_in()


def test_fetching_the_way_back_without_having_left_changes_nothing(scene: Scene) -> None:
    before = scene.everything_stored()
    for query in ("", "?code=a&state=b", "?error=access_denied&state="):
        assert visitor(scene).pages.get(f"{BACK}{query}").status_code == 403
    assert scene.everything_stored() == before


def test_keys_of_kinds_nobody_here_can_use_are_passed_over() -> None:
    with own_provider() as odd:
        usable = odd.key.as_dict(private=False)
        others: list[dict[str, Any]] = [
            {"kty": "oct", "kid": "secret", "k": "c2VjcmV0"},
            {**usable, "kid": "for sealing", "use": "enc"},
            {"kty": "EC", "crv": "P-000", "kid": "odd", "x": "AA", "y": "AA"},
            {"kty": "RSA", "kid": "half"},
        ]
        odd.keys = [*others, usable]
        found = Metadata().keys(provider_at(odd.address), None)
        assert [key.kid for key in found.keys] == ["first"]


def test_a_provider_that_fails_is_left_alone_for_a_moment() -> None:
    """Whoever sends it our way again and again must not hold up every worker."""
    ticks = [0.0]
    with own_provider() as down:
        down.is_down = True
        metadata, known = Metadata(lambda: ticks[0]), provider_at(down.address)
        for _ in range(3):
            with pytest.raises(SignOnRefused):
                metadata.needed(known, "token_endpoint")
        assert len(down.asked) == 1
        down.is_down, ticks[0] = False, REST_SECONDS
        assert metadata.needed(known, "token_endpoint") == f"{down.address}/token"


@pytest.mark.parametrize(
    "published",
    [
        {"issuer": "https://login.example"},
        {"token_endpoint": None},
        {"token_endpoint": "ftp://login.example"},
        {"token_endpoint": 7},
        {"padding": "x" * 300_000},
    ],
)
def test_what_a_provider_publishes_must_be_its_own_and_whole(published: dict[str, Any]) -> None:
    with own_provider() as odd:
        odd.metadata = published
        with pytest.raises(SignOnRefused):
            Metadata().needed(provider_at(odd.address), "token_endpoint")
