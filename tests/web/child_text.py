"""What there is to read on a child's page, piece by piece, without the ways around the page."""

from dataclasses import dataclass
from enum import StrEnum
from html.parser import HTMLParser


class Use(StrEnum):
    """What a piece of text is for.

    ``TEXT`` is for everybody. A tile with a ``PICTURE`` of its word is found without reading. What
    stands above a text field, ``WRITING``, is for a child that writes something of its own. A
    ``WAY`` leads on, back or to more: it is known after the first page.
    """

    TEXT = "text"
    PICTURE = "picture"
    WRITING = "writing"
    WAY = "way"
    UNSEEN = "unseen"


VOID = {"input", "meta", "link", "br", "hr", "img"}
IN_LINE = {"b", "bdi", "i", "em", "strong"}
FRAME = {"header", "footer", "head", "script", "svg", "template", "textarea"}
WAYS = {"Videre", "Spring over", "Tilbage", "Ret", "Flere", "Gå til Send", "Slet svaret"}


class ChildText(HTMLParser):
    """The pieces of text a child meets on one page, in order, each with its use.

    What is hidden, what a closed *Flere* holds, and the frame of the page are left out.
    """

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[tuple[Use, str]] = []
        self._open: list[tuple[str, Use]] = []
        self._text: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Go into a tag; what is inside may be for something else."""
        if tag not in IN_LINE:
            self._end_piece()
        if tag not in VOID:
            self._open.append((tag, self._use_of(tag, dict(pairs))))

    def _use_of(self, tag: str, attributes: dict[str, str | None]) -> Use:
        if tag == "summary" and self._use is Use.UNSEEN and self._around is Use.TEXT:
            return Use.TEXT
        is_shut = tag == "details" and "open" not in attributes
        if tag in FRAME or "hidden" in attributes or is_shut:
            return Use.UNSEEN
        if "swatches" in (attributes.get("class") or "").split() and self._use is Use.TEXT:
            return Use.PICTURE
        if (attributes.get("id") or "").startswith("h-") and self._use is Use.TEXT:
            return Use.WRITING
        return self._use

    def handle_endtag(self, tag: str) -> None:
        """Come out of a tag."""
        if tag not in IN_LINE:
            self._end_piece()
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Collect what is read."""
        self._text.append(data)

    @property
    def _use(self) -> Use:
        return self._open[-1][1] if self._open else Use.TEXT

    @property
    def _around(self) -> Use:
        return self._open[-2][1] if len(self._open) > 1 else Use.TEXT

    def _end_piece(self) -> None:
        piece = " ".join("".join(self._text).split())
        self._text.clear()
        if piece and self._use is not Use.UNSEEN:
            self.pieces.append((Use.WAY if piece in WAYS else self._use, piece))


@dataclass(frozen=True)
class ReadPage:
    """One page as it is read: its address, and its pieces of text in order."""

    address: str
    pieces: tuple[tuple[Use, str], ...]

    def of(self, use: Use) -> list[str]:
        """The pieces for one use."""
        return [piece for found, piece in self.pieces if found is use]

    def before_way(self, *ways: str) -> list[str]:
        """What everybody reads above the first of these ways, or of the whole page."""
        found: list[str] = []
        for use, piece in self.pieces:
            if piece in ways:
                break
            found += [piece] if use is Use.TEXT else []
        return found


def read_page(address: str, markup: str) -> ReadPage:
    """A page taken apart."""
    return ReadPage(address, tuple(ChildText(markup).pieces))
