"""Answering before a meeting: saving page by page, deleting, and sending once."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered, LinkDead
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.instruments.helping import must_be_asked_alone
from boernestemme.domain.invitation import Standing
from boernestemme.domain.meeting import Phase, danish_day
from boernestemme.domain.needs_card import card_of
from boernestemme.domain.needs_card import to_bytes as card_bytes
from boernestemme.domain.ports import Place, PublicKey
from boernestemme.domain.questionnaire import Question, Value, accept, codes_of, held
from boernestemme.domain.submission import Parts, part
from boernestemme.domain.switching import kept_questions, said_once, without_overruled
from boernestemme.domain.widening import widened
from boernestemme.services.closing_answers import close
from boernestemme.services.entering import LINK_PURPOSE, sealed_manner, sent_mark
from boernestemme.services.storing_drafts import store, store_over
from boernestemme.services.visiting import Visit
from boernestemme.storage import (
    child_sessions,
    claims,
    drafts,
    events,
    invitations,
    needs_cards,
    submissions,
)
from boernestemme.storage.browser_secret import BrowserSecret, new_browser_secret
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.sealing import padded_to, seal


def save(
    visit: Visit,
    questions: tuple[Question, ...],
    given: Mapping[str, Value],
    now: datetime,
    *,
    aside: Collection[str] = (),
) -> Draft:
    """Keep what one page asked in the browser's own draft.

    The answers to the codes ``aside`` are from now on hidden from whoever helps. Raises
    AnswerRefused with the broken rules, LinkDead when the link no longer takes answers.
    """
    _check_open(visit)
    accepted = accept(_fitted(visit, questions), given)
    draft = without_overruled(visit.draft.saved(codes_of(questions), accepted).set_aside(aside))
    store(visit, draft, now)
    return draft


def keep(
    visit: Visit,
    questions: tuple[Question, ...],
    given: Mapping[str, Value],
    token: str,
    now: datetime,
    *,
    aside: Collection[str] = (),
) -> str:
    """Keep what stands on one page while the child is still at it; also what is too long to send.

    ``token`` names the draft the page last saw, the answer names the new one. Raises DraftChanged
    when another draft stands there by now, for then this is late news; SessionGone when the page
    was hidden; AnswerRefused and LinkDead as ``save`` does.
    """
    _check_open(visit)
    kept = held(_fitted(visit, questions), given)
    draft = without_overruled(visit.draft.saved(codes_of(questions), kept).set_aside(aside))
    return store_over(visit, draft, token, now)


def set_aside(visit: Visit, codes: Collection[str], now: datetime) -> None:
    """Hide from whoever helps what stands there of these answers; nothing else is changed.

    Raises DraftChanged when another draft stands there by now, LinkDead and SessionGone.
    """
    _check_open(visit)
    store_over(visit, visit.draft.set_aside(codes), visit.draft_token, now)


def skip(visit: Visit, questions: tuple[Question, ...], now: datetime) -> None:
    """Leave one page unanswered; what is masked stays."""
    save(visit, questions, {}, now)


def erase(visit: Visit, questions: tuple[Question, ...], now: datetime) -> None:
    """Take away the answers of one page, shown or masked."""
    _check_open(visit)
    store(visit, without_overruled(visit.draft.erased(codes_of(questions))), now)


def erase_all(visit: Visit, now: datetime) -> None:
    """Take away everything unsent; the session goes on."""
    with transaction():
        child_sessions.touch(visit.browser.hash, now)
        drafts.destroy(visit.browser.hash, visit.invitation.id)


def send(visit: Visit, closing: Mapping[str, Value], now: datetime) -> BrowserSecret | None:
    """Send the answer: claim the phase, seal the words, note the event, in one transaction.

    The browser gets a new secret: a changed cookie makes it throw away the pages it kept. Sending
    the same answer again is no error, changes nothing, and gives None (SUB-03). Raises
    AnswerRefused for what may be kept and not be sent, AlreadyAnswered when another browser's
    answer stands, LinkDead when the link was withdrawn.
    """
    if Phase.BEFORE in visit.sent:
        return None
    _check_open(visit)
    instrument = INSTRUMENTS[visit.age_group]
    draft = visit.draft.saved(codes_of(instrument.closing), accept(instrument.closing, closing))
    _check_own_words(visit, draft)
    return _store(visit, part(instrument, said_once(draft.answers)), instrument.version, now)


def _check_own_words(visit: Visit, draft: Draft) -> None:
    """What was kept while the child was still at it was never checked. Raises AnswerRefused."""
    instrument = INSTRUMENTS[visit.age_group]
    asked = (*_fitted(visit, instrument.questions), *kept_questions(instrument))
    accept([question for question in asked if question.kind.is_free], draft.answers)


def _fitted(visit: Visit, questions: Sequence[Question]) -> list[Question]:
    """The questions, with room for answers to the others once the child has changed over."""
    if visit.manner.age_group is None:
        return list(questions)
    return [widened(one, visit.draft.answers.get(one.code)) for one in questions]


def _store(visit: Visit, parts: Parts, version: int, now: datetime) -> BrowserSecret | None:
    invitation, browser = visit.invitation, visit.browser
    key = invitations.sealing_key(invitation.id)
    submission_id, day = new_id(), danish_day(now)
    envelope = close(invitation, submission_id, parts, key)
    with transaction():
        mark = sent_mark(browser, invitation.id, Phase.BEFORE)
        if not claims.claim_before(invitation.id, day, now, mark):
            _explain_refusal(visit, mark)
            return None
        submissions.add(
            submission_id,
            invitation_id=invitation.id,
            phase=Phase.BEFORE,
            meeting_id=invitation.meeting_id,
            municipality=invitation.municipality,
            instrument_version=version,
            envelope=envelope,
            has_text=parts.has_text,
            received_on=day,
            language=visit.manner.language,
            asked_as=visit.age_group,
            ask_alone=must_be_asked_alone(parts.open),
        )
        _put_card(visit, parts, key, day)
        events.add(invitation.municipality, invitation.meeting_id, events.ANSWER_SENT, day)
        fresh = known_anew(visit, Phase.BEFORE, now)
        drafts.destroy(browser.hash, invitation.id)
        return fresh


def _put_card(visit: Visit, parts: Parts, key: PublicKey, day: date) -> None:
    """What helps, sealed apart for the next meeting. A *no* makes a card too, and an empty one."""
    link = visit.invitation
    card = card_of(link.meeting_id, visit.age_group, parts)
    if card is None:
        return
    card_id = new_id()
    content = padded_to(needs_cards.SIZE, card_bytes(card))
    envelope = seal(key, Place(link.municipality, card_id), {needs_cards.FIELD: content})
    needs_cards.add(card_id, link.chain_id, link.municipality, envelope, day)


def known_anew(visit: Visit, sent: Phase, now: datetime, said: bytes = b"") -> BrowserSecret:
    """A second session for the receipt; the first stays, for a receipt that never arrived.

    Both know again what was ``said``, so that nothing else gets its receipt.
    """
    fresh, link = new_browser_secret(), visit.invitation
    child_sessions.note_said(visit.browser.hash, said_mark(visit.browser, link.id, said))
    link_id = visit.browser.open(visit.sealed_link, LINK_PURPOSE) or b""
    sealed_link = fresh.seal(link_id, LINK_PURPOSE)
    child_sessions.touch(visit.browser.hash, now)
    mark = said_mark(fresh, link.id, said)
    manner = sealed_manner(fresh, visit.manner)
    child_sessions.begin(
        fresh.hash, link.id, sealed_link, now, sent=sent, said_mark=mark, manner=manner
    )
    return fresh


def said_mark(browser: BrowserSecret, invitation_id: str, said: bytes) -> bytes:
    """The proof that this browser sent these very words; without its cookie it tells nothing."""
    return browser.mark(f"said|{invitation_id}|{hashlib.sha256(said).hexdigest()}")


def _explain_refusal(visit: Visit, mark: bytes) -> None:
    """Why a claim did not go through; nothing when this browser had sent the answer already."""
    invitation = invitations.by_id(visit.invitation.id)
    if invitation is None or invitation.answered_on is None or invitation.is_withdrawn:
        raise LinkDead
    if not claims.was_answered_by(invitation.id, Phase.BEFORE, mark):
        raise AlreadyAnswered


def _check_open(visit: Visit) -> None:
    if not visit.knows_words or visit.standing is Standing.DEAD:
        raise LinkDead
    if visit.standing is not Standing.BEFORE:
        raise AlreadyAnswered if visit.invitation.answered_on else LinkDead
