"""A case worker's hand: what it does on a page, counted in clicks and modelled in seconds.

The keystroke-level model (Card, Moran and Newell 1980): to point at something and press it, to
make up one's mind, to press a key. Reading is silent reading of running text by an adult. What
the machine takes is not in it.
"""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page

PRESS, DECIDE, KEY = 1.3, 1.35, 0.28
WORDS_A_MINUTE = 230


@dataclass
class Hand:
    """One person at one page, and what it has cost so far."""

    page: Page
    clicks: int = 0
    seconds: float = 0.0

    def press(self, what: str | Locator) -> None:
        """Point at something and press it, without having to think."""
        target = self.page.locator(what) if isinstance(what, str) else what
        target.click()
        self.clicks += 1
        self.seconds += PRESS

    def choose(self, what: str | Locator) -> None:
        """Make up one's mind, then press."""
        self.seconds += DECIDE
        self.press(what)

    def type(self, where: str, text: str) -> None:
        """Go to a field and write in it."""
        self.press(where)
        self.page.fill(where, text)
        self.seconds += KEY * len(text)

    def read(self, what: Locator) -> None:
        """Read what stands there."""
        self.seconds += len(what.inner_text().split()) * 60 / WORDS_A_MINUTE

    def told(self, what: str) -> str:
        """The cost, to be read by people."""
        return f"{what}: {self.clicks} clicks, {self.seconds:.1f} s"


def chip(name: str, value: str) -> str:
    """The chip of one choice: a label around an input that is not seen."""
    return f'label:has(input[name="{name}"][value="{value}"])'
