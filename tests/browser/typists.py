"""A child that types numbered words, what cuts it off, and how much typing the draft then lacks.

Times are milliseconds of the page's own clock, which the test moves: no time passes on the way to
the server and back, unless something cuts that way.
"""

import os
import random
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Page

from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.web.assets import STATIC
from tests.browser.server import ChildLink, Site
from tests.browser.steps import jump

COOKIE, FIELD, CODE = "besked", "#f-topics_text", "topics_text"
GAPS, LENGTHS = (150, 900), (500, 10_000)
AFTERWARDS, PATIENCE = 5_000, 20
# What is on its way to the server is waited for before the clock goes on.
WATCH = """{
  const fetch = window.fetch;
  window.onItsWay = null;
  window.fetch = (...all) => window.onItsWay = fetch(...all);
}"""
TYPE = """async ([selector, word]) => {
  try { await window.onItsWay; } catch { /* it was cut */ }
  const field = document.querySelector(selector);
  field.value += word;
  field.dispatchEvent(new Event("input", {bubbles: true}));
}"""


@dataclass
class Typist:
    """One page of one child, typing; ``typed`` holds when each word was."""

    page: Page
    chance: random.Random
    now: float = 0.0
    typed: list[float] = field(default_factory=list)

    def type_for(self, length: float) -> None:
        """Type word after word for so long."""
        end = self.now + length
        while self.now < end:
            self.page.evaluate(TYPE, [FIELD, f"{len(self.typed)} "])
            self.typed.append(self.now)
            self.let_pass(self.chance.uniform(*GAPS))

    def let_pass(self, length: float) -> None:
        """Type nothing for so long."""
        self.page.clock.run_for(length)
        self.now += length


def stored_words(site: Site, secret: BrowserSecret) -> int:
    """How many words the draft holds, from the first on and none of them hurt."""
    with site.app.app_context():
        words = str(site.world.visit(secret).draft.answers.get(CODE, "")).split()
    assert words == [str(number) for number in range(len(words))]
    return len(words)


def lost(typed: list[float], stored: int, at: float) -> float:
    """How long before ``at`` the first word was typed that is not there; 0 when all are."""
    known = [moment for moment in typed if moment <= at]
    return at - known[stored] if stored < len(known) else 0.0


def reload(typist: Typist, _site: Site) -> float:
    """The child reloads the page."""
    at = typist.now
    typist.page.reload()
    return at


def crash(typist: Typist, _site: Site) -> float:
    """The page's process dies."""
    with suppress(Error):
        typist.page.goto("chrome://crash")
    return typist.now


def lose_the_net(typist: Typist, _site: Site) -> float:
    """The net is cut for good, and the child types on."""
    at = typist.now
    typist.page.context.set_offline(True)
    typist.type_for(2_000)
    return at


def find_the_net_again(typist: Typist, _site: Site) -> float:
    """The net is away for a while, and has been back for some seconds."""
    typist.page.context.set_offline(True)
    typist.type_for(typist.chance.uniform(1_000, 8_000))
    typist.page.context.set_offline(False)
    typist.type_for(AFTERWARDS)
    return typist.now


def kill_the_workers(typist: Typist, site: Site) -> float:
    """Every process that answers is killed, and others have taken over since some seconds."""
    for worker in children_of(site.pid):
        os.kill(worker, signal.SIGKILL)
    typist.type_for(AFTERWARDS)
    return typist.now


CUTS: tuple[Callable[[Typist, Site], float], ...] = (
    reload, crash, lose_the_net, find_the_net_again, kill_the_workers,
)  # fmt: skip


def children_of(pid: int) -> list[int]:
    """The processes that this one started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class Stage:
    """Pages at a clock of their own, one after another in one browser."""

    def __init__(self, site: Site, browser: Browser, *, without_autosave: bool = False) -> None:
        self._site = site
        self._link = site.link()
        self.context = paused_context(browser)
        if without_autosave:
            leave_out_autosave(self.context)
        self._page = self._new_page()

    def _new_page(self) -> Page:
        page = self.context.new_page()
        page.goto(f"{self._site.base}/favicon.svg")
        return page

    def run(self, chance: random.Random) -> tuple[str, float]:
        """One child types until something random happens; what it was, and how much is lost."""
        secret = come_in(self._site, self._link, self.context)
        jump(self._page, "/svar/3")
        typist, cut = Typist(self._page, chance), chance.choice(CUTS)
        typist.type_for(chance.uniform(*LENGTHS))
        at = cut(typist, self._site)
        stored = self._stored_at_last(secret, typist, at)
        if cut is crash:
            self._page.close()
            self._page = self._new_page()
        self.context.set_offline(False)
        return cut.__name__, lost(typist.typed, stored, at)

    def _stored_at_last(self, secret: BrowserSecret, typist: Typist, at: float) -> int:
        """What is stored once the server has taken what had reached it before the cut."""
        for _ in range(PATIENCE):
            stored = stored_words(self._site, secret)
            if lost(typist.typed, stored, at) <= AFTERWARDS:
                break
            self._site.wait()
        return stored


def come_in(site: Site, link: ChildLink, context: BrowserContext) -> BrowserSecret:
    """A session of its own for the next page, on the same link."""
    with site.app.app_context():
        secret = site.world.come_in(link.made)
    context.add_cookies([{"name": COOKIE, "value": secret.cookie, "url": site.base}])
    return secret


def paused_context(browser: Browser) -> BrowserContext:
    """A fresh profile whose pages' clock moves only when it is told to."""
    context = browser.new_context(locale="da-DK")
    context.add_init_script(WATCH)
    context.clock.install(time=0)
    context.clock.pause_at(1)
    return context


def leave_out_autosave(context: BrowserContext) -> None:
    """The control: the same pages, whose script lacks the one part."""
    part = (STATIC / "js/child/autosave.js").read_text()

    context.route(
        "**/stil/child.*.js",
        lambda route: route.fulfill(
            body=route.fetch().text().replace(part, ""), content_type="text/javascript"
        ),
    )
