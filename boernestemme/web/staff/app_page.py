"""The app that shows codes: the picture it scans, and the recovery codes that are shown once."""

import io
from textwrap import wrap

import segno
from flask import render_template, request
from markupsafe import Markup

from boernestemme.domain.roles import Person
from boernestemme.services.second_factors import Offer
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.ways import home_of

KEY_GROUP = 4


def app_page(offer: Offer, error: str | None) -> str:
    """The picture, the same key in letters, and the field for the app's first code."""
    return render_template(
        "staff/app.html",
        action=request.path,
        address=offer.address,
        qr=_picture(offer.address),
        key=" ".join(wrap(offer.secret, KEY_GROUP)),
        error=error,
        **page_context(),
    )


def codes_page(codes: tuple[str, ...], person: Person | None) -> str:
    """Ten recovery codes, and the way on; nothing shows them again.

    For somebody who waits for a leader's yes there is no person yet, and the way on is back.
    """
    context = page_context() | {"home": home_of(person)}
    return render_template(
        "staff/recovery_codes.html", codes=codes, waits=person is None, **context
    )


def _picture(address: str) -> Markup:
    """The address as a QR code in SVG, without style attributes."""
    drawing = io.BytesIO()
    segno.make(address, error="m").save(
        drawing, kind="svg", xmldecl=False, svgns=False, omitsize=True, border=2, svgclass="qr"
    )
    return Markup(drawing.getvalue().decode())  # noqa: S704 - drawn here from our own address
