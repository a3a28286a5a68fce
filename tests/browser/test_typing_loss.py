"""Typing that is cut off at random moments: at most five seconds of it are ever lost (DEV-09)."""

import os
import random
import secrets
import signal
import time
from collections import defaultdict

import pytest
from playwright.sync_api import Browser, Playwright

from tests.browser.chromium import started
from tests.browser.server import Site
from tests.browser.steps import jump
from tests.browser.typists import FIELD, Stage, come_in, lost, stored_words
from tests.night.runs import Run

MOST_LOST = 5_000
RUNS, KILLED, NIGHTS = 88, 12, 5
CONTROLS = 6
Losses = dict[str, list[float]]
# The same child at the phone's own clock.
TYPE_ON = """([selector, gap]) => {
  const field = document.querySelector(selector);
  window.typed = [];
  setInterval(() => {
    field.value += `${window.typed.length} `;
    window.typed.push(Date.now());
    field.dispatchEvent(new Event("input", {bubbles: true}));
  }, gap);
}"""
LOOK = "() => ({typed: window.typed, now: Date.now()})"
TYPING_SECONDS, SENT_SECONDS = 4.5, 1.0


def told(losses: Losses, seed: int) -> str:
    """The greatest loss of each kind, in seconds, and how to see the same again."""
    lines = [
        f"{kind}: {len(one)} cuts, p100 {max(one) / 1000:.2f} s" for kind, one in losses.items()
    ]
    return f"seed {seed}; " + "; ".join(sorted(lines))


def cut_off(site: Site, browser: Browser, runs: int, seed: int, **stage: bool) -> Losses:
    """So many children, each cut off in its own way at its own moment."""
    chance, losses = random.Random(seed), defaultdict(list)
    on = Stage(site, browser, **stage)
    for _ in range(runs):
        kind, loss = on.run(chance)
        losses[kind].append(loss)
    on.context.close()
    return losses


def killed(site: Site, playwright: Playwright, number: int, seed: int) -> Losses:
    """So many children typing at once in one browser, in real time, when it is killed."""
    browser = started(playwright)
    pages, link, chance = [], site.link(), random.Random(seed)
    for _ in range(number):
        context = browser.new_context(locale="da-DK")
        secret, page = come_in(site, link, context), context.new_page()
        page.goto(f"{site.base}/favicon.svg")
        jump(page, "/svar/3")
        page.evaluate(TYPE_ON, [FIELD, chance.uniform(100, 500)])
        pages.append((page, secret))
    time.sleep(TYPING_SECONDS)
    pid = pid_of(browser)
    seen = [page.evaluate(LOOK) for page, _ in pages]
    os.kill(pid, signal.SIGKILL)
    time.sleep(SENT_SECONDS)  # what had left the phone arrives
    return {
        "killed": [
            lost(one["typed"], stored_words(site, secret), one["now"])
            for one, (_, secret) in zip(seen, pages, strict=True)
        ]
    }


def pid_of(browser: Browser) -> int:
    """The browser's own process."""
    found = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return next(int(one["id"]) for one in found if one["type"] == "browser")


def check(losses: Losses, seed: int) -> None:
    print(told(losses, seed))  # noqa: T201 - read beside the wanted figure
    assert max(max(one) for one in losses.values()) <= MOST_LOST, told(losses, seed)


def cut_a_hundred(site: Site, browser: Browser, playwright: Playwright, seed: int) -> float:
    """A hundred cuts, checked; the most that was lost, in seconds."""
    losses = cut_off(site, browser, RUNS, seed)
    losses |= killed(site, playwright, KILLED, seed)
    check(losses, seed)
    return max(max(one) for one in losses.values()) / 1000


def test_at_most_five_seconds_of_typing_are_lost(
    site: Site, whole_browser: Browser, playwright: Playwright
) -> None:
    """A hundred cuts by day; five hundred when the programmes of the night run."""
    cut_a_hundred(site, whole_browser, playwright, secrets.randbelow(10**6))


@pytest.mark.night
@pytest.mark.parametrize("night", range(1, NIGHTS + 1))
def test_DEV_09_at_most_five_seconds_of_typing_are_lost(
    site: Site, whole_browser: Browser, playwright: Playwright, night: int
) -> None:
    run = Run("DEV-09", [str(one) for one in range(1, NIGHTS + 1)])
    for _, figures in run.rounds(str(night)):
        figures["cuts"] = RUNS + KILLED
        most = cut_a_hundred(site, whole_browser, playwright, run.seed + night)
        figures[f"most of {night}"] = most
        figures["without"] = 0 if night > 1 else without_autosave(site, whole_browser)
    most = max(run.sum(f"most of {one}") for one in range(1, NIGHTS + 1))
    run.close(
        f"{run.sum('cuts'):.0f} cuts, at most {most:.1f} s lost",
        f"without autosave up to {run.sum('without'):.0f} s",
    )


def without_autosave(site: Site, browser: Browser) -> float:
    """The most that is lost where nothing saves by itself, in seconds."""
    losses = cut_off(site, browser, CONTROLS, 1, without_autosave=True)
    return max(max(one) for one in losses.values()) / 1000


def test_control_without_autosave_much_more_is_lost(site: Site, whole_browser: Browser) -> None:
    assert without_autosave(site, whole_browser) * 1000 > MOST_LOST
