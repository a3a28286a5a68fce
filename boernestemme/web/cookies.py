"""One opaque id in a cookie: how a browser keeps it and forgets it, the same on every side."""

from flask import Response, request

from boernestemme.web.tools import tools

# The only two there are: one for a child's browser, one for the staff's.
CHILDS, STAFFS = "besked", "raadgiver"


def cookie_name(bare: str) -> str:
    """The cookie's name; its prefix makes browsers refuse it over plain HTTP."""
    return bare if tools().settings.plain_http else f"__Host-{bare}"


def read_cookie(bare: str) -> str | None:
    """The opaque id this browser brought, if any."""
    return request.cookies.get(cookie_name(bare))


def set_cookie(response: Response, bare: str, value: str, seconds: int | None = None) -> None:
    """Let the browser keep its opaque id so long, or until it is closed."""
    secure = not tools().settings.plain_http
    response.set_cookie(
        cookie_name(bare), value, max_age=seconds, secure=secure, httponly=True, samesite="Lax"
    )


def delete_cookie(response: Response, bare: str) -> None:
    """Make the browser forget its opaque id."""
    secure = not tools().settings.plain_http
    response.delete_cookie(cookie_name(bare), secure=secure, httponly=True, samesite="Lax")
