"""The method behind the pages: before, during and after a meeting, on one short page."""

from flask import render_template

from boernestemme.domain.roles import Permission
from boernestemme.web.caseworker import blueprint
from boernestemme.web.caseworker.browser import page_context
from boernestemme.web.caseworker.wording_method import SOURCES, STEPS
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _


@blueprint.get("/metode")
@opens(Permission.READ_MEETING)
def method() -> str:
    """Why the pages are as they are, step by step."""
    steps = [
        (step.place, _(step.title), _(step.why), [_(line) for line in step.do]) for step in STEPS
    ]
    sources = [_(line) for line in SOURCES]
    return render_template("caseworker/method.html", steps=steps, sources=sources, **page_context())
