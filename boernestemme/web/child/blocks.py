"""What a question page is built of: tiles, rows and text fields, from an instrument."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from boernestemme.domain.draft import Draft
from boernestemme.domain.questionnaire import Kind, Question, Value
from boernestemme.domain.questionnaire import Screen as AskedScreen
from boernestemme.domain.widening import widened
from boernestemme.web.child.drawing_block import DrawingBlock, make_drawing_block
from boernestemme.web.child.tile_icons import icon_of
from boernestemme.web.child.wording import Phrases
from boernestemme.web.labels import PERSONS
from boernestemme.web.locale import gettext as _

LONG_TEXT = 1000


@dataclass(frozen=True)
class Tile:
    """One answer to tap; ``kind`` is checkbox or radio."""

    name: str
    value: str
    label: str
    icon: str | None
    kind: str
    checked: bool


@dataclass(frozen=True)
class TileBlock:
    """A question answered by tapping tiles; ``more`` waits behind *Flere*."""

    legend: str
    hint: str
    tiles: tuple[Tile, ...]
    more: tuple[Tile, ...]
    masked: bool
    is_heading: bool = False
    kind: str = "tiles"


@dataclass(frozen=True)
class Row:
    """One person, and the answers about it."""

    name: str
    label: str
    options: tuple[Tile, ...]


@dataclass(frozen=True)
class RowBlock:
    """A question with one row for each person."""

    legend: str
    hint: str
    rows: tuple[Row, ...]
    more: tuple[Row, ...]
    masked: bool
    is_heading: bool = False
    kind: str = "rows"


@dataclass(frozen=True)
class TextBlock:
    """A question answered in own words; ``limit`` in characters, ``lines`` as tall."""

    name: str
    label: str
    hint: str
    value: str
    limit: int
    lines: int
    masked: bool
    is_heading: bool = False
    kind: str = "text"


Block = TileBlock | RowBlock | TextBlock | DrawingBlock


@dataclass(frozen=True)
class Screen:
    """One question page, ready to be shown."""

    number: int
    title: str
    lead: tuple[str, ...]
    blocks: tuple[Block, ...]
    after: tuple[str, ...]
    back: str
    action: str
    from_check: bool
    total: int


class BlockMaker:
    """Makes blocks in one age group's wording; ``given`` is what stands in the fields."""

    def __init__(
        self,
        wording: Phrases,
        names: Mapping[str, str],
        draft: Draft,
        posted: Mapping[str, Value] | None = None,
        unread: str = "",
    ) -> None:
        self._wording = wording
        self._names = names
        self._draft = draft
        self._posted = posted
        self._unread = unread

    def blocks(self, screen: AskedScreen) -> tuple[Block, ...]:
        """The blocks of a screen; the first is the page's heading."""
        rows = [one for one in screen.questions if one.code.startswith("person-")]
        ticks = [one for one in screen.questions if one.kind is Kind.TICK]
        made: list[Block] = [self._rows(rows, screen.rows_at_once)] if rows else []
        for question in screen.questions:
            if question in rows:
                continue
            if question not in ticks:
                made.append(self.block(question))
            elif question is ticks[0]:
                made.append(self._ticks(ticks))
        made[0] = replace(made[0], is_heading=True)
        return tuple(self._warned(made))

    def _warned(self, blocks: list[Block]) -> Iterator[Block]:
        """Who reads and when is said once, before the first field for own words."""
        unsaid = self._unread
        for block in blocks:
            if unsaid and isinstance(block, TextBlock):
                hint = f"{block.hint} {unsaid}".strip()
                yield replace(block, hint=hint)
                unsaid = ""
            else:
                yield block

    def block(self, question: Question) -> TileBlock | TextBlock | DrawingBlock:
        """One question that stands by itself."""
        asked = self._wording.asked[question.code]
        masked = self._draft.is_masked(question.code)
        if question.kind is Kind.DRAWING:
            return make_drawing_block(
                question.code,
                label=self.say(asked.text),
                hint=self.say(asked.hint),
                value=str(self._given(question.code) or ""),
                masked=masked,
            )
        question = widened(question, self._standing(question))
        if question.kind is Kind.TEXT:
            return TextBlock(
                question.code,
                self.say(asked.text),
                self.say(asked.hint),
                str(self._given(question.code) or ""),
                question.limit,
                8 if question.limit >= LONG_TEXT else 4,
                masked,
            )
        tiles = tuple(self._tile(question, code) for code in question.choices)
        more = tuple(self._tile(question, code) for code in question.more)
        return TileBlock(self.say(asked.text), self.say(asked.hint), tiles, more, masked)

    def _standing(self, question: Question) -> Value | None:
        """What the question must have room for; what was refused gives no room for more text."""
        is_text = question.kind is Kind.TEXT
        return self._draft.shown(question.code) if is_text else self._given(question.code)

    def _ticks(self, ticks: list[Question]) -> TileBlock:
        asked = self._wording.asked["ticks"]
        tiles = tuple(self._tile(question, "yes") for question in ticks)
        masked = any(self._draft.is_masked(question.code) for question in ticks)
        return TileBlock(self.say(asked.text), self.say(asked.hint), tiles, (), masked)

    def _rows(self, questions: list[Question], at_once: int) -> RowBlock:
        asked = self._wording.asked["persons"]
        masked = any(self._draft.is_masked(question.code) for question in questions)
        rows = tuple(self._row(question) for question in questions)
        return RowBlock(
            self.say(asked.text), self.say(asked.hint), rows[:at_once], rows[at_once:], masked
        )

    def _row(self, question: Question) -> Row:
        person = question.code.removeprefix("person-")
        options = tuple(self._tile(question, code) for code in question.choices)
        return Row(question.code, self.say(PERSONS[person]), options)

    def _tile(self, question: Question, code: str) -> Tile:
        given = self._given(question.code) or ()
        return Tile(
            question.code,
            code,
            self.label(question.code, code),
            icon_of(question.code, code),
            "radio" if question.kind is Kind.ONE else "checkbox",
            code in ((given,) if isinstance(given, str) else given),
        )

    def label(self, question: str, code: str) -> str:
        """One answer in words."""
        return self.say(self._wording.labels[question][code])

    def _given(self, code: str) -> Value | None:
        return self._draft.shown(code) if self._posted is None else self._posted.get(code)

    def say(self, text: str) -> str:
        """A text with the case worker's name in its place."""
        return _(text, **self._names) if text else ""
