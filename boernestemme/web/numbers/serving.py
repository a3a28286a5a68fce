"""Finding a published number and handing out a file, which a browser may keep for an hour."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Response, abort, request

from boernestemme.domain.period import parse_period
from boernestemme.services.publishing import PublishedRelease, published_numbers

ONE_HOUR = 3600
CSV, JSON = "text/csv; charset=utf-8", "application/json; charset=utf-8"
JSON_LD = "application/ld+json; charset=utf-8"


def found(period: str, number: int | None = None) -> PublishedRelease:
    """What is published of a half-year, or one of its numbers; else the page is not there."""
    wanted = parse_period(period)
    every = published_numbers(wanted) if wanted else []
    one = next((one for one in every if number in (None, one.number)), None)
    if one is None:
        abort(404)
    return one


def kept(content: bytes, kind: str) -> Response:
    """A file that a browser may keep for an hour, and then asks whether it is still the same."""
    response = Response(content, content_type=kind)
    response.cache_control.public = True
    response.cache_control.max_age = ONE_HOUR
    response.add_etag()
    response.make_conditional(request)
    return response


def kept_json(content: Mapping[str, Any], kind: str = JSON) -> Response:
    """The same for what is told as JSON."""
    return kept(json.dumps(content, ensure_ascii=False, indent=1).encode(), kind)
