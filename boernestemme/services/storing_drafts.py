"""Storing a draft: in the place of whatever is there, or only of the one that a page saw.

Both hold the session first, and so does whoever ends it: nothing is stored once it is gone.
"""

from datetime import datetime

from boernestemme.domain.draft import Draft, to_bytes
from boernestemme.domain.errors import DraftChanged, LinkDead, SessionGone
from boernestemme.domain.invitation import standing
from boernestemme.services.entering import draft_purpose
from boernestemme.services.visiting import Visit
from boernestemme.storage import child_sessions, drafts, invitations
from boernestemme.storage.db import transaction


def store(visit: Visit, draft: Draft, now: datetime) -> None:
    """Put the draft in the place of the one before it. Raises SessionGone."""
    browser, link = visit.browser, visit.invitation
    sealed = _sealed(visit, draft)
    with transaction():
        if not child_sessions.touch(browser.hash, now):
            raise SessionGone
        drafts.save(browser.hash, link.id, sealed, now)


def store_over(visit: Visit, draft: Draft, token: str, now: datetime) -> str:
    """Put the draft in the place of the one with this token; the token of the new one.

    Raises DraftChanged when another stands there by now, SessionGone when the page was hidden,
    LinkDead when the link was spent or withdrawn meanwhile. Nothing is changed then.
    """
    if not visit.has_stored(token):
        raise DraftChanged
    browser, link = visit.browser, visit.invitation
    sealed = _sealed(visit, draft)
    with transaction():
        if not child_sessions.note_typing(browser.hash, now):
            raise SessionGone
        current = invitations.by_id(link.id)
        if current is None or standing(current, now) is not visit.standing:
            raise LinkDead
        if not drafts.save_over(browser.hash, link.id, visit.sealed_draft, sealed, now):
            raise DraftChanged
    return drafts.token_of(sealed)


def _sealed(visit: Visit, draft: Draft) -> bytes:
    return visit.browser.seal(to_bytes(draft), draft_purpose(visit.invitation.id))
