"""Puts one question page together: facts of the meeting, blocks, and the way back."""

from collections.abc import Mapping
from datetime import datetime

from boernestemme.domain.invitation import Invitation
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.questionnaire import Screen as AskedScreen
from boernestemme.domain.questionnaire import Value
from boernestemme.services.visiting import Visit
from boernestemme.web.child.blocks import BlockMaker, Screen
from boernestemme.web.child.browser import names
from boernestemme.web.child.reading_day import read_by
from boernestemme.web.child.wording import WORDING, Wording
from boernestemme.web.locale import gettext as _
from boernestemme.web.told import Facts, facts_of

PURPOSE_SCREEN = 2
PERSONS_SCREEN = 4


def make_screen(
    visit: Visit,
    asked: AskedScreen,
    now: datetime,
    *,
    posted: Mapping[str, Value] | None = None,
    from_check: bool = False,
) -> Screen:
    """The page of one screen; ``posted`` is what was just refused and must stay in its fields."""
    wording, called, asking = WORDING[visit.age_group], names(visit), visit.asking
    unread = _(wording.unread, day=read_by(now))
    maker = BlockMaker(wording, called, visit.draft, posted, unread)
    is_first = asked.number == PURPOSE_SCREEN
    return Screen(
        number=asking.position(asked.number),
        total=asking.total,
        title=_("Hej"),
        lead=(),
        facts=_facts(visit.invitation, visit.age_group) if is_first else (),
        blocks=maker.blocks(asked),
        after=tuple(_after(asked, wording, called)),
        back="/svar/tjek" if from_check else f"/svar/{asking.before(asked.number)}",
        action=f"/svar/{asked.number}",
        from_check=from_check,
    )


def _facts(invitation: Invitation, age_group: AgeGroup) -> Facts:
    """When, where, with whom and why, only where the phone is the child's own."""
    if not invitation.may_show_names:
        return ()
    return facts_of(
        age_group,
        invitation.settled,
        invitation.contact_name,
        invitation.starts_at,
        is_moved=invitation.moved_on is not None,
    )


def _after(asked: AskedScreen, wording: Wording, called: Mapping[str, str]) -> list[str]:
    lines = []
    if asked.number == PURPOSE_SCREEN:
        lines.append(_(wording.rights))
    if asked.number == PERSONS_SCREEN and wording.bisidder:
        lines.append(_(wording.bisidder, **called))
    return lines
