"""The headers at work in a browser: nothing foreign runs, nothing leaves, nobody is told."""

import pytest
from playwright.sync_api import Error, Page, Request

from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.record import Record
from tests.browser.server import Site
from tests.browser.steps import come_in

INJECT = """() => { window.ran = [];
  const script = document.createElement('script');
  try { script.text = 'ran.push("script")'; document.head.append(script); } catch (e) {}
  const style = document.createElement('style');
  style.textContent = 'h1 { color: rgb(1, 2, 3) }'; document.head.append(style);
  const h1 = document.body.appendChild(document.createElement('h1'));
  if (getComputedStyle(h1).color === 'rgb(1, 2, 3)') ran.push('style');
  h1.setAttribute('style', 'color: rgb(1, 2, 3)');
  if (getComputedStyle(h1).color === 'rgb(1, 2, 3)') ran.push('style attribute');
  try { h1.setAttribute('onclick', 'ran.push("handler")'); h1.click(); } catch (e) {}
  try { h1.innerHTML = '<b>x</b>'; ran.push('innerHTML'); } catch (e) {}
  try { document.write('<b>x</b>'); ran.push('write'); } catch (e) {}
  return ran; }"""
REACH_OUT = """async address => { try { await fetch(address, {mode: 'no-cors'}); return true; }
  catch (e) { return false; } }"""


def injected(page: Page) -> set[str]:
    """Which of the injected things ran."""
    return set(page.evaluate(INJECT))


@pytest.mark.parametrize("path", ["/raadgiver/log-ind", "/hjaelp", "/b/nej", "/findes/ikke"])
def test_nothing_injected_runs(
    site: Site, new_page: NewPage, controls: Controls, path: str
) -> None:
    page = new_page()
    page.goto(f"{site.base}{path}")
    assert page.evaluate("crossOriginIsolated") is True
    assert page.evaluate(REACH_OUT, f"{controls.base}/vejret") is False
    assert injected(page) == set()


def test_control_on_a_page_without_rules_everything_runs(
    controls: Controls, new_page: NewPage
) -> None:
    page = new_page()
    page.goto(f"{controls.base}/uden-regler")
    assert page.evaluate("crossOriginIsolated") is False
    assert page.evaluate(REACH_OUT, f"{controls.base}/vejret") is True
    ran = injected(page)
    assert {"script", "style", "handler", "innerHTML"} <= ran


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


def test_no_page_of_ours_can_be_framed(site: Site, new_page: NewPage, controls: Controls) -> None:
    page = new_page()
    page.goto(f"{controls.base}/uden-regler")
    page.evaluate(
        "address => { const f = document.createElement('iframe'); f.src = address;"
        " document.body.append(f); }",
        f"{site.base}/hjaelp",
    )
    page.wait_for_timeout(500)
    with pytest.raises(Error):
        page.frames[1].wait_for_selector("h1", timeout=500)
