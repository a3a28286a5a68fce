"""The check page's lines: what the child has said so far, screen by screen, with a way back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boernestemme.domain.draft import Draft
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Kind, Question, Screen
from boernestemme.domain.switching import KEPT
from boernestemme.web.child.blocks import BlockMaker
from boernestemme.web.child.forms import messages
from boernestemme.web.child.wording import TEXT_ABOUT, Wording
from boernestemme.web.labels import PERSONS
from boernestemme.web.locale import gettext as _


@dataclass(frozen=True)
class Line:
    """One screen's answers; ``state`` is said, masked or skipped.

    ``show_url`` leads to the page that shows what is hidden from whoever helps; empty elsewhere.
    """

    label: str
    items: tuple[str, ...]
    state: str
    change_url: str
    change_label: str
    show_url: str
    show_label: str


def lines(
    screens: tuple[Screen, ...], wording: Wording, draft: Draft, maker: BlockMaker
) -> tuple[Line, ...]:
    """One line for each screen of questions."""
    return tuple(_line(screen, wording, draft, maker) for screen in screens)


def _line(screen: Screen, wording: Wording, draft: Draft, maker: BlockMaker) -> Line:
    label = _(wording.summary[screen.number])
    said = list(_said(screen, draft, maker))
    if draft.shown("tell_in_person") and "tell_in_person" in screen.codes:
        said.append(maker.say(wording.tell_in_person))
    is_masked = any(draft.is_masked(code) for code in screen.codes)
    if said and is_masked:
        said.append(_("og det, du har svaret før"))
    state = "said" if said else "masked" if is_masked else "skipped"
    change_label = _("Ret: %(what)s", what=label)
    can_show = any(draft.can_uncover(code) for code in screen.codes)
    return Line(
        label,
        tuple(said),
        state,
        f"/svar/{screen.number}?ret=1",
        change_label,
        f"/svar/tjek?vis={screen.number}" if can_show else "",
        _("Vis: %(what)s", what=label),
    )


def to_mend(
    screens: tuple[Screen, ...], wording: Wording, rules: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """What cannot be sent as it is, in words, and the page where each is mended, by code."""
    errors, pages = messages(rules), {}
    for screen in screens:
        for code in (one for one in screen.codes if one in rules):
            what = _(wording.summary[screen.number])
            errors[code] = _("%(what)s: %(problem)s", what=what, problem=errors[code])
            pages[code] = f"/svar/{screen.number}?ret=1"
    return {"errors": errors, "pages": pages}


@dataclass(frozen=True)
class KeptLine:
    """What was answered to the other age group's questions and has no place among these."""

    items: tuple[str, ...]
    is_masked: bool


def kept_line(age_group: AgeGroup, draft: Draft, maker: BlockMaker) -> KeptLine | None:
    """It is sent too; ``maker`` has the other age group's words. None where there is nothing."""
    kept = Screen(0, KEPT[age_group])
    if not any(code in draft.answers for code in kept.codes):
        return None
    return KeptLine(
        tuple(_said(kept, draft, maker)), any(draft.is_masked(code) for code in kept.codes)
    )


def _said(screen: Screen, draft: Draft, maker: BlockMaker) -> Iterator[str]:
    for question in screen.questions:
        value = draft.shown(question.code)
        if value is None or question.code == "tell_in_person":
            continue
        if question.kind is Kind.TEXT:
            yield _text(question.code, str(value))
        elif question.kind is Kind.DRAWING:
            yield _("Du har tegnet noget.")
        elif question.code.startswith("person-"):
            yield _person(question, str(value), maker)
        else:
            codes = (value,) if isinstance(value, str) else value
            yield from (maker.label(question.code, code) for code in codes)


def _text(code: str, words: str) -> str:
    """The child's own words, with what they were about where it is not plain."""
    about = TEXT_ABOUT.get(code)
    return f"»{words}«" if about is None else f"{_(about)} »{words}«"


def _person(question: Question, code: str, maker: BlockMaker) -> str:
    person = _(PERSONS[question.code.removeprefix("person-")])
    return f"{person}: {maker.label(question.code, code)}"
