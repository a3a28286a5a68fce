"""The child reads its reply: opened with the link it came by, for the moment of showing."""

from boernestemme.domain.errors import LinkDead, NotFound
from boernestemme.domain.invitation import Standing
from boernestemme.domain.letter import LetterLine, from_bytes
from boernestemme.domain.ports import Place
from boernestemme.services.entering import LINK_PURPOSE
from boernestemme.services.visiting import Visit
from boernestemme.storage import invitations
from boernestemme.storage.letters import open_letter


def read_letter(visit: Visit) -> tuple[LetterLine, ...]:
    """The reply's lines.

    Raises LinkDead once the link is, NotFound when there is no reply or the phone is not the
    child's own.
    """
    invitation = visit.invitation
    if visit.standing is Standing.DEAD:
        raise LinkDead
    if not visit.knows_words or not invitation.may_show_names or not invitation.has_letter:
        raise NotFound(invitation.id)
    sealed = invitations.letter(invitation.id)
    link_id = visit.browser.open(visit.sealed_link, LINK_PURPOSE)
    if sealed is None or link_id is None:
        raise NotFound(invitation.id)
    place = Place(invitation.municipality, invitation.id)
    return from_bytes(open_letter(link_id, place, sealed))
