"""The check page's lines: what the child has said so far, screen by screen, with a way back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from boernestemme.domain.asking import Asking
from boernestemme.domain.draft import Draft
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Kind, Question, Screen
from boernestemme.domain.switching import KEPT
from boernestemme.web.child.blocks import BlockMaker
from boernestemme.web.child.forms import messages
from boernestemme.web.child.wording import TEXT_ABOUT, Wording
from boernestemme.web.labels import PERSONS
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

ALSO_SAID = N_("Det har du også svaret")
KEPT_LINE, WHO_HELPS_PAGE = "#beside", "/hjaelper?fra=tjek"


@dataclass(frozen=True)
class Line:
    """One screen's answers; ``state`` is said, masked or skipped."""

    label: str
    items: tuple[str, ...]
    state: str
    change_url: str
    change_label: str


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
    return Line(label, tuple(said), state, f"/svar/{screen.number}?ret=1", change_label)


def to_mend(
    asking: Asking, wording: Wording, rules: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """What cannot be sent as it is, in words, and where each is mended, by code.

    What family's help leaves out is mended once somebody else helps, or nobody does; what was
    answered to the other questions, from its line on the check page.
    """
    places = {one.code: (ALSO_SAID, KEPT_LINE) for one in KEPT[asking.age_group]}
    places |= {code: (ALSO_SAID, WHO_HELPS_PAGE) for code in rules if asking.leaves_out(code)}
    for screen in asking.screens:
        place = wording.summary[screen.number], f"/svar/{screen.number}?ret=1"
        places |= dict.fromkeys(screen.codes, place)
    errors, pages = messages(rules), {}
    for code in (one for one in rules if one in places):
        what, pages[code] = places[code]
        errors[code] = _("%(what)s: %(problem)s", what=_(what), problem=errors[code])
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
