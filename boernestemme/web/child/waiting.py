"""What a live link shows when there is nothing to answer now: that it came, and the reply."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from flask import render_template

from boernestemme.domain.invitation import Invitation
from boernestemme.domain.meeting import AgeGroup, danish_day
from boernestemme.services.visiting import Visit
from boernestemme.web.child.browser import names, page_context
from boernestemme.web.child.kept_pages import Called, kept_page
from boernestemme.web.child.new_contact import new_contact
from boernestemme.web.child.wording import WORDING
from boernestemme.web.child.wording_after import AFTER_WORDING
from boernestemme.web.locale import clock, long_day
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_
from boernestemme.web.tools import tools

AGAIN = N_("Efter mødet kan du bruge linket igen. Så kan du sige, hvordan det var.")
HEAR_NOTHING = N_("Hører du ikke noget? Ring til %(number)s. Eller få hjælp på 116 111.")


def waiting_page(visit: Visit) -> str:
    """After the answer is sent, or once the meeting has begun or was cancelled."""
    invitation = visit.invitation
    if invitation.cancelled_on is not None:
        title = _("Mødet bliver ikke holdt") if invitation.may_show_names else _("Hej igen")
    elif invitation.answered_on is not None or invitation.is_after_spent:
        title = _("Vi har fået dit svar")
    else:
        title = _("Du kan ikke svare her nu")
    return render_template(
        "child/between.html",
        title=title,
        paragraphs=(*new_contact(visit), *_lines(visit)),
        has_letter=invitation.has_letter and invitation.may_show_names,
        **page_context(visit),
    )


def _lines(visit: Visit) -> Iterator[str]:
    invitation = visit.invitation
    if invitation.cancelled_on is not None:
        yield _("Du behøver ikke svare nu.")
    elif not invitation.is_after_spent:
        can_be_read = invitation.has_letter and invitation.may_show_names
        if invitation.answered_on is not None and not can_be_read:
            yield _reply_due(invitation, invitation.answered_on)
        yield _opens_again(invitation)
    yield _("Er du i tvivl? Spørg %(who)s.", **names(visit))


def _reply_due(invitation: Invitation, answered_on: date) -> str:
    meeting = danish_day(invitation.starts_at)
    due = tools().days.reply_by(answered_on, meeting)
    if due == meeting or not invitation.may_show_names:
        return _("Du får svaret, når I ses.")
    return _("Du får svar senest %(day)s.", day=long_day(due))


def _opens_again(invitation: Invitation) -> str:
    """When the link opens again; the moment only where the phone is the child's own."""
    if not invitation.may_show_names:
        return _("Linket åbner igen efter mødet. Så kan du sige, hvordan det var.")
    end = invitation.ends_at
    when = _("Linket åbner igen %(day)s kl.\u00a0%(clock)s.", day=long_day(end), clock=clock(end))
    return " ".join((when, _("Så kan du sige, hvordan mødet var.")))


def thanks_page(visit: Visit, now: datetime) -> bytes:
    """The receipt: who reads it, and what happens now. No answer is repeated."""
    invitation = visit.invitation
    meeting_day = danish_day(invitation.starts_at)
    due = tools().days.reply_by(invitation.answered_on or danish_day(now), meeting_day)
    is_own_phone = invitation.may_show_names
    key = (visit.age_group, is_own_phone, long_day(due), invitation.call_number)
    return kept_page("child/thanks.html", page_context(visit), _thanks, key)


def _thanks(
    called: Called, age_group: AgeGroup, is_own_phone: bool, day: str, number: str
) -> dict[str, Any]:
    wording = WORDING[age_group]
    how = wording.thanks_letter if is_own_phone else wording.thanks_no_letter
    lines = [*wording.thanks, how, AGAIN, HEAR_NOTHING]
    return {
        "title": _(wording.thanks_title),
        "paragraphs": tuple(_(line, day=day, number=number, **called) for line in lines),
        "complain": "",
    }


def after_thanks_page(visit: Visit) -> str:
    """The receipt after the meeting: what becomes of it, and how to complain."""
    wording, called = AFTER_WORDING[visit.age_group], names(visit)
    return render_template(
        "child/thanks.html",
        title=_(wording.thanks_title),
        paragraphs=tuple(_(line, **called) for line in wording.thanks),
        complain=_(wording.complain),
        **page_context(visit),
    )
