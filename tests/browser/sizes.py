"""Sizes: whether a page fits phones, large zoom and large text, and keeps *Skjul* in view."""

from collections.abc import Iterator

from playwright.sync_api import Page

PHONE = {"width": 360, "height": 740}
# Phones of every width, and 1280 x 1024 at 400 %, which is 320 x 256.
SIZES = ((320, 568), (320, 256), (390, 844), (430, 932))
SMALLEST = 48  # CSS pixels: what a finger hits
# Links in running text are not pointer targets of their own (WCAG 2.5.8); everything else is.
SMALL = """smallest => [...document.querySelectorAll('a, button, summary, textarea, select, .tile')]
  .filter(one => one.checkVisibility()).map(one => [one, one.getBoundingClientRect()])
  .filter(([one, box]) => box.width < smallest - .5 || box.height < smallest - .5)
  .map(([one, box]) => `${one.outerHTML.slice(0, 80)} ${box.width}x${box.height}`)"""
WIDE = """() => [document.documentElement, ...document.querySelectorAll('body *')]
  .filter(one => one.checkVisibility() && one.clientWidth > 0
    && (one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).overflowX !== 'hidden'
        || one.getBoundingClientRect().right > innerWidth + 1)
    && !one.closest('svg, .hidden-text') && getComputedStyle(one).display !== 'inline')
  .map(one => `${one.outerHTML.slice(0, 80)} ${one.scrollWidth}>${one.clientWidth}`)"""
CLIPPED = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.checkVisibility() && one.clientHeight > 0 && one.tagName !== 'TEXTAREA'
    && !one.closest('svg, .hidden-text') && getComputedStyle(one).display !== 'inline'
    && (one.scrollHeight > one.clientHeight + 2 && one !== document.body
        && getComputedStyle(one).overflowY !== 'visible'))
  .map(one => one.outerHTML.slice(0, 80))"""
SPILLING = """() => [...document.querySelectorAll('.tile span, .button, #hide button, .small')]
  .filter(one => one.checkVisibility()).map(one => {
    const range = document.createRange(); range.selectNodeContents(one);
    const text = range.getBoundingClientRect();
    const box = (one.closest('.tile') || one).getBoundingClientRect();
    return text.right > box.right + 1 || text.bottom > box.bottom + 1 || text.left < box.left - 1
      ? one.textContent.trim().slice(0, 60) : null; }).filter(Boolean)"""
MOVING = """() => document.getAnimations().length
  + [...document.querySelectorAll('*')].map(one => getComputedStyle(one)).filter(style =>
    parseFloat(style.transitionDuration) > 0 || style.animationName !== 'none').length"""
SPACING = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`
  html { font-size: 200% !important }
  * { line-height: 1.5 !important; letter-spacing: .12em !important;
      word-spacing: .16em !important }
  p { margin-block-end: 2em !important }`); document.adoptedStyleSheets = [sheet];
  return getComputedStyle(document.documentElement).fontSize; }"""
HIDE_IN_VIEW = """() => { const found = [];
  for (const y of [0, 1e6, document.body.scrollHeight / 2]) { scrollTo(0, y);
    const button = document.querySelector('#hide button');
    if (!button) return ['no Skjul'];
    const box = button.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    if (box.top < 0 || box.bottom > innerHeight || box.left < 0 || box.right > innerWidth
        || top !== button) found.push(`${y}: ${box.top} ${box.right}`); }
  return found; }"""


def faults(page: Page) -> Iterator[str]:
    """What is wrong with a page at the sizes of phones, of large zoom, and of large text."""
    yield from (f"small: {one}" for one in page.evaluate(SMALL, SMALLEST))
    if page.evaluate(MOVING):
        yield "moves"
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for look in (WIDE, HIDE_IN_VIEW):
            yield from (f"{width}x{height}: {one}" for one in page.evaluate(look))
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    assert page.evaluate(SPACING) == "32px"
    for look in (CLIPPED, SPILLING, WIDE):
        yield from (f"200 %: {one}" for one in page.evaluate(look))
    page.evaluate("() => { document.adoptedStyleSheets = []; }")
