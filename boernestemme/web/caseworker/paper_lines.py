"""A paper to copy or to file as lines of a few kinds: plain text and PDF are made of the same."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from boernestemme.domain.manner import DANISH
from boernestemme.web.documents.quoting import quoted
from boernestemme.web.drawing_picture import Picture, svg_of
from boernestemme.web.locale import full_day


class Kind(StrEnum):
    """What a line is: it decides its look in both files."""

    TITLE = "title"
    HEADING = "heading"
    LABEL = "label"
    TEXT = "text"
    ITEM = "item"
    UNDER = "under"
    QUOTE = "quote"
    DRAWING = "drawing"


@dataclass(frozen=True)
class Line:
    """One line, or a text of several that belong together: a child's own words keep theirs.

    ``language`` is what a child wrote its own words in. A ``picture`` is seen on paper alone.
    """

    kind: Kind
    text: str
    language: str = DANISH
    picture: Picture | None = None

    @property
    def data(self) -> dict[str, str]:
        """The line as the template of a document takes it."""
        said = {"kind": str(self.kind), "text": self.text}
        if self.kind is Kind.QUOTE:
            said |= quoted(self.text, self.language)
        if self.picture is not None:
            said["svg"] = svg_of(self.picture)
        return said

    def __str__(self) -> str:
        return PLAIN.get(self.kind, "%s") % self.text


PLAIN = {Kind.ITEM: "– %s", Kind.UNDER: "  %s", Kind.QUOTE: "»%s«"}
Block = Sequence[Line]


def title(text: str) -> Line:
    """What the paper is called."""
    return Line(Kind.TITLE, text)


def heading(text: str) -> Line:
    """What a block is about."""
    return Line(Kind.HEADING, text)


def label(text: str) -> Line:
    """What the next lines of a block are about."""
    return Line(Kind.LABEL, text)


def plain(text: str) -> Line:
    """A sentence."""
    return Line(Kind.TEXT, text)


def item(text: str) -> Line:
    """One of several things."""
    return Line(Kind.ITEM, text)


def under(text: str) -> Line:
    """What belongs to the item above."""
    return Line(Kind.UNDER, text)


def quote(text: str, language: str) -> Line:
    """A child's own words, unedited."""
    return Line(Kind.QUOTE, text, language)


def drawing(text: str, picture: Picture) -> Line:
    """A child's drawing: told in words, and seen where it can be."""
    return Line(Kind.DRAWING, text, picture=picture)


def whole_blocks(blocks: Iterable[Iterable[Line]]) -> tuple[Block, ...]:
    """The blocks that say something."""
    kept = (tuple(block) for block in blocks)
    return tuple(block for block in kept if block)


def as_text(blocks: Iterable[Block]) -> str:
    """The paper as plain text; an empty line parts what belongs together."""
    return "\n\n".join("\n".join(str(line) for line in block) for block in blocks) + "\n"


def as_data(blocks: Iterable[Block]) -> dict[str, object]:
    """The paper as the template of a document takes it: its title, and the blocks below it."""
    rest = [[line for line in block if line.kind is not Kind.TITLE] for block in blocks]
    return {
        "title": next(_titles(blocks)),
        "blocks": [[line.data for line in block] for block in rest],
    }


def _titles(blocks: Iterable[Block]) -> Iterator[str]:
    return (line.text for block in blocks for line in block if line.kind is Kind.TITLE)


def plain_day(day: date) -> str:
    """*18. marts 2027* with plain spaces: a case system may not know others."""
    return full_day(day).replace("\u00a0", " ")
