"""One stylesheet and one script for each audience, joined from parts once, at start.

No build step: the parts are plain files, joined in the order given here, kept in memory with
their compressed form, and served at an address that holds their content's hash.
"""

import gzip
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Flask, Response, abort, current_app, request

from boernestemme.domain.roles import Permission
from boernestemme.web.guard import opens

STATIC = Path(__file__).parent / "static"
SHARED_STYLES = ("tokens", "base")
STAFF_STYLES = (
    "caseworker/page",
    "caseworker/controls",
    "caseworker/trouble",
    "staff/sign_in",
    "staff/top",
)
STYLES = {
    "child": (
        "components/buttons",
        "components/fields",
        "components/messages",
        "components/tiles",
        "components/rows",
        "components/small_tiles",
        "components/letter",
        "child/page",
        "child/ways",
        "child/door",
        "child/words",
        "child/swatches",
        "child/answers",
        "child/taps",
        "child/drawing",
        "child/aloud",
    ),
    "caseworker": (
        "child/swatches",
        "caseworker/page",
        "caseworker/controls",
        "caseworker/trouble",
        "staff/sign_in",
        "caseworker/meetings",
        "caseworker/sheet",
        "caseworker/points",
        "caseworker/drawing",
        "caseworker/after",
        "components/letter",
        "caseworker/replies",
        "caseworker/reasons",
        "caseworker/link",
        "caseworker/sms",
        "caseworker/hand_over",
        "caseworker/telling",
        "caseworker/print",
        "caseworker/sheets",
        "caseworker/own_sheet",
        "caseworker/papers",
        "caseworker/slips",
        "caseworker/journal",
        "caseworker/meter",
        "caseworker/reflection",
        "caseworker/method",
        "caseworker/statement",
        "numbers/table",
        "caseworker/months",
        "staff/touch",
    ),
    "leader": (
        *STAFF_STYLES,
        "caseworker/hand_over",
        "numbers/table",
        "caseworker/months",
        "leader/page",
        "leader/newcomers",
        "leader/log",
        "leader/figures",
        "leader/reported",
        "leader/readers",
        "staff/touch",
    ),
    "administration": (
        *STAFF_STYLES,
        "caseworker/hand_over",
        "administration/page",
        "administration/people",
        "staff/touch",
    ),
    "board": (
        *STAFF_STYLES,
        "numbers/table",
        "board/page",
        "board/audit",
        "board/deciding",
        "staff/touch",
        "numbers/print",
    ),
    "numbers": (
        "caseworker/page",
        "numbers/page",
        "numbers/table",
        "numbers/charts",
        "numbers/top",
        "numbers/tiles",
        "numbers/files",
        "numbers/foot",
        "numbers/print",
    ),
}
SCRIPTS: dict[str, tuple[str, ...]] = {
    "child": (
        "child/hide",
        "child/autosave",  # before guard, which empties the page that is left
        "child/guard",
        "child/away",
        "child/once",
        "child/counter",
        "child/draw",
        "child/focus",
        "child/aloud",
    ),
    "caseworker": (
        "caseworker/focus",
        "caseworker/handover",
        "caseworker/meter",
        "caseworker/points",
        "caseworker/preview",
        "caseworker/replies",
    ),
    "leader": ("caseworker/focus",),
    "administration": ("caseworker/focus", "caseworker/handover"),
    "board": ("caseworker/focus",),
}
TYPES = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
ONE_YEAR = 31_536_000
FAVICON = "/favicon.svg"
# A string, which may hold what looks like one, or a comment with the empty lines after it.
COMMENT = re.compile(r"""("[^"]*"|'[^']*')|/\*.*?\*/\s*""", re.DOTALL)

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """A joined file: its address, and its content plain and compressed."""

    address: str
    type: str
    plain: bytes
    packed: bytes


def _asset(audience: str, ending: str, parts: tuple[Path, ...]) -> Asset:
    joined = "\n".join(part.read_text("utf-8") for part in parts)
    plain = (_without_comments(joined) if ending == "css" else joined).encode()
    digest = hashlib.sha256(plain).hexdigest()[:12]
    packed = gzip.compress(plain, mtime=0)
    return Asset(f"/stil/{audience}.{digest}.{ending}", TYPES[ending], plain, packed)


def _without_comments(styles: str) -> str:
    """What comments are worth to whoever reads the parts, a phone need not fetch."""
    return COMMENT.sub(lambda found: found[1] or "", styles)


def load_assets(app: Flask) -> None:
    """Join every audience's parts and keep them in the app."""
    styles = {
        audience: _asset(
            audience,
            "css",
            tuple(STATIC / "css" / f"{part}.css" for part in SHARED_STYLES + parts),
        )
        for audience, parts in STYLES.items()
    }
    scripts = {
        audience: _asset(
            audience,
            "js",
            tuple(STATIC / "js" / f"{part}.js" for part in parts),
        )
        for audience, parts in SCRIPTS.items()
    }
    app.extensions["styles"], app.extensions["scripts"] = styles, scripts
    app.extensions["addresses"] = {
        audience: {
            name: found[audience].address
            for name, found in (("stylesheet_url", styles), ("script_url", scripts))
            if audience in found
        }
        for audience in STYLES
    }
    found = [*styles.values(), *scripts.values()]
    app.extensions["assets"] = {asset.address: asset for asset in found}


def addresses(audience: str) -> dict[str, str]:
    """What a page needs to name its stylesheet, and its script where it has one."""
    found: dict[str, str] = current_app.extensions["addresses"].get(audience, {})
    return found


@blueprint.get(FAVICON)
@opens(Permission.ANYBODY)
def favicon() -> Response:
    """A neutral mark in the tab."""
    response = Response((STATIC / "img" / "favicon.svg").read_bytes(), mimetype="image/svg+xml")
    response.cache_control.public = True
    response.cache_control.max_age = ONE_YEAR
    return response


@blueprint.get("/stil/<name>")
@opens(Permission.ANYBODY)
def asset(name: str) -> Response:
    """A joined file; it never changes at its address."""
    found: Asset | None = current_app.extensions["assets"].get(f"/stil/{name}")
    if found is None:
        abort(404)
    takes_gzip = request.accept_encodings["gzip"] > 0
    response = Response(found.packed if takes_gzip else found.plain, content_type=found.type)
    if takes_gzip:
        response.content_encoding = "gzip"
    response.vary.add("Accept-Encoding")
    response.cache_control.public = True
    response.cache_control.max_age = ONE_YEAR
    response.cache_control.immutable = True
    return response
