"""Reads a page as a person does: its text, its links, its forms, and what is chosen in them."""

import html
import re
from dataclasses import dataclass

from werkzeug.test import TestResponse

from tests.page_client import page_of

INLINE = re.compile(r"</?(?:bdi|b|i|a|span|em|strong)\b[^>]*>")
TAG = re.compile(r"<[^>]+>")
SPACES = re.compile(r"\s+")
MAIN = re.compile(r"<main[^>]*>(.*)</main>", re.DOTALL)
LINK = re.compile(r'href="([^"]+)"')
TEXTAREA = re.compile(r'<textarea[^>]* name="([^"]+)"[^>]*>(.*?)</textarea>', re.DOTALL)


def words_of(response: TestResponse) -> str:
    """All text of a page, tags taken out and spaces made one."""
    return _plain(response.text)


def main_words(response: TestResponse) -> str:
    """The text of a page's middle, without head and foot."""
    found = MAIN.search(response.text)
    assert found, response.text
    return _plain(found[1])


def _plain(markup: str) -> str:
    return SPACES.sub(" ", html.unescape(TAG.sub(" ", INLINE.sub("", markup)))).strip()


def links_of(response: TestResponse) -> list[str]:
    """Every address the page links to, without what follows a question mark."""
    return [address.partition("?")[0] for address in LINK.findall(response.text)]


def typed(response: TestResponse) -> dict[str, str]:
    """What stands in the page's text fields, exactly as a browser would show it.

    A browser drops one line break right after the opening tag.
    """
    return {
        name: html.unescape(re.sub(r"^\r?\n", "", value, count=1))
        for name, value in TEXTAREA.findall(response.text)
    }


@dataclass(frozen=True)
class Ticked:
    """An answer that stands chosen on a page."""

    name: str
    value: str


def ticked(response: TestResponse) -> set[Ticked]:
    """Every checked box and radio of a page."""
    return {
        Ticked(field["name"], field.get("value", ""))
        for field in page_of(response.text).fields
        if "checked" in field and "name" in field
    }


def field_names(response: TestResponse) -> set[str]:
    """The names of a page's fields."""
    return {field["name"] for field in page_of(response.text).fields if "name" in field}
