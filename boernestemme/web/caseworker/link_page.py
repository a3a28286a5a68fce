"""The page that shows a link: its two words, the message, and the code to scan or to print."""

import io

import segno
from flask import render_template
from markupsafe import Markup

from boernestemme.domain.errors import LinkDead
from boernestemme.services import changing_links
from boernestemme.services.making_links import MadeLink
from boernestemme.web.caseworker import problem_page
from boernestemme.web.caseworker.browser import page_context, setting
from boernestemme.web.caseworker.message_box import Attempt, message_box
from boernestemme.web.languages import languages
from boernestemme.web.locale import gettext as _
from boernestemme.web.message import link_address, sms_text
from boernestemme.web.tools import staff_links, tools


def link_page(made: MadeLink, *, just_made: bool, attempt: Attempt | None = None) -> str:
    """A link, shown to its case worker; only a child's own phone is offered the message.

    ``attempt`` is what was typed to send it and could not be taken.
    """
    address = link_address(tools().settings, made.token)
    return render_template(
        "caseworker/link.html",
        words=made.words,
        url=address,
        sms=sms_text(address) if made.phone.is_safe else None,
        box=message_box(made, attempt),
        errors=attempt.errors if attempt else {},
        qr=qr_picture(address),
        languages=tuple(languages().offered.values()),
        expires_at=made.expires_at,
        meeting_url=f"/raadgiver/moeder/{made.meeting_id}",
        just_made=just_made,
        phone=made.phone.value,
        **page_context(),
    )


def link_page_again(
    meeting_id: str, *, just_made: bool, attempt: Attempt | None = None
) -> str | tuple[str, int]:
    """A link once more; each showing is logged."""
    try:
        made = changing_links.show_again(setting(), meeting_id, staff_links())
    except LinkDead:
        return problem_page(_("Linket kan ikke vises mere. Lav et nyt link."), 410)
    return link_page(made, just_made=just_made, attempt=attempt)


def qr_picture(address: str) -> Markup:
    """The address as a QR code in SVG, without style attributes."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="qr"
    )
    return Markup(drawing.getvalue().decode())  # noqa: S704 - drawn here from our own address
