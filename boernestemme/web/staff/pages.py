"""The staff's pages of one message: what could not be done, and what is not for this person."""

from flask import render_template, request

from boernestemme.domain.errors import NotFound, NotPermitted
from boernestemme.web.locale import gettext as _
from boernestemme.web.staff.browser import page_context
from boernestemme.web.staff.ways import sign_in_page

NOT_KEPT = frozenset({"csrf_token", "password", "again"})
OWN_WORDS = ("own-", "text")  # what the names of fields for own words begin with


def message_page(title: str, text: str, status: int) -> tuple[str, int]:
    """A page of one message, and the way back."""
    page = render_template("staff/message.html", title=title, text=text, **page_context())
    return page, status


def problem_page(text: str, status: int) -> tuple[str, int]:
    """Something could not be done: why, and what to do."""
    return message_page(_("Det gik ikke"), text, status)


def try_again_page(text: str, status: int) -> tuple[str, int]:
    """A form that could not be taken now; everything in it is kept, to be sent again."""
    kept = [pair for pair in request.form.items(multi=True) if pair[0] not in NOT_KEPT]
    page = render_template(
        "staff/try_again.html",
        title=_("Ikke gemt endnu"),
        text=text,
        action=request.path,
        fields=kept,
        written=[value for name, value in kept if name.startswith(OWN_WORDS) and value.strip()],
        sign_in=sign_in_page(),
        **page_context(),
    )
    return page, status


def not_found(_error: NotFound) -> tuple[str, int]:
    """There is none, or the asker may not know of it: the same page."""
    text = _("Enten findes den ikke, eller også er den ikke din.")
    return message_page(_("Siden findes ikke"), text, 404)


def not_permitted(_error: NotPermitted) -> tuple[str, int]:
    """Signed in, but with a role that does not open this."""
    text = _("Din rolle giver ikke adgang hertil.")
    return message_page(_("Den side er ikke for dig"), text, 403)
