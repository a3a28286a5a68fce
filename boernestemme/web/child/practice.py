"""A practice run: how to tap and how to hand over the phone. Its fields have no names, so that
nothing is sent at all.
"""

from flask import render_template

from boernestemme.domain.errors import NotFound
from boernestemme.domain.roles import Permission
from boernestemme.web.child import blueprint
from boernestemme.web.child.browser import live_visit, page_context
from boernestemme.web.child.wording_helping import GIVE_BACK, PRIVATE, PRIVATE_TITLE
from boernestemme.web.child.wording_practice import (
    COLOUR,
    COLOURS,
    DONE,
    LIKED,
    LIKES,
    NOTHING_KEPT,
    THIS_IS_PRACTICE,
)
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.pictures import thing_picture

PICTURES, CARD, COLOUR_PAGE, LAST = 1, 2, 3, 4
TITLES = {PICTURES: LIKES, CARD: PRIVATE_TITLE, COLOUR_PAGE: COLOUR, LAST: DONE}
LINES = {CARD: (PRIVATE, THIS_IS_PRACTICE), LAST: (NOTHING_KEPT,)}
NOTES = {COLOUR_PAGE: (GIVE_BACK,)}


@blueprint.get("/oev/<int:number>")
@opens(Permission.CHILD_SESSION)
def practice(number: int) -> str:
    """One page of the practice run."""
    visit = live_visit()
    if number not in TITLES:
        raise NotFound(str(number))
    return render_template(
        "child/practice.html",
        number=number,
        title=_(TITLES[number]),
        hint=_(THIS_IS_PRACTICE),
        lines=[_(line) for line in LINES.get(number, ())],
        notes=[_(line) for line in NOTES.get(number, ())],
        pictures=[(thing_picture(one), _(label)) for one, label in LIKED.items()],
        colours=[(f"swatch-{one}", _(label)) for one, label in COLOURS.items()],
        back=f"/oev/{number - 1}" if number > PICTURES else "/hjaelper/kort",
        onward=f"/oev/{number + 1}",
        **page_context(visit),
    )
