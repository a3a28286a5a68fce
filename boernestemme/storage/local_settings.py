"""What each municipality has set for itself, one row each; no row where it has set nothing."""

from collections.abc import Mapping

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.local_settings import NAMES, LocalSettings
from boernestemme.storage.db import Base, put, session


class LocalSettingsRow(Base):
    """One municipality's settings, by the names of the domain; empty where it has none."""

    __tablename__ = "local_settings"

    municipality: Mapped[str] = mapped_column(ForeignKey("municipalities.code"), primary_key=True)
    caseworker_title: Mapped[str] = mapped_column(String(30), default="")
    duty_number: Mapped[str] = mapped_column(String(20), default="")
    duty_hours: Mapped[str] = mapped_column(String(60), default="")
    hide_address: Mapped[str] = mapped_column(String(200), default="")
    accessibility_address: Mapped[str] = mapped_column(String(200), default="")
    protection_email: Mapped[str] = mapped_column(String(254), default="")
    protection_phone: Mapped[str] = mapped_column(String(20), default="")


def find(municipality: str) -> LocalSettings:
    """What the municipality has set."""
    columns = [getattr(LocalSettingsRow, name) for name in NAMES]
    query = select(*columns).where(LocalSettingsRow.municipality == municipality)
    row = session().execute(query).one_or_none()
    return LocalSettings() if row is None else LocalSettings(*row)


def change(municipality: str, values: Mapping[str, str]) -> None:
    """Set these, by name; empty for none."""
    put(LocalSettingsRow, {"municipality": municipality}, **values)


def hide_addresses() -> list[str]:
    """Where *Skjul* leads in the municipalities that say so themselves."""
    return list(session().scalars(select(LocalSettingsRow.hide_address).distinct()))
