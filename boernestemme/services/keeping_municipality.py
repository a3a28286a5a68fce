"""A municipality's own name, number and settings: seen and changed by its administrator."""

from collections.abc import Mapping
from dataclasses import dataclass

from boernestemme.domain.errors import NotFound
from boernestemme.domain.local_settings import LocalSettings, Section, checked
from boernestemme.services.offices import Office, changing
from boernestemme.storage import contacts, local_settings, municipalities


@dataclass(frozen=True)
class Municipality:
    """A municipality as its administrator sees it; ``local`` holds only what it set itself."""

    code: str
    name: str
    call_number: str
    local: LocalSettings


def municipality_of(office: Office) -> Municipality:
    """Everything that is set. Raises NotFound where there is no such municipality."""
    row = municipalities.find(office.municipality)
    if row is None:
        raise NotFound(office.municipality)
    return Municipality(row.code, row.name, row.call_number, local_settings.find(row.code))


def change(office: Office, section: Section, given: Mapping[str, str]) -> None:
    """Set what belongs together; empty for the installation's own. Raises EntryRefused.

    A new number to call stands on every open link at once.
    """
    values = checked(section, given)
    with changing(office, "settings_changed", section):
        if section is Section.CONTACT:
            municipalities.change(office.municipality, values["name"], values["call_number"])
            contacts.renumber(office.municipality, values["call_number"], office.now)
        else:
            local_settings.change(office.municipality, values)
