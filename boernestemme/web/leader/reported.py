"""How many meetings with children the municipality held: one number, told by a leader."""

import re
from dataclasses import dataclass

from boernestemme.domain.framing import holds_cpr_like
from boernestemme.domain.period import Period
from boernestemme.domain.reporting import ReportRefused
from boernestemme.services.reporting_meetings import report_of
from boernestemme.web.leader.handing_over import leader
from boernestemme.web.marking import N_

FIELD = "meetings"
# As people write it: *1240*, *1.240* or *1 240*. Python refuses to read thousands of digits.
NUMBER = re.compile(r"[0-9]{1,3}(?:[. ]?[0-9]{3}){0,2}", re.ASCII)
REFUSED = {
    "no_number": N_("Skriv et helt tal fra 0 til 100.000, for eksempel 240."),
    "cpr": N_("Det ligner et CPR-nummer. Skriv kun, hvor mange møder I holdt."),
    "frozen": N_("Tallene for perioden er gjort op, så antallet kan ikke ændres mere."),
}


@dataclass(frozen=True)
class ReportView:
    """The form, or what was told; ``typed`` is what stands in the field."""

    period: Period
    number: int | None
    is_open: bool
    typed: str


def report_view(typed: str | None = None) -> ReportView:
    """What a leader sees of it: what was just typed, else what was told."""
    found = report_of(leader())
    told = "" if found.number is None else str(found.number)
    return ReportView(found.period, found.number, found.is_open, told if typed is None else typed)


def number_in(typed: str) -> int:
    """The number that was typed. Raises ReportRefused."""
    if holds_cpr_like(typed):
        raise ReportRefused("cpr")
    if NUMBER.fullmatch(typed) is None:
        raise ReportRefused("no_number")
    return int(typed.replace(".", "").replace(" ", ""))
