"""Forty probes of what a page's headers do: each tries a danger in the browser."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.foreign import Foreign

PATIENCE = 30
TRIES = count()
GRANTED = ["camera", "microphone", "geolocation"]
# Tried in the page, a moment after the harness has reached it: until then `eval` is let through.
# ``hit`` is an address of another site: there it is seen who comes.
# Others say whether the danger came true; ``ran`` notes a script that is no script of ours.
IN_PAGE = {
    "a script in the page": "const s = made('script'); s.text = mark; add(s); return ran.has(name)",
    "a handler in an attribute": "const d = add(made('div')); d.setAttribute('onclick', mark);"
    " d.click(); return ran.has(name)",
    "an address that is a script": "const a = add(made('a')); a.href = 'javascript:void ' + mark;"
    " a.click(); await sleep(150); return ran.has(name)",
    "eval": "return eval('1') === 1",
    "a function from text": "return new Function('return 1')() === 1",
    "a foreign script": "const s = made('script'); s.src = hit; await loaded(s)",
    "a script in an address": "const s = made('script'); s.src = 'data:text/javascript,' + mark;"
    " await loaded(s); return ran.has(name)",
    "a worker from text": "const w = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'])));"
    " return await soon(new Promise(done => { w.onmessage = () => done(true); }))",
    "a foreign module": "await soon(import(hit))",
    "a style in the page": "const s = made('style'); s.textContent = 'h2 { top: 7px }'; add(s);"
    " return getComputedStyle(add(made('h2'))).top === '7px'",
    "a style in an attribute": "const h = add(made('h3')); h.setAttribute('style', 'top: 7px');"
    " return getComputedStyle(h).top === '7px'",
    "a foreign style sheet": "await loaded(made('link', {rel: 'stylesheet', href: hit}))",
    "a foreign font": "await soon(new FontFace('foreign', `url(${hit})`).load())",
    "a foreign image": "await loaded(made('img', {src: hit}))",
    "a foreign sound": "await loaded(made('audio', {preload: 'auto', src: hit}))",
    "a request": "await fetch(hit, {mode: 'no-cors'})",
    "a beacon": "navigator.sendBeacon(hit)",
    "a socket": "const s = new WebSocket(hit.replace('http', 'ws'));"
    " await soon(new Promise(done => { s.onerror = done; }))",
    "fetching ahead": "await loaded(made('link', {rel: 'prefetch', href: hit}))",
    "a foreign frame": "await loaded(made('iframe', {src: hit}))",
    "a foreign object": "await loaded(made('object', {data: hit}))",
    "a form to another site": "add(made('form', {action: hit, target: '_blank'})).submit()",
    "another base": "const b = add(made('base', {href: hit})), said = document.baseURI;"
    " b.remove(); return said === hit",
    "text as a page": "made('div').innerHTML = '<b>x</b>'; return true",
    "text beside a page": "add(made('p')).insertAdjacentHTML('beforeend', '<b>x</b>'); return true",
    "text that is parsed": "new DOMParser().parseFromString('x', 'text/html'); return true",
    "a frame from text": "made('iframe').srcdoc = 'x'; return true",
    "a policy of its own": "trustedTypes.createPolicy('x', {createHTML: t => t}); return true",
    "not isolated": "return !crossOriginIsolated",
    "camera": "return await asks({video: true})",
    "microphone": "return await asks({audio: true})",
    "place": "return await new Promise(done => navigator.geolocation.getCurrentPosition("
    "() => done(true), error => done(error.code !== 1)))",
    "payment": "new PaymentRequest([{supportedMethods: 'https://x.example/'}],"
    " {total: {label: 'x', amount: {currency: 'DKK', value: '1'}}}); return true",
    "kept by the browser": "return (await fetch(location.href,"
    " {cache: 'only-if-cached', mode: 'same-origin'})).ok",
}
WITH = """const ran = window.ran = new Set();
  const sleep = ms => new Promise(done => setTimeout(done, ms));
  const soon = one => Promise.race([one, sleep(1500)]);
  const made = (tag, has = {}) => Object.assign(document.createElement(tag), has);
  const add = one => document.body.appendChild(one);
  const loaded = one => soon(new Promise(done => {
    one.onload = one.onerror = one.onloadedmetadata = done; add(one); }));
  const asks = what => navigator.mediaDevices.getUserMedia(what).then(
    () => true, error => error.name !== 'NotAllowedError');"""
ONE = """'{name}': async (name, hit, mark) => {{ {js} }}"""
TRY_ALL = f"""async hits => {{ {WITH}
  const probes = {{{", ".join(ONE.format(name=name, js=js) for name, js in IN_PAGE.items())}}};
  const came = [], tried = async ([name, probe]) => {{
    try {{ if (await probe(name, hits + encodeURIComponent(name), `ran.add('${{name}}')`) === true)
      came.push(name); }} catch (refused) {{}} }};
  await sleep(1);
  await Promise.all(Object.entries(probes).map(tried));
  return came; }}"""
LOADS = """({tag, from}) => new Promise(done => { const one = document.createElement(tag);
  one.onload = () => done(true); one.onerror = () => done(false);
  one.src = from; document.body.appendChild(one); })"""
LINK_OUT = """address => { const a = document.body.appendChild(document.createElement('a'));
  a.href = address; a.target = '_blank'; a.click(); }"""


@dataclass(frozen=True)
class Place:
    """A page that is probed, from itself and from a page of another site."""

    door: str
    foreign: Foreign
    try_number: int

    def hit(self, name: str = "") -> str:
        """Where it is seen that somebody comes."""
        return f"{self.foreign.base}/hit/{self.try_number}/{name}"


def opened(page: Page, at: Place) -> bool:
    """Who opens our page keeps hold of it."""
    page.goto(f"{at.foreign.base}/blank")
    with page.expect_popup() as popup:
        page.evaluate("door => { window.open(door); }", at.door)
    popup.value.wait_for_load_state()
    return bool(popup.value.evaluate("window.opener !== null"))


def framed(page: Page, at: Place) -> bool:
    """Our page is shown inside another."""
    page.goto(f"{at.foreign.base}/blank")
    page.evaluate(LOADS, {"tag": "iframe", "from": at.door})
    return page.frames[-1].url == at.door


def embedded(page: Page, at: Place) -> bool:
    """Another site shows what is ours."""
    page.goto(at.door)
    icon = page.eval_on_selector("link[rel=icon]", "one => one.href")
    page.goto(f"{at.foreign.base}/blank")
    return bool(page.evaluate(LOADS, {"tag": "img", "from": icon}))


def told(page: Page, at: Place) -> bool:
    """The next site is told where one comes from."""
    page.goto(at.door)
    page.evaluate(LINK_OUT, at.hit("next"))
    end = time.monotonic() + PATIENCE
    while (said := at.foreign.told.get(f"{at.try_number}/next")) is None:
        assert time.monotonic() < end, "the link led nowhere"
        page.wait_for_timeout(20)
    return bool(said)


def loads_unasked(page: Page, at: Place) -> bool:
    """Without a policy of content: something whose site has not said that we may have it."""
    page.goto(at.door)
    return bool(page.evaluate(LOADS, {"tag": "img", "from": f"{at.foreign.base}/picture"}))


def guesses(page: Page, at: Place) -> bool:
    """Without a policy of content: a page is taken for a script."""
    page.goto(at.door)
    return bool(page.evaluate(LOADS, {"tag": "script", "from": at.door}))


AROUND: dict[str, Callable[[Page, Place], bool]] = {
    "held by its opener": opened, "framed": framed, "embedded": embedded, "tells where from": told,
}  # fmt: skip
WITHOUT_POLICY: dict[str, Callable[[Page, Place], bool]] = {
    "loads what is not offered": loads_unasked, "guesses what is a script": guesses,
}  # fmt: skip
BY_HIT = {name for name, script in IN_PAGE.items() if "hit" in script and "return" not in script}
PROBES = {*IN_PAGE, *AROUND, *WITHOUT_POLICY}


@contextmanager
def fresh(browser: Browser, **options: object) -> Iterator[Page]:
    """A page of a profile of its own that has been allowed all that one can allow."""
    context: BrowserContext = browser.new_context(
        geolocation={"latitude": 55, "longitude": 12},
        permissions=GRANTED,
        **options,  # type: ignore[arg-type]  # options are named by each caller
    )
    try:
        yield context.new_page()
    finally:
        context.close()


def dangers(browser: Browser, foreign: Foreign, door: str, *, expect: bool = False) -> set[str]:
    """The probes whose danger came true on a page; a control waits for those that are slow."""
    at = Place(door, foreign, next(TRIES))
    with fresh(browser) as page:
        page.goto(door)
        came = set(page.evaluate(TRY_ALL, at.hit()))
        came |= {name for name, probe in AROUND.items() if probe(page, at)}
        end = time.monotonic() + (PATIENCE if expect else 0)
        while not (seen := _seen(at)) >= BY_HIT and time.monotonic() < end:
            page.wait_for_timeout(50)
    with fresh(browser, bypass_csp=True) as page:
        came |= {name for name, probe in WITHOUT_POLICY.items() if probe(page, at)}
    return came | seen


def _seen(at: Place) -> set[str]:
    """The probes whose address was asked for."""
    return {name for name in BY_HIT if f"{at.try_number}/{quote(name)}" in at.foreign.told}
