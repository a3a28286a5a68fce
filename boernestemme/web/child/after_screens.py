"""Puts the pages after a meeting together: one question with its buttons, and the last page."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from boernestemme.domain.draft import Draft
from boernestemme.domain.instruments.after import ATTENDED, INSTRUMENTS, NOT_THERE, SKIPPED
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Kind, Question, Value
from boernestemme.services.visiting import Visit
from boernestemme.web.child.blocks import Block, BlockMaker, TextBlock, Tile, TileBlock
from boernestemme.web.child.browser import names
from boernestemme.web.child.drawing_block import DrawingBlock
from boernestemme.web.child.reading_day import read_by
from boernestemme.web.child.tile_icons import icon_of, scale_icon
from boernestemme.web.child.wording_after import (
    AFTER_WORDING,
    BELOW,
    NO_THANKS,
    PROMISE,
    SKIP,
    AfterWording,
)
from boernestemme.web.locale import gettext as _

FIRST = 1
LINES = 5


@dataclass(frozen=True)
class Tap:
    """One answer that is given by pressing it."""

    name: str
    value: str
    label: str
    is_chosen: bool
    icon: str | None = None


@dataclass(frozen=True)
class TapScreen:
    """One question after a meeting; ``masked`` when it was answered and may not be shown."""

    question: str
    before: tuple[str, ...]
    taps: tuple[Tap, ...]
    skip: Tap
    after: tuple[str, ...]
    masked: bool
    back: str
    action: str
    has_letter: bool


@dataclass(frozen=True)
class LastPage:
    """The page that sends, and what may be said in words on it."""

    title: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]
    back: str


@dataclass(frozen=True)
class TapStep:
    """All that the page of one question follows from beside what was tapped on it."""

    age_group: AgeGroup
    number: int
    question: Question
    has_letter: bool


def tap_step(visit: Visit, number: int, question: Question) -> TapStep:
    """Where in its questions this child is; the first page leads to a letter there is to read."""
    link = visit.invitation
    has_letter = number == FIRST and link.has_letter and link.may_show_names
    return TapStep(visit.age_group, number, question, has_letter)


def make_tap_screen(
    step: TapStep, called: Mapping[str, str], draft: Draft, changed: tuple[str, ...] = ()
) -> TapScreen:
    """The page of one question; the first also says what becomes of the taps.

    ``changed`` is what is told of a new case worker, there too.
    """
    number, question, is_first = step.number, step.question, step.number == FIRST
    taps = [_tap(step, value, draft) for value in question.choices]
    return TapScreen(
        question=_(AFTER_WORDING[step.age_group].asked[question.code].text),
        before=(*changed, _(PROMISE, **called)) if is_first else (),
        taps=tuple(tap for tap in taps if tap.value != SKIPPED),
        skip=next(tap for tap in taps if tap.value == SKIPPED),
        after=tuple(_(line) for line in BELOW) if is_first else (),
        masked=draft.is_masked(question.code),
        back="" if is_first else f"/svar/{number - 1}",
        action=f"/svar/{number}",
        has_letter=step.has_letter,
    )


def _tap(step: TapStep, value: str, draft: Draft) -> Tap:
    code, labels = step.question.code, AFTER_WORDING[step.age_group].labels
    label = SKIP if value == SKIPPED else labels[code][value]
    has_icon = step.age_group is AgeGroup.YOUNGER and value != SKIPPED
    icon = scale_icon(value) if has_icon else None
    return Tap(code, value, _(label), draft.shown(code) == value, icon)


def make_last_page(
    visit: Visit, now: datetime, posted: Mapping[str, Value] | None = None
) -> LastPage:
    """The page that sends; ``posted`` is what was just refused and must stay in its fields.

    That the child was not there is told by it only where its tap may be shown.
    """
    wording, called = _wording(visit), names(visit)
    is_absent = visit.draft.shown(ATTENDED) == NOT_THERE
    screens = INSTRUMENTS[visit.age_group].screens
    return LastPage(
        title=_(wording.absent_title if is_absent else wording.last_title),
        lead=tuple(_(one, **called) for one in (wording.absent if is_absent else wording.last)),
        blocks=tuple(_blocks(visit, now, posted, is_absent=is_absent)),
        back=f"/svar/{FIRST if is_absent else screens[-1].number}",
    )


def _blocks(
    visit: Visit, now: datetime, posted: Mapping[str, Value] | None, *, is_absent: bool
) -> Iterator[Block]:
    wording = _wording(visit)
    maker = BlockMaker(wording, names(visit), visit.draft, posted)
    unread = _(wording.unread, day=read_by(now))
    for question in INSTRUMENTS[visit.age_group].closing:
        block = maker.block(question)
        if isinstance(block, TextBlock):
            yield replace(block, hint=unread, lines=LINES)
        elif isinstance(block, DrawingBlock):
            yield block
        elif question.kind is Kind.ONE:
            yield _with_way_back(block, posted)
        elif not is_absent:
            yield block


def _with_way_back(block: TileBlock, posted: Mapping[str, Value] | None) -> TileBlock:
    """A radio cannot be let go again, so there is one that says *no*."""
    name = block.tiles[0].name
    checked = posted is not None and posted.get(name) == ""
    no_thanks = Tile(name, "", _(NO_THANKS), icon_of(name, ""), "radio", checked)
    return replace(block, tiles=(*block.tiles, no_thanks))


def _wording(visit: Visit) -> AfterWording:
    return AFTER_WORDING[visit.age_group]
