"""The page that shows a link: its two words, the message, and the code to scan or to print."""

import io

import segno
from flask import render_template
from markupsafe import Markup

from boernestemme.services.making_links import MadeLink
from boernestemme.web.caseworker.browser import page_context
from boernestemme.web.message import link_address, sms_text
from boernestemme.web.tools import tools


def link_page(made: MadeLink, *, just_made: bool) -> str:
    """A link, shown to its case worker; only a child's own phone is offered the message."""
    address = link_address(tools().settings, made.token)
    return render_template(
        "caseworker/link.html",
        words=made.words,
        url=address,
        sms=sms_text(address) if made.phone.is_safe else None,
        qr=qr_picture(address),
        expires_at=made.expires_at,
        meeting_url=f"/raadgiver/moeder/{made.meeting_id}",
        just_made=just_made,
        phone=made.phone.value,
        **page_context(),
    )


def qr_picture(address: str) -> Markup:
    """The address as a QR code in SVG, without style attributes."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="qr"
    )
    return Markup(drawing.getvalue().decode())  # noqa: S704 - drawn here from our own address
