"""What a municipality sets for itself, and what each of its values must be.

What it has not set is empty here; the installation's own settings stand in for it.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Protocol

from boernestemme.domain.entries import (
    email_rule,
    hours_rule,
    name_rule,
    neutral_rule,
    phone_rule,
    statement_rule,
    tidy_phone,
    tidy_title,
    tidy_words,
    title_rule,
)
from boernestemme.domain.errors import EntryRefused, SettingsMissing

MARK_LENGTH = 12


@dataclass(frozen=True)
class LocalSettings:
    """What one municipality has set.

    ``caseworker_title`` stands after *din*. ``duty_number`` is the social emergency duty's, and
    ``duty_hours`` in words when it answers. ``hide_address`` is where *Skjul* leads.
    """

    caseworker_title: str = ""
    duty_number: str = ""
    duty_hours: str = ""
    hide_address: str = ""
    accessibility_address: str = ""
    protection_email: str = ""
    protection_phone: str = ""

    def over(self, usual: "LocalSettings") -> "LocalSettings":
        """These settings, and the usual ones where there is none."""
        empty = {one.name for one in fields(self) if not getattr(self, one.name)}
        return replace(self, **{name: getattr(usual, name) for name in empty})


NAMES = tuple(one.name for one in fields(LocalSettings))


class Section(StrEnum):
    """What is asked for, and noted as changed, together."""

    CONTACT = "contact"
    TITLE = "title"
    DUTY = "duty"
    HIDE = "hide"
    PROTECTION = "protection"
    ACCESSIBILITY = "accessibility"


@dataclass(frozen=True)
class Field:
    """One value: how it is brought into order, the rule it may break, and whether it must be."""

    broken_rule: Callable[[str], str | None]
    tidy: Callable[[str], str] = tidy_words
    is_required: bool = False


# ``name`` and ``call_number`` belong to the municipality itself.
SECTIONS: Mapping[Section, Mapping[str, Field]] = MappingProxyType(
    {
        Section.CONTACT: {
            "name": Field(name_rule, is_required=True),
            "call_number": Field(phone_rule, tidy_phone, is_required=True),
        },
        Section.TITLE: {"caseworker_title": Field(title_rule, tidy_title)},
        Section.DUTY: {
            "duty_number": Field(phone_rule, tidy_phone),
            "duty_hours": Field(hours_rule),
        },
        Section.HIDE: {"hide_address": Field(neutral_rule)},
        Section.PROTECTION: {
            "protection_email": Field(email_rule),
            "protection_phone": Field(phone_rule, tidy_phone),
        },
        Section.ACCESSIBILITY: {"accessibility_address": Field(statement_rule)},
    }
)


def checked(section: Section, given: Mapping[str, str]) -> dict[str, str]:
    """The section's values in order. Raises EntryRefused with the rule each bad one breaks."""
    asked = SECTIONS[section]
    values = {name: field.tidy(given.get(name, "")) for name, field in asked.items()}
    broken = {name: _broken_rule(field, values[name]) for name, field in asked.items()}
    if section is Section.DUTY and bool(values["duty_number"]) != bool(values["duty_hours"]):
        missing = "duty_hours" if values["duty_number"] else "duty_number"
        broken[missing] = "missing"
    if rules := {name: rule for name, rule in broken.items() if rule}:
        raise EntryRefused(rules)
    return values


def _broken_rule(field: Field, value: str) -> str | None:
    if not value:
        return "missing" if field.is_required else None
    return field.broken_rule(value)


class ReadsSettings(Protocol):
    """What an installation was given, by name."""

    def optional(self, name: str, default: str = "") -> str:
        """A setting as text, the default when it is not given or empty."""

    def missing(self, name: str, what: str) -> SettingsMissing:
        """The error that names a setting and how to mend it."""


def usual_value(given: ReadsSettings, name: str, usual: str = "") -> str:
    """What the installation sets for all, under the same rules. Raises SettingsMissing."""
    value = given.optional(name, usual)
    [field] = [asked[name] for asked in SECTIONS.values() if name in asked]
    if rule := _broken_rule(field, value):
        raise given.missing(name, f"cannot be {value!r} ({rule})")
    return value


def mark_of(address: str) -> str:
    """What a page names an address of *Skjul* by, so that it need not stand there."""
    return hashlib.sha256(b"hide:" + address.encode()).hexdigest()[:MARK_LENGTH]
