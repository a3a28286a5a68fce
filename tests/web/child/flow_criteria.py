"""The criteria of the child's flow that hold on every page, each as a reader of one page.

Named after the table of acceptance criteria; a reader gives back what is wrong, nothing if all
is well.
"""

import re
from collections import Counter
from collections.abc import Callable

from boernestemme.domain.meeting import AgeGroup
from tests.page_client import Page

QUESTION = re.compile(r"<legend><h1>[^<]+</h1></legend>|<h1><label for=[^>]+>[^<]+</label></h1>")
TAP_QUESTION = re.compile(r'<h1 id="question"[^>]*>[^<]+</h1>')
BEHIND_MORE = re.compile(r"<details.*?</details>", re.DOTALL)
MAIN_BUTTON = re.compile(r'<(?:button|a) class="button main"')
TAP = re.compile(
    r'<button class="button[^"]*" name="(?:attended|heard|voice|space|influence|next)"'
)
ANSWER = re.compile(
    r'<label class="tile">.*?</label>|<button [^>]*value="(?:yes|no|unsure)">.*?</button>',
    re.DOTALL,
)
AT_ONCE = {AgeGroup.YOUNGER: 8, AgeGroup.OLDER: 10}
ON_A_SCALE = {AgeGroup.YOUNGER: 3, AgeGroup.OLDER: 4}
BOXES = {"checkbox", "radio"}


def chosen_beforehand(text: str, _age: AgeGroup) -> list[str]:
    """F-08."""
    fields = Page(text).fields
    ticked = [one["name"] for one in fields if "checked" in one or "selected" in one]
    return ticked + re.findall(r'class="button chosen"[^>]*', text)


def required(text: str, _age: AgeGroup) -> list[str]:
    """F-09."""
    return [one["name"] for one in Page(text).fields if {"required", "aria-required"} & one.keys()]


def no_question_as_heading(text: str, _age: AgeGroup) -> list[str]:
    """F-10, of a question page: one h1, and it is the legend, the label or the group's name."""
    named = QUESTION.search(text) or (
        TAP_QUESTION.search(text) and 'role="group" aria-labelledby="question"' in text
    )
    return [] if named and text.count("<h1") == 1 else [f"{text.count('<h1')} h1"]


def not_one_primary_button(text: str, _age: AgeGroup) -> list[str]:
    """F-11, of a page before the meeting, and of the one that sends."""
    found = MAIN_BUTTON.findall(text)
    return [] if len(found) == 1 else [f"{len(found)} primary buttons"]


def any_primary_button(text: str, _age: AgeGroup) -> list[str]:
    """F-11, of a question after the meeting: every answer is equal."""
    return MAIN_BUTTON.findall(text)


def cannot_be_skipped(text: str, _age: AgeGroup) -> list[str]:
    """F-07, of a question page."""
    can = 'name="go" value="skip"' in text or re.search(r'name="\w+" value="skip"', text)
    return [] if can else ["no way past"]


def too_many_tiles(text: str, age: AgeGroup) -> list[str]:
    """F-16: tiles of one question, rows of persons, and answers on a scale, all seen at once."""
    seen = [one for one in Page(BEHIND_MORE.sub("", text)).fields if one.get("type") in BOXES]
    tiles = Counter(one["name"] for one in seen)
    rows = [name for name in tiles if name.startswith("person-")]
    faults = [f"{name}: {count}" for name, count in tiles.items() if count > AT_ONCE[age]]
    faults += [f"{name}: {tiles[name]}" for name in rows if tiles[name] > ON_A_SCALE[age]]
    if len(rows) > AT_ONCE[age]:
        faults.append(f"{len(rows)} persons")
    taps = len(TAP.findall(text)) - text.count('value="skip"')
    return faults + ([f"{taps} taps"] if taps > ON_A_SCALE[age] else [])


def tiles_without_a_picture(text: str, age: AgeGroup) -> list[str]:
    """6–9: every answer to tap has a drawing that says it again, for whoever cannot read."""
    if age is AgeGroup.OLDER:
        return []
    return [one for one in ANSWER.findall(text) if "<svg" not in one]


Reader = Callable[[str, AgeGroup], list[str]]
EVERYWHERE: tuple[Reader, ...] = (
    chosen_beforehand, required, too_many_tiles, tiles_without_a_picture,
)  # fmt: skip
