"""The child's questions for anybody to walk through: no link, no session, and nothing is sent.

The fields stand in no form, so that no browser has anything to send.
"""

from typing import Any

from flask import render_template

from boernestemme.domain.asking import Asking
from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import NotFound
from boernestemme.domain.instruments.before import CHECK_NUMBER
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.roles import Permission
from boernestemme.web.child import blueprint
from boernestemme.web.child.blocks import BlockMaker
from boernestemme.web.child.browser import names, page_context
from boernestemme.web.child.reading_day import read_by
from boernestemme.web.child.wording import WORDING
from boernestemme.web.child.wording_practice import DONE, NOTHING_KEPT, THIS_IS_PRACTICE
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.tools import now

START = 1


@blueprint.get("/oevelse/<age_group>/<int:number>")
@opens(Permission.ANYBODY)
def rehearsal(age_group: str, number: int) -> str:
    """One page of the questions before a meeting, as a child of this age sees it."""
    if age_group not in set(AgeGroup):
        raise NotFound(age_group)
    age = AgeGroup(age_group)
    asking, here = Asking(age), f"/oevelse/{age_group}"
    return render_template(
        "child/rehearsal.html",
        **page_context(None) | {"age": age.value},
        **_asked(asking, number),
        hint=_(THIS_IS_PRACTICE),
        number=asking.position(number) if number > START else START,
        total=asking.total,
        back=f"{here}/{asking.before(number)}" if number > START else "",
        onward=f"{here}/{asking.after(number)}" if number < CHECK_NUMBER else "",
        again=f"{here}/{START}",
    )


def _asked(asking: Asking, number: int) -> dict[str, Any]:
    """What the page holds: the start, the questions of one screen, or that it is over."""
    wording, called = WORDING[asking.age_group], names(None)
    if number == START:
        lead = [_(line, **called) for line in wording.start]
        return {"title": _(wording.start_title), "lead": lead, "blocks": ()}
    if number == CHECK_NUMBER:
        return {"title": _(DONE), "lead": [_(NOTHING_KEPT)], "blocks": ()}
    screen = asking.screen(number)
    if screen is None:
        raise NotFound(str(number))
    maker = BlockMaker(wording, called, Draft(), None, _(wording.unread, day=read_by(now())))
    return {"title": "", "lead": (), "blocks": maker.blocks(screen)}
