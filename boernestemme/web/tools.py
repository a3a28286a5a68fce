"""What the factory built, fetched from the app in one place."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app, g

from boernestemme.domain.ports import LinkTools, SignsLinks
from boernestemme.domain.working_days import WorkingDays
from boernestemme.settings import Settings

NAME = "boernestemme"


@dataclass(frozen=True)
class Tools:
    """The app's tools. ``links`` holds private keys, and is None in the child's own process."""

    settings: Settings
    audiences: tuple[str, ...]
    signer: SignsLinks
    epoch: int
    days: WorkingDays
    clock: Callable[[], datetime]
    links: LinkTools | None


def tools() -> Tools:
    """The tools of this app."""
    found: Tools = current_app.extensions[NAME]
    return found


def staff_links() -> LinkTools:
    """The tools that only the staff's process has."""
    found = tools().links
    if found is None:
        raise RuntimeError("this process serves no staff and holds no private keys")
    return found


def now() -> datetime:
    """The moment of this request, the same from its beginning to its end."""
    if "now" not in g:
        g.now = tools().clock()
    moment: datetime = g.now
    return moment
