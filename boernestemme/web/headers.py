"""The headers of every answer: nothing kept, nothing sent on, nothing run but our own."""

from collections.abc import Iterable
from wsgiref.types import WSGIEnvironment

from flask import Flask, Response, request

from boernestemme.settings import Settings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types 'none'"
)
CLOSED_FEATURES = (
    "accelerometer", "autoplay", "camera", "clipboard-read", "display-capture", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "publickey-credentials-get",
    "screen-wake-lock", "usb", "xr-spatial-tracking",
)  # fmt: skip
FIXED = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in CLOSED_FEATURES),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex",
}
WSGIAnswer = tuple[Iterable[bytes], str, list[tuple[str, str]]]
TWO_YEARS = 63_072_000
# The published numbers are for everybody to find, and nothing else is.
FINDABLE = "numbers"


def add_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the app."""
    fixed = dict(FIXED)
    if not settings.plain_http:
        fixed["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    of_all = list(fixed.items())
    of_findable = [(name, value) for name, value in of_all if name != "X-Robots-Tag"]

    class Answer(Response):
        """Adds them as it goes out, in one piece, whatever became of it until then."""

        fixed = of_all

        def get_wsgi_response(self, environ: WSGIEnvironment) -> WSGIAnswer:
            body, status, headers = super().get_wsgi_response(environ)
            return body, status, headers + self.fixed

    app.response_class = Answer

    @app.after_request
    def _add(response: Answer) -> Answer:
        if request.blueprint == FINDABLE:
            response.fixed = of_findable
        if "Cache-Control" not in response.headers or not response.cache_control.max_age:
            response.headers["Cache-Control"] = "no-store"
        return response
