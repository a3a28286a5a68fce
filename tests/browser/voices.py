"""A stand-in for the voices of a browser: Debian's Chromium has none.

It stands for the browser alone. What is said is kept in ``window.heard``; each text ends at once,
or, where the page is told to wait, when ``window.finish()`` is called.
"""

import json
from typing import Any

from playwright.sync_api import Page

LOCAL = {"lang": "da-DK", "name": "on the device", "localService": True}
REMOTE = {"lang": "da_DK", "name": "elsewhere", "localService": False}
FOREIGN = {"lang": "de-DE", "name": "of another language", "localService": True}
STAND_IN = """(([voices, waits, late]) => {
  window.heard = []; window.stops = 0;
  let current = null, known = late ? [] : voices;
  const synth = { onvoiceschanged: null, getVoices: () => known,
    cancel: () => { if (current) stops += 1; current = null; },
    speak: one => { current = one; const marked = document.querySelector('.spoken');
      heard.push({ text: one.text, lang: one.lang, local: one.voice.localService,
        marked: !marked ? '' : marked.type === 'textarea' ? marked.value : marked.textContent });
      if (!waits) setTimeout(finish, 0); } };
  window.finish = () => { const one = current; current = null; if (one) one.onend(); };
  window.arrive = () => { known = voices; synth.onvoiceschanged(); };
  Object.defineProperty(window, 'speechSynthesis', { value: synth });
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
})"""


def give_voices(
    page: Page, *voices: dict[str, Any], waits: bool = False, late: bool = False
) -> None:
    """Let the pages that are opened from now on have these voices, the late ones when told."""
    arguments = [list(voices), waits, late]
    page.add_init_script(f"{STAND_IN}({json.dumps(arguments)})")


def heard(page: Page) -> list[str]:
    """Every text that was said on this page."""
    found: list[str] = page.evaluate("heard.map(one => one.text)")
    return found


def read_aloud(page: Page) -> list[str]:
    """Press *Læs højt* and wait until it has stopped by itself; what was said."""
    page.click("#aloud")
    page.wait_for_selector("#aloud[aria-pressed=false]")
    return heard(page)
