"""The whole way with a provider that others wrote, over real HTTP: in, out, and denied."""

from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest
import requests
from oidc_provider_mock import User, run_server_in_thread
from werkzeug.test import TestResponse

from tests.page_client import PageClient
from tests.web.conftest import Stage
from tests.web.reading_pages import words_of
from tests.web.scene import Scene
from tests.web.staff.sign_on_scene import (
    CLAIMED,
    HOME,
    Visitor,
    provider_at,
    sent_to,
    sign_on_scene,
    visitor,
)

PATIENCE = 60
PEOPLE = (
    User(sub="nete", claims={**CLAIMED, "email": "nete@odense.example"}),
    User(sub="gæst", claims={"email": "gaest@odense.example", "given_name": "Gæst"}),
)


@pytest.fixture(scope="module")
def scene(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    """An installation whose municipality uses that provider; both live today."""
    with run_server_in_thread(user_claims=PEOPLE) as server:
        known = provider_at(f"http://localhost:{server.server_port}")
        folder = tmp_path_factory.mktemp("foreign")
        with sign_on_scene(stage.stocked, folder, known, lambda: datetime.now(UTC)) as made:
            yield made


def answered(scene: Scene, **form: str) -> tuple[Visitor, TestResponse]:
    """Somebody presses the button, fills the provider's form, and is sent back."""
    browser = visitor(scene)
    address = browser.leave()
    answer = requests.post(address, data=form, allow_redirects=False, timeout=PATIENCE)
    return browser, browser.come_back(urlsplit(answer.headers["Location"]).query)


def test_whoever_it_vouches_for_comes_in_and_goes_out(scene: Scene) -> None:
    browser, answer = answered(scene, sub="nete")
    assert answer.headers["Location"] == HOME
    assert "Nete" in words_of(browser.pages.get(HOME))
    out = sent_to(browser.pages.post("/raadgiver/log-ud"))
    assert requests.get(out, timeout=PATIENCE).status_code == requests.codes.ok
    assert not browser.is_in()


def test_whom_it_denies_and_whoever_has_no_role_stay_out(scene: Scene) -> None:
    browser, answer = answered(scene, action="deny")
    assert answer.status_code == 403
    assert not browser.is_in()
    browser, answer = answered(scene, sub="gæst")
    assert answer.status_code == 403 and not browser.is_in()


def test_a_code_somebody_took_from_the_address_is_worth_nothing_to_them(scene: Scene) -> None:
    victim, thief = visitor(scene), visitor(scene)
    address = victim.leave()
    answer = requests.post(address, data={"sub": "nete"}, allow_redirects=False, timeout=PATIENCE)
    query = urlsplit(answer.headers["Location"]).query
    thief.leave()
    assert thief.come_back(query).status_code == 403
    assert not Visitor(PageClient(scene.app)).is_in()
    assert victim.come_back(query).status_code == 303, "the control"
