"""The way on to the accessibility statement, and what is said where none is published."""

from flask import Response, make_response, redirect

from boernestemme.domain.local_settings import LocalSettings
from boernestemme.web.marking import N_

NO_STATEMENT = N_(
    "Det har vi ikke skrevet om endnu. Er der noget, du ikke kan bruge? Sig det til kommunen."
)


def to_statement(local: LocalSettings) -> Response | None:
    """On to where the statement lies, under a municipality's settings or the installation's.

    None where it lies nowhere.
    """
    address = local.accessibility_address
    return make_response(redirect(address)) if address else None
