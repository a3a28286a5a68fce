"""The headlines of a release: one for each age group, in numbers a tired reader can picture."""

from dataclasses import dataclass

from boernestemme.domain.figures import Bound, Figure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import Release
from boernestemme.web.locale import gettext as _
from boernestemme.web.releases import wording
from boernestemme.web.releases.tables import amount, share_of

TENTH, NEARLY_ALL = 10, 95
# Points; a wider interval does not tell one tenth from its neighbours.
WIDE = 20


@dataclass(frozen=True)
class Headline:
    """One age group: the sentence, and what it rests on."""

    id: str
    age: str
    sentence: str
    detail: str


def headlines_of(release: Release) -> tuple[Headline, ...]:
    """One for each age group, never pooled."""
    return tuple(
        Headline(
            f"hovedtal-{age_group}",
            _(wording.AGES[age_group]),
            *_said(release.headlines.get(age_group)),
        )
        for age_group in AgeGroup
    )


def _said(figure: Figure | None) -> tuple[str, str]:
    if figure is None or figure.status is Status.HIDDEN:
        return _(wording.HIDDEN_HEADLINE), ""
    if figure.status is Status.UNCERTAIN:
        return _(wording.UNCERTAIN_HEADLINE), _("%(n)s svar.", n=amount(figure.n))
    detail = _(
        "%(share)s af %(n)s børn, der tog stilling."
        " Sandsynligvis mellem %(low)s og %(high)s ud af 100.",
        share=share_of(figure).capitalize(),
        n=amount(figure.n),
        low=figure.low,
        high=figure.high,
    )
    is_wide = (figure.high or 0) - (figure.low or 0) > WIDE
    said = wording.PERHAPS_HEARD if is_wide else wording.HEARD
    return _(said, share=out_of_ten(figure)), detail


def out_of_ten(figure: Figure) -> str:
    """A share as *7 ud af 10*; near none and near all are never rounded to none and all."""
    percent = figure.percent or 0
    if figure.bound is Bound.UNDER:
        return _("Højst 1 ud af 10")
    if percent < TENTH // 2:
        return _("Færre end 1 ud af 10")
    if figure.bound is Bound.OVER:
        return _("Mindst 9 ud af 10")
    if percent >= NEARLY_ALL:
        return _("Mere end 9 ud af 10")
    if percent % TENTH == TENTH // 2:
        low = percent // TENTH
        return _("Mellem %(low)s og %(high)s ud af 10", low=low, high=low + 1)
    return _("%(some)s ud af 10", some=round(percent / TENTH))
