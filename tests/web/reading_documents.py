"""Reads a document as it lies in a file: its text, its tags, and what it says of itself."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject


@dataclass(frozen=True)
class Tag:
    """One element of a document's structure: *H1*, *L*, *Figure* …, and what is said instead."""

    kind: str
    alt: str


class Document:
    """A PDF taken apart."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content), strict=True)
        self.root: Any = self.reader.trailer["/Root"]
        self.pages = len(self.reader.pages)
        self.text = "\n".join(page.extract_text() for page in self.reader.pages)
        self.title = self.reader.metadata.title if self.reader.metadata else None
        self.language = self.root["/Lang"]
        self.is_tagged = bool(self.root["/MarkInfo"]["/Marked"])
        self.about = self.root["/Metadata"].get_data().decode()

    @property
    def tags(self) -> list[Tag]:
        """All elements, in the order they are read."""
        return list(_tags(self.root["/StructTreeRoot"]))


def _tags(element: Any) -> Iterator[Tag]:
    one = element.get_object()
    if isinstance(one, ArrayObject):
        for child in one:
            yield from _tags(child)
    if isinstance(one, DictionaryObject):
        if "/S" in one:
            yield Tag(str(one["/S"]).removeprefix("/"), str(one.get("/Alt", "")))
        if "/K" in one:
            yield from _tags(one["/K"])
