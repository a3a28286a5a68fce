"""Tab through a page: every stop, where it stands, whether it is seen, and where it ends."""

from playwright.sync_api import Page

MANY = 120
START = """() => { window.stops = []; scrollTo(0, 0); document.body.tabIndex = -1;
  document.body.focus(); document.body.removeAttribute('tabindex'); }"""
# The stop is seen when its middle and the middle of each edge are its own, under nothing else;
# of a field higher than what is left of the screen, those that are on the screen, and its top.
STOP = """() => { const one = document.activeElement;
  if (!one || one === document.body || one === document.documentElement) return null;
  const again = stops.includes(one); if (!again) stops.push(one);
  const box = one.getBoundingClientRect(), style = getComputedStyle(one);
  const points = [[.5, .5], [.5, 0], [.5, 1], [0, .5], [1, .5]].map(([x, y]) => [
    box.x + 3 + x * (box.width - 6), box.y + 3 + y * (box.height - 6)]);
  const own = ([x, y]) => { const top = document.elementFromPoint(x, y);
    return !!top && (top === one || one.contains(top) || !!one.closest('.tile')?.contains(top)); };
  const there = points.filter(([, y]) => y < innerHeight);
  return {what: one.outerHTML.slice(0, 90), again,
    seen: there.every(own) && there.includes(points[1]),
    ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2}; }"""
# In the order of Tab each stop comes below the one before, or beside it on the same row.
DISORDER = """() => { scrollTo(0, 0); const found = [];
  const boxes = stops.map(one => (one.closest('.tile') || one).getBoundingClientRect());
  const rtl = document.documentElement.dir === 'rtl';
  for (let at = 1; at < boxes.length; at++) { const a = boxes[at - 1], b = boxes[at];
    const same_row = b.top < a.bottom - 4 && a.top < b.bottom - 4;
    const forth = rtl ? b.right <= a.left + 4 : b.left >= a.right - 4;
    if (same_row ? !forth : b.top < a.top) found.push(
      `${stops[at - 1].outerHTML.slice(0, 70)} -> ${stops[at].outerHTML.slice(0, 70)}`); }
  return found; }"""


def tab_through(page: Page) -> dict[str, list[str]]:
    """Tab from the top until the page is left: its stops, and what is wrong with them."""
    page.evaluate(START)
    stops: list[str] = []
    faults: list[str] = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        stop = page.evaluate(STOP)
        if stop is None:
            break
        if stop["again"]:  # round again, which is as good as out of the page
            faults += [] if stop["what"] == stops[0] else [f"trap: {stop['what']}"]
            break
        stops.append(stop["what"])
        faults += [f"{rule}: {stop['what']}" for rule in ("seen", "ring") if not stop[rule]]
    else:
        faults.append("Tab never leaves the page")
    return {"stops": stops, "faults": faults + page.evaluate(DISORDER)}
