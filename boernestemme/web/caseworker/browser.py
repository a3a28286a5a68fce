"""Who acts on the case worker's side, when, and by which calendar."""

from boernestemme.domain.errors import NotPermitted
from boernestemme.services.access import Setting
from boernestemme.web.staff.browser import page_context, signed_in
from boernestemme.web.tools import now, tools

__all__ = ["page_context", "setting"]


def setting() -> Setting:
    """Who acts, when, and by which calendar. Raises NotPermitted when nobody is signed in."""
    person = signed_in()
    if person is None:
        raise NotPermitted("not signed in")
    return Setting(person, now(), tools().days)
