"""A client that checks every page it fetches: what must be true of each is true of all."""

import re
from collections import Counter
from collections.abc import Callable
from contextvars import Context
from functools import lru_cache
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

NEUTRAL_TITLE = re.compile(r"kommune|\bsag\b|\bbarn\b|hørt|møde", re.IGNORECASE)
GROWN_UPS = ("/raadgiver", "/leder", "/administration", "/styrelse", "/tal")
# What is published is the same for everybody.
NUMBERS, PUBLIC = "/tal", {"public, max-age=300"}
NO_LABEL_NEEDED = {"hidden", "submit", "button"}
FIELD_TAGS = {"input", "textarea", "select"}
EMPTY_TAGS = {"input", "meta", "link", "br", "hr", "img"}
LOADING = ("src", "srcset", "action")


class Page(HTMLParser):
    """A page taken apart: titles, headings, ids, fields with their labels, scripts, styles."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text = text
        self.lang = self.title = ""
        self.headings: list[str] = []
        self.ids: list[str] = []
        self.fields: list[dict[str, str]] = []
        self.faults: list[str] = []
        self.labelled: set[str] = set()
        self._open: list[str] = []
        self._bare_fields: list[dict[str, str]] = []
        self.feed(text)

    def updatepos(self, i: int, j: int) -> int:
        """Count no lines: nobody asks for them, and counting takes a tenth of the time."""
        return j

    def handle_starttag(self, tag: str, pairs: list[tuple[str, str | None]]) -> None:
        """Note what a tag tells, and what it must not hold."""
        attributes = {name: value or "" for name, value in pairs}
        self._open.append(tag)
        if tag == "html":
            self.lang = attributes.get("lang", "")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag == "label" and "for" in attributes:
            self.labelled.add(attributes["for"])
        if tag == "h1":
            self.headings.append("")
        if tag in FIELD_TAGS:
            self._note_field(tag, attributes)
        self._note_faults(tag, attributes)
        if tag in EMPTY_TAGS:
            self._open.pop()

    def _note_field(self, tag: str, attributes: dict[str, str]) -> None:
        field = attributes | {"tag": tag}
        self.fields.append(field)
        needs_label = attributes.get("type", "text") not in NO_LABEL_NEEDED
        if needs_label and "label" not in self._open and "aria-label" not in attributes:
            self._bare_fields.append(field)

    def _note_faults(self, tag: str, attributes: dict[str, str]) -> None:
        if "style" in attributes or tag == "style":
            self.faults.append("inline style")
        for name, value in attributes.items():
            if name.startswith("on"):
                self.faults.append("inline handler")
            if name in LOADING and value.startswith(("http:", "https:", "//")):
                self.faults.append(f"foreign {name}")
        if tag == "script" and "src" not in attributes:
            self.faults.append("inline script")

    def handle_endtag(self, tag: str) -> None:
        """Close the tag."""
        while self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Collect the text of title and headings."""
        if self._open and self._open[-1] == "title":
            self.title += data
        if "h1" in self._open:
            self.headings[-1] += data

    def problems(self, *, is_childs: bool) -> list[str]:
        """Everything that is wrong with the page."""
        found = list(self.faults)
        if len(self.headings) != 1 or not self.headings[0].strip():
            found.append(f"{len(self.headings)} h1")
        if not self.title.strip():
            found.append("no title")
        if not self.lang:
            found.append("no lang")
        found += [f"id {one} twice" for one, times in Counter(self.ids).items() if times > 1]
        found += [
            f"no label: {field.get('name')}"
            for field in self._bare_fields
            if field.get("id") not in self.labelled
        ]
        if is_childs and NEUTRAL_TITLE.search(self.title):
            found.append(f"telling title {self.title!r}")
        return found


@lru_cache(maxsize=8)
def page_of(text: str) -> Page:
    """The page taken apart once, though its client and its test both ask; look, change nothing."""
    return Page(text)


class PageClient:
    """A browser without script: keeps cookies, checks every page, fills forms' tokens."""

    def __init__(self, app: Flask) -> None:
        self.client = app.test_client()
        self.token = ""

    def get(self, address: str, **options: Any) -> TestResponse:
        """Fetch a page and check it."""
        return self._checked(self._apart(self.client.get, address, **options), address)

    def post(self, address: str, **fields: Any) -> TestResponse:
        """Send the form that was last shown."""
        data = {"csrf_token": self.token} | {
            name.replace("__", "-"): value for name, value in fields.items()
        }
        return self._checked(self._apart(self.client.post, address, data=data), address)

    def post_fields(self, address: str, fields: dict[str, Any]) -> TestResponse:
        """Send the form that was last shown, whatever its fields are called."""
        data = {"csrf_token": self.token} | fields
        return self._checked(self._apart(self.client.post, address, data=data), address)

    def _apart(
        self, fetch: Callable[..., TestResponse], address: str, **options: Any
    ) -> TestResponse:
        """Fetch outside the test's own app context: no request may share another's facts."""
        return Context().run(fetch, address, **options)

    def _checked(self, response: TestResponse, address: str) -> TestResponse:
        if response.mimetype == "text/html" and response.status_code not in {204, 301, 302, 303}:
            page = page_of(response.text)
            problems = page.problems(is_childs=not address.startswith(GROWN_UPS))
            may_be_kept = {"no-store"} | (PUBLIC if address.startswith(NUMBERS) else set())
            if response.headers.get("Cache-Control") not in may_be_kept:
                problems.append("may be cached")
            assert not problems, f"{address} ({response.status_code}): {problems}"
            tokens = [one["value"] for one in page.fields if one.get("name") == "csrf_token"]
            self.token = next((token for token in tokens if token), self.token)
        return response
