"""Fixtures: one server, a Chromium and its engine alone for the folder; fresh profiles for all."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from boernestemme.domain.meeting import AgeGroup
from tests.browser.chromium import launching, started, started_light
from tests.browser.controls import Controls
from tests.browser.record import Record, shared_record
from tests.browser.server import PATIENCE, Site

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 800}
PATIENCE_MS = PATIENCE * 1000

NewPage = Callable[..., Page]
OpenBrowser = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def controls() -> Iterator[Controls]:
    """Pages that do it wrong, and the weather page."""
    made = Controls()
    yield made.wait()
    made.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, controls: Controls) -> Iterator[Site]:
    """The real server."""
    made = Site(tmp_path_factory.mktemp("site"), f"{controls.base}/vejret")
    yield made.wait()
    made.close()


@pytest.fixture(autouse=True)
def may_sign_in(site: Site) -> None:
    """Each test may sign in as often as it likes."""
    site.forget_tries()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright, started once."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The engine alone; a file that is about what a browser remembers has ``browser`` be whole."""
    with closing(started_light(playwright)) as made:
        yield made


@pytest.fixture(scope="session")
def whole_browser(playwright: Playwright) -> Iterator[Browser]:
    """Debian's Chromium, as a person has it."""
    with closing(started(playwright)) as made:
        yield made


@pytest.fixture(scope="session", params=list(AgeGroup), ids=lambda age: age.value)
def walked(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    site: Site,
    browser: Browser,
) -> Record:
    """Everything measured on one walk through every state; once for each age group."""
    return shared_record(tmp_path_factory.getbasetemp(), site, browser, request.param)


@pytest.fixture
def new_page(browser: Browser) -> Iterator[NewPage]:
    """Makes pages of fresh profiles: ``new_page(script=False, viewport=DESK)``."""
    contexts: list[BrowserContext] = []

    def make(*, script: bool = True, **options: object) -> Page:
        options = {"viewport": PHONE, "java_script_enabled": script, "locale": "da-DK"} | options
        context = browser.new_context(**options)  # type: ignore[arg-type]  # options are named by each test
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """The folder where ``open_browser`` keeps what it remembers."""
    return tmp_path / "profile"


@pytest.fixture
def open_browser(playwright: Playwright, profile: Path) -> Iterator[OpenBrowser]:
    """Starts a browser on the profile, as often as it is asked to."""
    opened: list[BrowserContext] = []

    def start(*, script: bool = True) -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(
            profile,
            viewport=PHONE,  # type: ignore[arg-type]  # Playwright wants its own dict type
            java_script_enabled=script,
            **launching(),
        )
        context.set_default_timeout(PATIENCE_MS)
        opened.append(context)
        return context

    yield start
    for context in opened:
        context.close()
