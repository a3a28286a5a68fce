"""Pages that are made once and kept: a page of published numbers never changes by itself."""

import gzip
import hashlib
from collections.abc import Callable, Hashable
from dataclasses import dataclass

from flask import Response, current_app, request
from flask.sansio.app import App

NAME = "number_pages"
ROOM = 60
PACKING = 6
FIVE_MINUTES = 300


@dataclass(frozen=True)
class KeptPage:
    """A page as it is sent, plain and packed, and what names these very bytes."""

    plain: bytes
    packed: bytes
    digest: str


def keep_pages(app: App) -> None:
    """Give the app an empty shelf."""
    app.extensions[NAME] = {}


def kept_page(key: Hashable, make: Callable[[], str]) -> Response:
    """The page under this key, made when it is first asked for. The key names all it is made of.

    A browser may show it for five minutes, and then asks whether it is still the same.
    """
    pages: dict[Hashable, KeptPage] = current_app.extensions[NAME]
    page = pages.get(key)
    if page is None:
        if len(pages) >= ROOM:
            pages.clear()
        page = pages[key] = _kept(make())
    return _answer(page)


def _kept(text: str) -> KeptPage:
    plain = text.encode()
    digest = hashlib.sha256(plain).hexdigest()
    return KeptPage(plain, gzip.compress(plain, PACKING, mtime=0), digest)


def _answer(page: KeptPage) -> Response:
    takes_gzip = request.accept_encodings["gzip"] > 0
    response = Response(page.packed if takes_gzip else page.plain, mimetype="text/html")
    if takes_gzip:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = FIVE_MINUTES
    # Weak, for the two forms are the same page.
    response.set_etag(page.digest, weak=True)
    response.make_conditional(request)
    return response
