"""The stage of signing on: an app whose municipality 0461 has a provider, and browsers at it."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

from werkzeug.test import TestResponse

from boernestemme import create_app
from boernestemme.domain.roles import Role
from boernestemme.domain.sign_on import Provider, SignOn
from boernestemme.storage.db import db
from tests.factories import BASE, test_settings
from tests.own_provider import CLIENT, SECRET
from tests.page_client import PageClient
from tests.web.scene import Scene

DOOR = "/raadgiver/log-ind"
HOME = "/raadgiver/"
MUNICIPALITY = "0461"
BACK = f"{DOOR}/tilbage/{MUNICIPALITY}"
CLAIMED = {
    "roles": ["bs_raadgiver"],
    "given_name": "Nete",
    "municipality": "35209115",
    "unit": "unit-7",
    "acr": "substantial",
}


def provider_at(issuer: str, **changes: Any) -> Provider:
    """The provider of municipality 0461, as its settings name it."""
    usual: dict[str, Any] = {
        "municipality": MUNICIPALITY,
        "issuer": issuer,
        "client_id": CLIENT,
        "client_secret": SECRET,
        "name": "Odense Kommune",
        "roles": {"bs_leder": Role.LEADER, "bs_raadgiver": Role.CASEWORKER},
        "municipality_claim": "municipality",
        "municipality_values": ("0461", "35209115"),
        "team_claim": "unit",
        "teams": {"unit-7": "Børn Nord", "unit-8": "Børn Syd"},
        "assurance": ("substantial", "high"),
    }
    return Provider(**(usual | changes))


@contextmanager
def sign_on_scene(
    stocked: Path, folder: Path, provider: Provider, clock: Callable[[], datetime]
) -> Iterator[Scene]:
    """An installation on a copy of the stocked world that has this provider."""
    shutil.copytree(stocked, folder, dirs_exist_ok=True)
    database = next(folder.glob("*.sqlite3"))
    settings = replace(
        test_settings(folder, f"sqlite:///{database}"),
        sign_on=SignOn(second_factor_required=False, providers=(provider,)),
        staff_url=BASE,
    )
    app = create_app(settings, clock=clock)
    yield Scene(app, clock)  # type: ignore[arg-type]  # a clock that runs is not moved
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@dataclass
class Visitor:
    """A browser on its way through the provider."""

    pages: PageClient

    def leave(self) -> str:
        """Press the municipality's button; the address the browser is sent to."""
        self.pages.get(DOOR)
        page = self.pages.post(DOOR, provider=MUNICIPALITY)
        assert page.status_code == 200, page.text
        return sent_to(page)

    def come_back(self, query: str) -> TestResponse:
        """Come back with this query."""
        return self.pages.get(f"{BACK}?{query}")

    def is_in(self) -> bool:
        """True when the browser is signed in."""
        return self.pages.get(DOOR).status_code == 303


def sent_to(page: TestResponse) -> str:
    """The address that a page leads on to by itself."""
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.text)
    assert found, page.text
    return unescape(found[1])


def visitor(scene: Scene) -> Visitor:
    """A browser that has been nowhere."""
    return Visitor(PageClient(scene.app))
