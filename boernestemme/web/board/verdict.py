"""The answer to the board's one question: may I approve it? And what the answer rests on."""

from dataclasses import dataclass

from boernestemme.domain.audit import Audit
from boernestemme.domain.figures import Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.domain.usefulness import usefulness
from boernestemme.services.publishing import PublishedRelease
from boernestemme.web.locale import gettext as _
from boernestemme.web.releases.tables import amount
from boernestemme.web.releases.wording import AGES

# A loss this large is worth a look: a fifth of the municipalities with a percentage.
LOSS = 0.8


@dataclass(frozen=True)
class Check:
    """One thing that was looked at, and whether it is as it should be."""

    is_fine: bool
    text: str


@dataclass(frozen=True)
class Verdict:
    """The answer, and its checks: the first decides, the others are for the eye."""

    may_approve: bool
    answer: str
    checks: tuple[Check, ...]


def verdict_of(
    release: Release, before: PublishedRelease | None, audit: Audit, is_mine: bool
) -> Verdict:
    """What a person of the board reads first of a draft."""
    may = audit.holds and not is_mine
    checks = (_safe(audit), *(_useful(release, before, age_group) for age_group in AgeGroup))
    return Verdict(may, _answer(audit, is_mine), (*checks, _taking_part(release, before)))


def _answer(audit: Audit, is_mine: bool) -> str:
    if is_mine:
        return _("Du har godkendt. Nu mangler en anden end dig.")
    if audit.holds:
        return _("Ja, når du har læst tallene.")
    return _("Nej. Prøven er ikke bestået, så tallene kan ikke godkendes.")


def _safe(audit: Audit) -> Check:
    if audit.holds:
        return Check(True, _("Ingen kan regne et rigtigt antal ud."))
    return Check(False, _("Små antal kan måske regnes ud. Se prøven herunder."))


def _useful(release: Release, before: PublishedRelease | None, age_group: AgeGroup) -> Check:
    age, headline = _(AGES[age_group]), release.headlines.get(age_group)
    if headline is None or headline.status is not Status.SHOWN:
        return Check(False, _("%(age)s: hovedtallet kan ikke vises med en andel.", age=age))
    now = usefulness(release, age_group).in_percent
    then = usefulness(before.release, age_group).in_percent if before else now
    if now < LOSS * then:
        text = _(
            "%(age)s: kun %(now)s kommuner har en andel. Sidst var det %(then)s.",
            age=age,
            now=amount(now),
            then=amount(then),
        )
        return Check(False, text)
    return Check(True, _("%(age)s: %(now)s kommuner har en andel.", age=age, now=amount(now)))


def _taking_part(release: Release, before: PublishedRelease | None) -> Check:
    some, every = release.taking_part, release.municipalities
    then = before.release.taking_part if before else some
    if some < then:
        text = _(
            "%(some)s af %(every)s kommuner er med. Sidst var det %(then)s.",
            some=some,
            every=every,
            then=then,
        )
        return Check(False, text)
    return Check(True, _("%(some)s af %(every)s kommuner er med.", some=some, every=every))
