"""The headlines of a release: one for each age group, in numbers a tired reader can picture."""

from dataclasses import dataclass

from boernestemme.domain.instruments.after import ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.release import AreaKind, Bound, Figure, Release, Status
from boernestemme.web.locale import gettext as _
from boernestemme.web.releases import wording
from boernestemme.web.releases.tables import amount, interval_of, share_of, tell

TENTH, NEARLY_ALL = 10, 95


@dataclass(frozen=True)
class Bar:
    """One question's answer: a bar from 0 to 100 with its interval, and the text beside it.

    ``percent``, ``low`` and ``high`` are None where there is nothing to draw.
    """

    question: str
    text: str
    percent: int | None
    low: int | None
    high: int | None


@dataclass(frozen=True)
class Headline:
    """One age group: the sentence, what it rests on, and a bar for each question."""

    id: str
    age: str
    sentence: str
    detail: str
    bars: tuple[Bar, ...]


def headlines_of(release: Release) -> tuple[Headline, ...]:
    """One for each age group, never pooled."""
    return tuple(
        Headline(
            f"hovedtal-{age_group}",
            _(wording.AGES[age_group]),
            *_said(release.headlines.get(age_group)),
            _bars(release, age_group),
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
    return _(wording.HEARD, share=out_of_ten(figure)), detail


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


def _bars(release: Release, age_group: AgeGroup) -> tuple[Bar, ...]:
    found = {
        figure.item: figure
        for figure in release.figures
        if figure.age_group is age_group and figure.area.kind is AreaKind.COUNTRY
    }
    return tuple(_bar(found[item]) for item in ITEMS[age_group] if item in found)


def _bar(figure: Figure) -> Bar:
    question, told = _(wording.QUESTIONS[figure.item]), tell(figure)
    if figure.status is Status.UNCERTAIN:
        return Bar(question, _(wording.UNCERTAIN, n=amount(figure.n)), None, None, None)
    if told.word:
        return Bar(question, told.word, None, None, None)
    text = _("%(share)s sagde ja (%(interval)s)", share=told.share, interval=interval_of(figure))
    return Bar(question, text, figure.percent, figure.low, figure.high)
