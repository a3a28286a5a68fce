"""Telephone numbers in running text: kept whole on one line."""

import re

from markupsafe import Markup, escape

NUMBER = re.compile(r"\d{2}(?: \d{2}){3}|\d{3} \d{3}")


def with_numbers(text: str) -> Markup:
    """The text with its telephone numbers kept on one line, left to right in every language."""
    return Markup(NUMBER.sub(_whole, str(escape(text))))  # noqa: S704 - escaped just before


def _whole(found: re.Match[str]) -> str:
    return f'<bdi class="number" dir="ltr">{found.group()}</bdi>'
