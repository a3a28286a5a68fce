"""Links for several children at once, on paper: slips to cut, and the words on a page apart."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from boernestemme.domain.errors import AlreadyMade, InvitingRefused, LinkDead
from boernestemme.domain.roles import Permission
from boernestemme.domain.shared_words import WordPair, WordsExhausted
from boernestemme.services import changing_links, inviting
from boernestemme.services.inviting import LinkOrder
from boernestemme.services.making_links import MadeLink
from boernestemme.web.caseworker import blueprint, problem_page
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.forms import first_errors
from boernestemme.web.caseworker.link_forms import ON_PAPER, ManyLinksForm
from boernestemme.web.caseworker.link_page import qr_picture
from boernestemme.web.caseworker.new_link import (
    age_chips,
    page_key,
    phone_choices,
    refused_field,
    when_of,
)
from boernestemme.web.guard import opens
from boernestemme.web.locale import gettext as _
from boernestemme.web.message import link_address
from boernestemme.web.tools import now, staff_links, tools


@dataclass(frozen=True)
class Slip:
    """One link on the sheet; its number is all that slip and words have in common."""

    number: int
    words: WordPair
    url: str
    qr: Markup
    meeting_url: str


@blueprint.get("/mange-links")
@opens(Permission.INVITE)
def many_links() -> str:
    """How many, and the same three questions."""
    return _form_page(ManyLinksForm(), {})


@blueprint.post("/mange-links")
@opens(Permission.INVITE)
def make_many_links() -> str | tuple[str, int]:
    """Make them, and show the sheet to print."""
    form = ManyLinksForm()
    is_whole, order = form.validate(), form.order()
    if not is_whole or order is None:
        return _form_page(form, first_errors(form)), 422
    try:
        made = inviting.invite(setting().person, order, staff_links(), now(), form.count.data)
    except AlreadyMade as before:
        return _sheet_again(before.meeting_ids, order)
    except InvitingRefused as refused:
        return _form_page(form, refused_field(refused)), 422
    except WordsExhausted:
        return _form_page(form, {"count": _("Der er ikke ord nok til så mange. Vælg færre.")}), 422
    return _sheet(made, order)


def _sheet_again(meeting_ids: Sequence[str], order: LinkOrder) -> str | tuple[str, int]:
    """The sheet of an order that came twice; each link's showing is logged."""
    try:
        made = [changing_links.show_again(setting(), one, staff_links()) for one in meeting_ids]
    except LinkDead:
        return problem_page(_("Arket er allerede lavet. Find møderne på listen."), 410)
    return _sheet(made, order)


def _sheet(made: Sequence[MadeLink], order: LinkOrder) -> str:
    return render_template(
        "caseworker/slips.html",
        slips=[_slip(number, one) for number, one in enumerate(made, 1)],
        starts_at=order.starts_at,
        **page_context(),
    )


def _slip(number: int, made: MadeLink) -> Slip:
    address = link_address(tools().settings, made.token)
    meeting = f"/raadgiver/moeder/{made.meeting_id}"
    return Slip(number, made.words, address, qr_picture(address), meeting)


def _form_page(form: ManyLinksForm, errors: dict[str, str]) -> str:
    return render_template(
        "caseworker/many_links.html",
        once=page_key(),
        count=form.count.raw_data[0] if form.count.raw_data else "",
        ages=age_chips(form),
        when=when_of(form),
        phones=phone_choices(form, ON_PAPER),
        errors=errors,
        **page_context(),
    )
