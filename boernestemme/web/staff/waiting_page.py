"""The page of somebody who gave all that is asked, and waits for a leader to vouch for them."""

from flask import render_template

from boernestemme.services.signing_in import WaitsForYes
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.ways import sign_in_page

WITH_LEADERS = N_(
    "Adgangskoden passer. Kontoen er ny eller ændret, så en leder skal først sige ja til den. Log "
    "ind igen bagefter."
)
WITHOUT = N_(
    "Adgangskoden passer. Kontoen er ny eller ændret, og kommunen har ingen leder, som kan sige ja "
    "til den. Bed jeres administrator om at spørge den, der driver systemet."
)


def waiting_page(waits: WaitsForYes) -> tuple[str, int]:
    """Why they are not in yet, and whom to ask."""
    page = render_template(
        "staff/waits.html",
        title=_("Du mangler kun et ja"),
        text=_(WITH_LEADERS if waits.leaders else WITHOUT),
        leaders=", ".join(waits.leaders),
        again=sign_in_page(),
        **page_context(),
    )
    return page, 403
