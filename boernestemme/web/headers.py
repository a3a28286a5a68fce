"""The headers of every answer: nothing kept, nothing sent on, nothing run but our own."""

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
TWO_YEARS = 63_072_000
# The published numbers are for everybody to find, and nothing else is.
FINDABLE = "numbers"


def add_headers(app: Flask, settings: Settings) -> None:
    """Put the headers on every answer of the app."""
    fixed = dict(FIXED)
    if not settings.plain_http:
        fixed["Strict-Transport-Security"] = f"max-age={TWO_YEARS}; includeSubDomains"
    of_all, of_findable = (
        [(name, value) for name, value in fixed.items() if name not in left_out]
        for left_out in ((), ("X-Robots-Tag",))
    )

    @app.after_request
    def _add(response: Response) -> Response:
        response.headers.extend(of_findable if request.blueprint == FINDABLE else of_all)
        if "Cache-Control" not in response.headers or not response.cache_control.max_age:
            response.headers["Cache-Control"] = "no-store"
        return response
