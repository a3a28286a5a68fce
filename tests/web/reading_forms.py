"""Reads the forms of a page as a browser fills and sends them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

CHOSEN = {"radio", "checkbox"}
NEVER_SENT = {"submit", "button", "image", "reset", "file"}


@dataclass(frozen=True)
class Form:
    """Where a form is sent, what it sends untouched, and its fields by name with their types.

    A type is that of the input, or the tag for a list or a larger text.
    """

    action: str
    method: str
    sends: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Form] = []
        self.open: Form | None = None
        self.writing = ""

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in pairs}
        if tag == "form":
            self.open = Form(given.get("action", ""), given.get("method", "get").lower())
            self.found.append(self.open)
        elif self.open is not None and tag in {"input", "textarea", "select"} and "name" in given:
            self._note(self.open, tag, given)

    def _note(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given["name"], given.get("type", "text") if tag == "input" else tag
        if "readonly" in given or kind in NEVER_SENT:
            return
        form.types.setdefault(name, kind)
        if kind not in CHOSEN:
            form.sends[name] = given.get("value", "")
        elif "checked" in given:
            form.sends[name] = given.get("value", "on")
        self.writing = name if tag == "textarea" else ""

    def handle_data(self, data: str) -> None:
        if self.writing and self.open is not None:
            self.open.sends[self.writing] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self.open is not None and self.writing:
            text = self.open.sends[self.writing]
            self.open.sends[self.writing] = text.removeprefix("\n")
        self.writing = ""
        self.open = None if tag == "form" else self.open


def forms_in(markup: str) -> list[Form]:
    """The forms of a page, in its order."""
    reader = _Forms()
    reader.feed(markup)
    return reader.found
