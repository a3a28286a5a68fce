"""F24: headers at work in a browser: nothing foreign runs, nothing leaves (HTTP-01, HTTP-03)."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, Request

from boernestemme.web.headers import TWO_YEARS, add_headers
from tests.browser.chromium import started
from tests.browser.conftest import NewPage
from tests.browser.foreign import Foreign
from tests.browser.probes import PROBES, dangers
from tests.browser.record import Record
from tests.browser.server import Site
from tests.browser.steps import come_in
from tests.night.runs import Run

DOORS = {"child": "/hjaelp", "caseworker": "/raadgiver/log-ind", "board": "/styrelse/log-ind"}
MORE = ("/b/nej", "/svar/3", "/klag", "/privatliv", "/leder/log-ind", "/findes/ikke")
PAGES = (*DOORS.values(), *MORE)
# What two public services send: their own tests find each value in its place, browsers do not.
KNOWN_BAD = {
    "no-keyword": {"not isolated", "loads what is not offered"},
    "host-behind": {
        "not isolated", "loads what is not offered", "held by its opener", "embedded",
    },
}  # fmt: skip
STRICT = "Strict-Transport-Security"


@pytest.fixture(scope="module")
def with_camera(playwright: Playwright) -> Iterator[Browser]:
    """A whole browser with a camera and a microphone, which its engine alone has not."""
    with closing(started(playwright, "--use-fake-device-for-media-stream")) as made:
        yield made


@pytest.fixture(scope="module")
def foreign() -> Iterator[Foreign]:
    """Another site."""
    with closing(Foreign()) as made:
        yield made


@pytest.mark.parametrize("door", DOORS)
def test_none_of_forty_dangers_comes_true(
    site: Site, with_camera: Browser, foreign: Foreign, door: str
) -> None:
    assert dangers(with_camera, foreign, f"{site.base}{DOORS[door]}") == set()


def test_control_without_headers_all_forty_do(with_camera: Browser, foreign: Foreign) -> None:
    assert len(PROBES) == 40
    assert dangers(with_camera, foreign, f"{foreign.doors}/nothing", expect=True) == PROBES


@pytest.mark.parametrize("kind", KNOWN_BAD)
def test_control_a_known_bad_value_is_found(
    with_camera: Browser, foreign: Foreign, kind: str
) -> None:
    assert dangers(with_camera, foreign, f"{foreign.doors}/{kind}") == KNOWN_BAD[kind]


@pytest.mark.parametrize("is_plain", [False, True])
def test_the_net_is_never_trusted_again_but_for_plain_http(site: Site, is_plain: bool) -> None:
    app = Flask("headers")
    add_headers(app, replace(site.world.tools.settings, plain_http=is_plain))
    said = app.test_client().get("/").headers.get(STRICT)
    assert said == (None if is_plain else f"max-age={TWO_YEARS}; includeSubDomains")


@pytest.mark.night
def test_F24_forty_dangers_on_every_kind_of_page(
    site: Site, with_camera: Browser, foreign: Foreign
) -> None:
    run = Run("F24", ("pages", "controls"))
    for number, figures in run.rounds("pages", len(PAGES)):
        assert dangers(with_camera, foreign, f"{site.base}{PAGES[number]}") == set(), number
        figures["tried"] = len(PROBES)
    for _, figures in run.rounds("controls"):
        bare = dangers(with_camera, foreign, f"{foreign.doors}/nothing", expect=True)
        assert bare == PROBES
        figures["bare"] = len(bare)
        for kind, bad in KNOWN_BAD.items():
            assert dangers(with_camera, foreign, f"{foreign.doors}/{kind}") == bad
            figures[kind] = len(bad)
    pages = int(run.sum("tried")) // len(PROBES)
    run.close(
        f"{len(PROBES)} of {len(PROBES)} refused on each of {pages} pages of three doors",
        f"without headers {run.sum('bare'):.0f} come true; two known-bad sets of values let"
        f" {run.sum('no-keyword'):.0f} and {run.sum('host-behind'):.0f} through",
    )


def watched(page: Page) -> list[Request]:
    """Every request of the page from now on."""
    requests: list[Request] = []
    page.context.on("request", lambda request: requests.append(request))
    return requests


def test_no_page_is_told_of_and_none_goes_wrong(walked: Record) -> None:
    assert walked.wrong(lambda state: state.page["told"]) == {}
    assert walked.problems == []


def test_the_page_skjul_leads_to_is_not_told_where_from(site: Site, new_page: NewPage) -> None:
    page = new_page()
    requests = watched(page)
    come_in(page, site.link())
    page.click("#hide button")
    page.wait_for_url(site.hide_address)
    [leaving] = [one for one in requests if one.url == site.hide_address]
    assert not leaving.all_headers().get("referer")
    assert page.evaluate("[document.referrer, window.opener]") == ["", None]
