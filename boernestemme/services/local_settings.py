"""What a municipality has set for itself, read on every side."""

from boernestemme.domain.local_settings import LocalSettings, mark_of
from boernestemme.storage import local_settings


def of(municipality: str) -> LocalSettings:
    """What the municipality has set itself; empty where it has set nothing."""
    return local_settings.find(municipality)


def hide_address(mark: str) -> str | None:
    """The address of *Skjul* that a page names by this mark, or None."""
    return next((one for one in local_settings.hide_addresses() if mark_of(one) == mark), None)
