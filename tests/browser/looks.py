"""What is measured on a page as it stands: targets, gaps, type, lines, traces. One script each."""

# Everything a finger can hit: its own box, or its tile's, and whether it stands inside a sentence.
TARGETS = """() => [...document.querySelectorAll(
    'a[href], button, summary, textarea, select, input:not([type=hidden]), canvas')]
  .filter(one => one.checkVisibility() && one.getBoundingClientRect().width > 1)
  .map(one => { const box = (one.closest('.tile') || one).getBoundingClientRect();
    return {what: (one.closest('.tile') || one).outerHTML.slice(0, 90),
      tile: !!one.closest('.tile'), inline: getComputedStyle(one).display === 'inline',
      x: box.x, y: box.y + scrollY, width: box.width, height: box.height}; })"""
# Font size of running text, who is justified, and the longest line of text, in characters.
TYPE = """() => { const lines = []; let longest = 0, line = '';
  const texts = [...document.querySelectorAll('main p, main li, main dd, main dt, main label, '
    + 'main legend, main summary')].filter(one => one.checkVisibility());
  for (const one of texts) {
    const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), rows = new Map();
    const words = node => [...node.data.matchAll(/\\S+\\s?/g)];
    for (let node; (node = walker.nextNode());) for (const word of words(node)) {
      const range = document.createRange();
      range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect(), row = Math.round(box.bottom / 8);
      rows.set(row, (rows.get(row) || '') + word[0]); }
    for (const row of rows.values()) if (row.trim().length > longest) {
      longest = row.trim().length; line = row.trim(); } }
  return {body: parseFloat(getComputedStyle(document.body).fontSize), longest, line,
    smallest: Math.min(99, ...texts.map(one => parseFloat(getComputedStyle(one).fontSize))),
    justified: texts.filter(one => getComputedStyle(one).textAlign === 'justify').length}; }"""
PAGE = """() => ({title: document.title, lang: document.documentElement.lang,
  dir: document.documentElement.dir, told: document.referrer,
  icon: document.querySelector('link[rel=icon]')?.href || '',
  theme: document.querySelector('meta[name=theme-color]')?.content || '',
  shared: [...document.querySelectorAll('meta[property]')].map(one => one.outerHTML),
  bare: [...document.querySelectorAll('body svg, body img, body .tile i')]
    .filter(one => one.checkVisibility() && !(one.closest('label, a, button, summary, li, p, dd')
      || one.parentElement).innerText.trim()).map(one => one.outerHTML.slice(0, 80)),
  h1: document.querySelectorAll('h1').length, focused: document.activeElement?.id || '',
  offered: [...document.querySelectorAll('form, input:not([type=hidden]), textarea, select')]
    .filter(one => one.autocomplete !== 'off').map(one => one.outerHTML.slice(0, 80)),
  away: [...document.querySelectorAll('a[href]')].map(one => one.href)
    .filter(href => /^https?:/.test(href) && !href.startsWith(location.origin))})"""
STORED = """async () => ({local: localStorage.length, session: sessionStorage.length,
  caches: (await caches.keys()).length, databases: (await indexedDB.databases()).length,
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  cookie: document.cookie.length})"""
SMALLEST_GAP = 8


def too_near(targets: list[dict[str, object]]) -> list[str]:
    """Neighbours with less than the smallest gap between them, and how much there is."""
    found = []
    boxes = [one for one in targets if not one["inline"]]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            gap = max(_gap(one, other, "x", "width"), _gap(one, other, "y", "height"))
            if gap < SMALLEST_GAP - 0.5:
                found.append(f"{gap:.1f}: {one['what']} | {other['what']}")
    return found


def _gap(one: dict[str, object], other: dict[str, object], edge: str, size: str) -> float:
    first, second = sorted(
        (float(str(box[edge])), float(str(box[edge])) + float(str(box[size])))
        for box in (one, other)
    )
    return second[0] - first[1]
