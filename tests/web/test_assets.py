"""Stylesheets as they are sent: every rule of the parts, and none of their comments."""

import re

import pytest
from flask import Flask

from boernestemme.web.assets import COMMENT, SHARED_STYLES, STATIC, STYLES, load_assets

SPACE = re.compile(r"\s+")


def without(text: str) -> str:
    """The text without comments, by another way than the product's, and without spaces."""
    while "/*" in text:
        before, _, rest = text.partition("/*")
        text = before + rest.partition("*/")[2]
    return SPACE.sub("", text)


@pytest.mark.parametrize("audience", list(STYLES))
def test_a_stylesheet_is_its_parts_without_their_comments(audience: str) -> None:
    app = Flask("assets")
    load_assets(app)
    sent = app.extensions["styles"][audience].plain.decode()
    parts = (STATIC / "css" / f"{part}.css" for part in SHARED_STYLES + STYLES[audience])
    written = "\n".join(part.read_text("utf-8") for part in parts)
    assert "/*" in written and "/*" not in sent
    assert SPACE.sub("", sent) == without(written)


def test_what_looks_like_a_comment_in_a_string_stays() -> None:
    rules = """a::before { content: "/* no */"; } /* it's "one" */ b { content: '/**/'; }"""
    kept = COMMENT.sub(lambda found: found[1] or "", rules)
    assert kept == """a::before { content: "/* no */"; } b { content: '/**/'; }"""
