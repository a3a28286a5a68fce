"""Packs the child's pages and the public numbers for slow networks.

Compression can give a secret away to whoever can put text of their own into the same page. So
only pages that were fetched are packed: they repeat nothing of the request, their form token has
a fresh mask each time, and other sites cannot make the browser fetch them with its cookie. The
numbers hold no secret at all.
"""

import gzip
from functools import lru_cache

from flask import Flask, Response, request
from werkzeug.http import parse_accept_header

LEVEL = 4  # half the time of 6 where there are most drawings, for one byte in a hundred
WORTH_PACKING = 1000
ACCEPTED_KEPT = 100  # ways in which browsers say what they can unpack
PACKED = frozenset({"child", "numbers"})


def pack_pages(app: Flask) -> None:
    """Pack what these sides send to a browser that can unpack it."""
    app.after_request(_packed)


def _packed(response: Response) -> Response:
    if not _may_be_packed(response):
        return response
    content = response.get_data()
    if len(content) >= WORTH_PACKING:
        response.set_data(gzip.compress(content, LEVEL, mtime=0))
        response.headers.add("Content-Encoding", "gzip")
    response.headers.add("Vary", "Accept-Encoding")
    return response


def _may_be_packed(response: Response) -> bool:
    return (
        request.method == "GET"
        and request.blueprint in PACKED
        and response.status_code == 200  # a page as it was asked for
        and response.mimetype == "text/html"
        and "Content-Encoding" not in response.headers  # a kept page is packed once for all
        and _takes_gzip(request.headers.get("Accept-Encoding", ""))
    )


@lru_cache(ACCEPTED_KEPT)  # browsers say the same few things
def _takes_gzip(accepted: str) -> bool:
    return parse_accept_header(accepted)["gzip"] > 0
