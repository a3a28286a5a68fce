"""Pages as they are for every child alike: rendered once and kept, with gaps for what is one's own.

A page follows from its template, its key and what every page is given. What is one child's own is
a gap in it, filled and escaped at each request, so that nothing of a child is ever kept. What the
page shows besides is made from the key alone, by a function that is given nothing else.
"""

import re
from collections.abc import Callable, Hashable, Mapping
from types import MappingProxyType
from typing import Any

from flask import current_app, render_template
from flask.blueprints import BlueprintSetupState
from markupsafe import escape

from boernestemme.web.child import blueprint

NAME = "kept_pages"
MOST = 400
# What every page is given that is one child's own, or one municipality's.
GAPS = ("csrf_token", "draft_token", "hide_page", "this_page", "who", "Who", "mine")
NO_MORE: Mapping[str, str] = MappingProxyType({})
# Private characters, which no text of ours holds.
OPEN, CLOSE = "\ue000", "\ue001"
GAP = re.compile(f"{OPEN}(\\w+){CLOSE}")

Called = Mapping[str, str]
Kept = tuple[tuple[bytes, str], ...]


@blueprint.record_once
def begin_empty(state: BlueprintSetupState) -> None:
    """Each app keeps its own pages."""
    state.app.extensions[NAME] = {}


def kept_page(
    template: str,
    context: Mapping[str, Any],
    make: Callable[..., Mapping[str, Any]],
    key: tuple[Hashable, ...],
    own: Mapping[str, str] = NO_MORE,
) -> bytes:
    """The page, UTF-8. ``make(called, *key)`` gives the template what it shows besides.

    ``called`` holds the gaps for the case worker's names; ``own`` fills gaps of this page alone,
    and what is markup in it stands as it is.
    """
    filled = {name: context[name] for name in GAPS} | dict(own)
    shared = {name: value for name, value in context.items() if name not in filled}
    pages: dict[Hashable, Kept] = current_app.extensions[NAME]
    place = (template, key, *shared.items())
    found = pages.get(place)
    if found is None:
        gaps = {name: f"{OPEN}{name}{CLOSE}" for name in filled}
        found = _parted(render_template(template, **make(gaps, *key), **shared, **gaps))
        if len(pages) >= MOST:
            pages.clear()
        pages[place] = found
    values = {name: str(escape(value)).encode() for name, value in filled.items()}
    return b"".join([part + values.get(name, b"") for part, name in found])


def _parted(page: str) -> Kept:
    """The page cut at its gaps: what stands before each, and its name; none after the last."""
    pieces = [*GAP.split(page), ""]
    return tuple(
        (before.encode(), name) for before, name in zip(pieces[::2], pieces[1::2], strict=True)
    )
