"""What is kept of a child, why, for how long, and who reads it: a page for anybody."""

from flask import render_template

from boernestemme.domain.roles import Permission
from boernestemme.web.child import blueprint
from boernestemme.web.child.browser import (
    PLACES,
    known_visit,
    local_settings,
    names,
    page_context,
)
from boernestemme.web.guard import opens
from boernestemme.web.privacy import privacy_page


@blueprint.get("/privatliv")
@opens(Permission.ANYBODY)
def privacy() -> str:
    """The privacy page, with the contact of the child's municipality or the installation's."""
    visit = known_visit()
    context = page_context(visit)
    back = f"/svar/{context['here']}" if context["here"] in PLACES else None
    page = privacy_page(local_settings(visit), names(visit)["who"])
    return render_template("child/privacy.html", page=page, back=back, **context)
