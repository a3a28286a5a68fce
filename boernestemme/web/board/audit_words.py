"""What the board reads of the audit: whether it holds, what was examined, and with what."""

from dataclasses import dataclass

from flask_babel import format_decimal

from boernestemme.domain.audit import NARROWEST, Audit
from boernestemme.domain.release import Release
from boernestemme.web.locale import gettext as _
from boernestemme.web.releases.tables import amount


@dataclass(frozen=True)
class AuditBox:
    """The audit of a draft: its answer, and the lines below it."""

    holds: bool
    answer: str
    lines: tuple[str, ...]


def box_of(audit: Audit, release: Release) -> AuditBox:
    """The audit of a draft in words."""
    lines = (
        _(
            "%(counts)s rigtige antal er prøvet mod alt, der er udgivet om perioden.",
            counts=amount(audit.examined),
        ),
        *_narrowest(audit),
        *_hidden(release),
        _(
            "Regnet med %(solver)s på %(seconds)s sekunder. Driften kan regne efter: %(command)s",
            solver=audit.solver,
            seconds=format_decimal(audit.seconds, format="0.0"),
            command=f"boernestemme release audit {release.period}",
        ),
    )
    return AuditBox(audit.holds, _answer(audit), lines)


def _answer(audit: Audit) -> str:
    if audit.holds:
        return _("Bestået: ingen kan regne et rigtigt antal ud.")
    if audit.too_narrow:
        return _(
            "Ikke bestået: %(number)s rigtige antal kan næsten regnes ud. "
            "Tallene kan ikke godkendes.",
            number=amount(audit.too_narrow),
        )
    return _("Ikke bestået: prøven kunne ikke regnes til ende. Tallene kan ikke godkendes.")


def _narrowest(audit: Audit) -> tuple[str, ...]:
    if audit.narrowest is None:
        return ()
    return (
        _(
            "Det antal, man kan komme tættest på, kan stadig svinge med %(width)s. "
            "Kravet er mindst %(least)s.",
            width=audit.narrowest.width,
            least=NARROWEST,
        ),
    )


def _hidden(release: Release) -> tuple[str, ...]:
    number = release.protection.hidden_by_audit if release.protection else 0
    return (
        (_("For at bestå prøven er %(hidden)s tal skjult.", hidden=amount(number)),)
        if number
        else ()
    )
