"""The press that gives a page in another language, on pages that hold no answers of their own."""

import re

from flask import Response, request

from boernestemme.domain.roles import Permission
from boernestemme.web.child import blueprint
from boernestemme.web.child.browser import current_visit, go_to
from boernestemme.web.child.ways import choose_manner
from boernestemme.web.guard import opens

OWN_PAGE = re.compile(r"(/[a-z0-9-]+)+(\?[a-z]+=[a-z0-9]+)?", re.ASCII)


@blueprint.post("/maade")
@opens(Permission.CHILD_SESSION)
def choose_way() -> Response:
    """Keep what was chosen, and show the same page again."""
    choose_manner(current_visit(), request.form)
    page = request.form.get("page", "")
    return go_to(page if OWN_PAGE.fullmatch(page) else "/svar/1")
