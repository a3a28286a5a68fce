"""Puts one question page together: facts of the meeting, blocks, and the way back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import get_template_attribute

from boernestemme.domain.draft import Draft
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Screen as AskedScreen
from boernestemme.domain.questionnaire import Value
from boernestemme.services.visiting import Visit
from boernestemme.web.child.blocks import BlockMaker, Screen
from boernestemme.web.child.reading_day import read_by
from boernestemme.web.child.wording import WORDING, Wording
from boernestemme.web.child.wording_helping import GIVE_BACK
from boernestemme.web.locale import gettext as _
from boernestemme.web.told import facts_of

PURPOSE_SCREEN = 2
PERSONS_SCREEN = 4


@dataclass(frozen=True)
class Step:
    """All that a question page follows from beside what was answered on it.

    ``number`` and ``total`` as the child counts its pages; ``day`` by which somebody reads.
    """

    age_group: AgeGroup
    asked: AskedScreen
    number: int
    total: int
    back: str
    from_check: bool
    gives_back: bool
    day: str


def step_of(visit: Visit, asked: AskedScreen, now: datetime, *, from_check: bool) -> Step:
    """Where in its questions this child is."""
    asking = visit.asking
    return Step(
        age_group=visit.age_group,
        asked=asked,
        number=asking.position(asked.number),
        total=asking.total,
        back="/svar/tjek" if from_check else f"/svar/{asking.before(asked.number)}",
        from_check=from_check,
        gives_back=asking.ends_private(asked),
        day=read_by(now),
    )


def make_screen(
    step: Step,
    called: Mapping[str, str],
    draft: Draft,
    posted: Mapping[str, Value] | None = None,
) -> Screen:
    """The page of one screen; ``posted`` is what was just refused and must stay in its fields.

    The last private page in a row says that the phone goes back afterwards.
    """
    wording = WORDING[step.age_group]
    maker = BlockMaker(wording, called, draft, posted, _(wording.unread, day=step.day))
    return Screen(
        number=step.number,
        total=step.total,
        title=_("Hej"),
        lead=(),
        blocks=maker.blocks(step.asked),
        after=tuple(_after(step, wording, called)),
        back=step.back,
        action=f"/svar/{step.asked.number}",
        from_check=step.from_check,
    )


def facts(visit: Visit, asked: AskedScreen) -> str:
    """When, where, with whom and why, as markup; only where the phone is the child's own."""
    link = visit.invitation
    if asked.number != PURPOSE_SCREEN or not link.may_show_names:
        return ""
    told = facts_of(
        visit.age_group,
        link.settled,
        link.contact_name,
        link.starts_at,
        is_moved=link.moved_on is not None,
    )
    markup: str = get_template_attribute("macros/facts.html", "facts")(told)
    return markup


def _after(step: Step, wording: Wording, called: Mapping[str, str]) -> list[str]:
    lines = []
    if step.asked.number == PURPOSE_SCREEN:
        lines.append(_(wording.rights))
    if step.asked.number == PERSONS_SCREEN and wording.bisidder:
        lines.append(_(wording.bisidder, **called))
    if step.gives_back:
        lines.append(_(GIVE_BACK))
    return lines
