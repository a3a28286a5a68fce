"""What a child is told when its case worker was changed: who it was, who it is, what is known."""

from boernestemme.services.visiting import Visit
from boernestemme.web.child.browser import local_settings
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

CHANGED = N_("%(earlier)s er ikke din %(title)s mere. Nu er det %(name)s.")
KNOWN = N_(
    "%(name)s har fået det, du har sagt til %(earlier)s. Du behøver ikke sige det hele igen."
)


def new_contact(visit: Visit) -> tuple[str, ...]:
    """The lines, only on a phone of the child's own and where the one before allowed it.

    That something is known is said once something was answered: to this link's questions, or to
    those of an earlier meeting, for all meetings with the same child are handed over together.
    """
    link = visit.invitation
    if not (link.earlier_contact and link.may_show_names):
        return ()
    said = {
        "earlier": link.earlier_contact,
        "name": link.contact_name,
        "title": local_settings(visit).caseworker_title,
    }
    return tuple(_(line, **said) for line in ((CHANGED, KNOWN) if visit.has_spoken else (CHANGED,)))
