"""What a live link shows when there is nothing to answer now: that it came, and the reply."""

from datetime import datetime

from flask import render_template

from boernestemme.domain.meeting import danish_day
from boernestemme.services.entering import Visit
from boernestemme.web.child.browser import names, page_context
from boernestemme.web.child.wording import WORDING
from boernestemme.web.locale import gettext as _
from boernestemme.web.locale import long_day
from boernestemme.web.marking import N_
from boernestemme.web.tools import tools

HEAR_NOTHING = N_("Hører du ikke noget? Ring til %(number)s, eller få hjælp på 116 111.")


def waiting_page(visit: Visit) -> str:
    """After the answer is sent, or once the meeting has begun or was cancelled."""
    invitation = visit.invitation
    if invitation.cancelled_on is not None:
        title = _("Mødet bliver ikke holdt") if invitation.may_show_names else _("Hej igen")
    elif invitation.answered_on is not None:
        title = _("Vi har fået dit svar")
    else:
        title = _("Du kan ikke svare her nu")
    return render_template(
        "child/between.html",
        title=title,
        paragraphs=tuple(_lines(visit)),
        has_letter=invitation.has_letter and invitation.may_show_names,
        **page_context(visit),
    )


def _lines(visit: Visit) -> list[str]:
    invitation, called = visit.invitation, names(visit)
    ask = _("Er du i tvivl? Spørg %(who)s.", **called)
    if invitation.cancelled_on is not None:
        return [_("Du behøver ikke svare nu."), ask]
    if invitation.answered_on is None:
        return [ask]
    if invitation.has_letter and invitation.may_show_names:
        return [ask]
    due = tools().days.reply_by(invitation.answered_on, danish_day(invitation.starts_at))
    if due == danish_day(invitation.starts_at) or not invitation.may_show_names:
        return [_("Du får svaret, når I ses."), ask]
    return [_("Du får svar senest %(day)s.", day=long_day(due)), ask]


def thanks_page(visit: Visit, now: datetime) -> str:
    """The receipt: who reads it, and what happens now. No answer is repeated."""
    invitation, called = visit.invitation, names(visit)
    wording = WORDING[invitation.age_group]
    meeting_day = danish_day(invitation.starts_at)
    due = tools().days.reply_by(invitation.answered_on or danish_day(now), meeting_day)
    how = wording.thanks_letter if invitation.may_show_names else wording.thanks_no_letter
    lines = [*wording.thanks, how, HEAR_NOTHING]
    number = invitation.call_number
    return render_template(
        "child/thanks.html",
        title=_(wording.thanks_title),
        paragraphs=tuple(_(line, day=long_day(due), number=number, **called) for line in lines),
        **page_context(visit),
    )
