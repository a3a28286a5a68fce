"""What the factory built, fetched from the app in one place."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from flask import current_app, g

from boernestemme.domain.local_settings import LocalSettings
from boernestemme.domain.ports import LinkTools, SignsLinks
from boernestemme.domain.sign_on import AsksProviders
from boernestemme.domain.sms_gateway import SendsMessages
from boernestemme.domain.working_days import WorkingDays
from boernestemme.settings import Settings

NAME = "boernestemme"


@dataclass(frozen=True)
class Tools:
    """The app's tools. ``links`` holds private keys, and is None in the child's own process, as is
    ``gateway``, which takes messages to children and may be None elsewhere too."""

    settings: Settings
    audiences: tuple[str, ...]
    signer: SignsLinks
    epoch: int
    days: WorkingDays
    clock: Callable[[], datetime]
    links: LinkTools | None
    gateway: SendsMessages | None = None
    sign_in_key: bytes = field(default=b"", repr=False)
    providers: AsksProviders | None = None


def tools() -> Tools:
    """The tools of this app."""
    found: Tools = current_app.extensions[NAME]
    return found


def usual_settings() -> LocalSettings:
    """What stands where a municipality has set nothing itself."""
    settings = tools().settings
    return LocalSettings(
        caseworker_title=settings.caseworker_title,
        hide_address=settings.hide_address,
        accessibility_address=settings.accessibility_address,
        protection_email=settings.contacts.protection_email,
        protection_phone=settings.contacts.protection_phone,
    )


def staff_links() -> LinkTools:
    """The tools that only the staff's process has."""
    found = tools().links
    if found is None:
        raise RuntimeError("this process serves no staff and holds no private keys")
    return found


def staff_gateway() -> SendsMessages | None:
    """What takes messages to children, None where the installation sends none."""
    return tools().gateway


def now() -> datetime:
    """The moment of this request, the same from its beginning to its end."""
    moment: datetime | None = g.get("now")
    if moment is None:
        g.now = moment = tools().clock()
    return moment
