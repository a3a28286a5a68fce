"""Whom to write to: about data protection where a municipality has set nobody, and about holes."""

import re
from dataclasses import dataclass

from boernestemme.domain.local_settings import ReadsSettings, usual_value

# RFC 9116 takes any address; these three are the ones somebody can use at once.
SECURITY = re.compile(r"(?:mailto:[^\s@]+@[^\s@]+|https://\S+|tel:\+?[\d-]+)", re.ASCII)


@dataclass(frozen=True)
class Contacts:
    """The installation's own contacts, each empty where there is none."""

    protection_email: str = ""
    protection_phone: str = ""
    security: str = ""


def contacts_from(given: ReadsSettings) -> Contacts:
    """The contacts an installation was given. Raises SettingsMissing for one that is none."""
    security = given.optional("security_contact")
    if security and not SECURITY.fullmatch(security):
        raise given.missing("security_contact", "must be like mailto:name@place.dk or https://…")
    return Contacts(
        usual_value(given, "protection_email"),
        usual_value(given, "protection_phone"),
        security,
    )
