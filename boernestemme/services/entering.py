"""Coming in: the door, the two shared words, and the session of a child's browser."""

from dataclasses import replace
from datetime import datetime

from boernestemme.domain.draft import DRAFT_LIFE, Draft, from_bytes, is_idle, to_bytes
from boernestemme.domain.errors import LinkDead, SessionGone, WrongWords
from boernestemme.domain.invitation import (
    WRONG_PICKS_ALLOWED,
    Invitation,
    Standing,
    standing,
)
from boernestemme.domain.manner import USUAL, Manner
from boernestemme.domain.manner import from_bytes as manner_from_bytes
from boernestemme.domain.manner import to_bytes as manner_bytes
from boernestemme.domain.meeting import AgeGroup, Phase, danish_day
from boernestemme.domain.ports import SignsLinks
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.switching import switched
from boernestemme.services.visiting import Visit, whose_questions
from boernestemme.storage import child_sessions, drafts, events, invitations, visits
from boernestemme.storage.browser_secret import BrowserSecret, from_cookie, new_browser_secret
from boernestemme.storage.db import transaction
from boernestemme.storage.tokens import hash_of_forged, lookup_hash
from boernestemme.storage.visits import SeenBrowser

LINK_PURPOSE = "link"
MANNER_PURPOSE = "manner"


def look(signer: SignsLinks, token: str, now: datetime) -> Invitation:
    """The live invitation behind a token; nothing is changed. Raises LinkDead, never why."""
    link_id = signer.read(token)
    key = hash_of_forged(token) if link_id is None else lookup_hash(link_id)
    invitation = invitations.by_lookup_hash(key)
    if invitation is None or standing(invitation, now) is Standing.DEAD:
        raise LinkDead
    return invitation


def start(
    signer: SignsLinks, token: str, cookie: str | None, now: datetime, manner: Manner = USUAL
) -> BrowserSecret:
    """Begin a session for this browser; every start is counted, none spends the link.

    The browser gets a new secret. Drafts of the old one come along, all of them masked, and whose
    questions this link's was kept by.
    """
    invitation = look(signer, token, now)
    link_id = signer.read(token) or b""
    old, new = from_cookie(cookie), new_browser_secret()
    with transaction():
        invitations.count_start(invitation.id)
        if old is not None:
            child_sessions.end(old.hash)  # first, as everywhere: whoever saves holds the session
            asked_as = _carry_drafts_over(old, new, now).get(invitation.id)
            if asked_as is not invitation.age_group:
                manner = replace(manner, age_group=asked_as)
        sealed_link = new.seal(link_id, LINK_PURPOSE)
        child_sessions.begin(
            new.hash, invitation.id, sealed_link, now, manner=sealed_manner(new, manner)
        )
    return new


def _carry_drafts_over(
    old: BrowserSecret, new: BrowserSecret, now: datetime
) -> dict[str, AgeGroup | None]:
    asked_as = {}
    for row in drafts.all_of(old.hash):
        content = old.open(row.content, draft_purpose(row.invitation_id))
        if content is not None and row.saved_at > now - DRAFT_LIFE:
            masked = from_bytes(content).all_masked()
            sealed = new.seal(to_bytes(masked), draft_purpose(row.invitation_id))
            drafts.save(new.hash, row.invitation_id, sealed, row.saved_at)
            asked_as[row.invitation_id] = masked.asked_as
    drafts.destroy_all_of(old.hash)
    return asked_as


def draft_purpose(invitation_id: str) -> str:
    """What a draft's sealing is bound to."""
    return f"draft|{invitation_id}"


def visit(cookie: str | None, now: datetime) -> Visit:
    """The browser's session, as it stands; nothing is changed. Raises SessionGone."""
    browser = from_cookie(cookie)
    if browser is None:
        raise SessionGone
    seen = visits.look(browser.hash, now - DRAFT_LIFE)
    if seen is None:
        raise SessionGone
    stands, manner = standing(seen.invitation, now), _manner(browser, seen)
    stored = switched(_opened(browser, seen), whose_questions(seen.invitation, stands, manner))
    was_away = seen.is_away or is_idle(seen.last_seen, now)
    return Visit(
        browser,
        seen.invitation,
        seen.knows_words,
        stored.all_masked() if was_away else stored,
        stands,
        frozenset(phase for phase in Phase if _has_sent(browser, seen, phase)),
        seen.sealed_link,
        manner,
        was_away,
        stored,
        seen.draft,
        seen.local,
    )


def _manner(browser: BrowserSecret, seen: SeenBrowser) -> Manner:
    content = None if seen.manner is None else browser.open(seen.manner, MANNER_PURPOSE)
    return Manner() if content is None else manner_from_bytes(content)


def sealed_manner(browser: BrowserSecret, manner: Manner) -> bytes:
    """How a browser wants its pages, closed under its cookie."""
    return browser.seal(manner_bytes(manner), MANNER_PURPOSE)


def choose(current: Visit, manner: Manner) -> None:
    """Let this browser have its pages so from now on; nothing that was answered is lost.

    The draft tells whose questions it was kept by, and is read as those asked by then have it.
    """
    with transaction():
        child_sessions.set_manner(current.browser.hash, sealed_manner(current.browser, manner))


def _opened(browser: BrowserSecret, seen: SeenBrowser) -> Draft:
    own, purpose = seen.invitation.age_group, draft_purpose(seen.invitation.id)
    content = None if seen.draft is None else browser.open(seen.draft, purpose)
    return Draft(asked_as=own) if content is None else from_bytes(content, own)


def _has_sent(browser: BrowserSecret, seen: SeenBrowser, phase: Phase) -> bool:
    is_before = phase is Phase.BEFORE
    if seen.has_sent if is_before else seen.has_sent_after:
        return True
    answered_by = seen.answered_by if is_before else seen.after_by
    if answered_by is None:
        return False
    return answered_by == sent_mark(browser, seen.invitation.id, phase)


def sent_mark(browser: BrowserSecret, invitation_id: str, phase: Phase) -> bytes:
    """The proof, kept with the link, that this browser sent the answer that stands."""
    return browser.mark(f"sent|{invitation_id}|{phase}")


def enter(current: Visit, words: WordPair, now: datetime) -> None:
    """Let the child in when both shared words fit; each wrong pick takes one of five tries."""
    if current.standing is Standing.DEAD:
        raise LinkDead
    if words == current.invitation.words:
        with transaction():
            if not child_sessions.let_in(current.browser.hash, now):
                raise LinkDead
            if current.was_away:  # from now on nobody would know that it lay there
                _keep_masked(current, now)
        return
    with transaction():
        left = _take_a_try(current.invitation, now)
    if not left:
        raise LinkDead
    raise WrongWords(left)


def _take_a_try(invitation: Invitation, now: datetime) -> int:
    """Tries left after this one; the pick that locks the link tells the case worker."""
    if not invitations.count_wrong_pick(invitation.id):
        return 0
    left = max(0, WRONG_PICKS_ALLOWED - invitations.wrong_picks(invitation.id))
    if not left:
        day = danish_day(now)
        events.add(invitation.municipality, invitation.meeting_id, events.LINK_LOCKED, day)
    return left


def come_back(current: Visit, now: datetime) -> None:
    """Go on after coming from outside the page: everything answered so far is masked.

    Raises SessionGone for a browser that hid the page meanwhile: nothing comes to life again.
    """
    with transaction():
        if not child_sessions.touch(current.browser.hash, now):
            raise SessionGone
        _keep_masked(current, now)


def _keep_masked(current: Visit, now: datetime) -> None:
    """What was answered so far stays, and is not shown again; in the open transaction."""
    if current.draft.answers:
        sealed = current.browser.seal(
            to_bytes(current.draft.all_masked()), draft_purpose(current.invitation.id)
        )
        drafts.save(current.browser.hash, current.invitation.id, sealed, now)


def note_away(current: Visit, *, is_away: bool) -> None:
    """The page lies behind something else, or is in front again.

    A page that is closed while it lies there never comes in front again; when the browser
    brings it back, what was answered is masked.
    """
    with transaction():
        child_sessions.note_away(current.browser.hash, is_away=is_away)


def hide(cookie: str | None) -> None:
    """End the session and destroy everything unsent of this browser; never refused."""
    browser = from_cookie(cookie)
    if browser is not None:
        with transaction():
            child_sessions.end(browser.hash)
            drafts.destroy_all_of(browser.hash)
