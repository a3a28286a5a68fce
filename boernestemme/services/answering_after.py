"""Answering after a meeting: tap by tap, then sent once: taps to be counted, words to be read."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime

from boernestemme.domain.draft import Draft, to_bytes
from boernestemme.domain.errors import AlreadyAnswered, LinkDead
from boernestemme.domain.instruments.after import INSTRUMENTS
from boernestemme.domain.instruments.helping import helper_in
from boernestemme.domain.invitation import Invitation, Standing
from boernestemme.domain.marks import (
    BoxKind,
    MixClass,
    Taps,
    taps_of,
    taps_to_bytes,
    whose,
    whose_to_bytes,
)
from boernestemme.domain.meeting import Phase, danish_day
from boernestemme.domain.period import period_of
from boernestemme.domain.questionnaire import Answers, Question, Value, accept
from boernestemme.domain.submission import part
from boernestemme.services.answering import known_anew, said_mark
from boernestemme.services.closing_answers import close, encoded
from boernestemme.services.entering import Visit, draft_purpose, sent_mark
from boernestemme.storage import (
    child_sessions,
    claims,
    drafts,
    events,
    invitations,
    mixer_box,
    submissions,
)
from boernestemme.storage.browser_secret import BrowserSecret
from boernestemme.storage.db import transaction
from boernestemme.storage.ids import new_id
from boernestemme.storage.mark_sealing import seal_item


def tap(visit: Visit, question: Question, value: str, now: datetime) -> None:
    """Keep one tap in the browser's own draft, in place of the one before it.

    Raises AnswerRefused for a value that is no answer, AlreadyAnswered or LinkDead when the link
    takes none.
    """
    _check_open(visit)
    accepted = accept((question,), {question.code: value})
    _keep(visit, visit.draft.saved((question.code,), accepted), now)


def erase(visit: Visit, question: Question, now: datetime) -> None:
    """Take one tap away, shown or masked."""
    _check_open(visit)
    _keep(visit, visit.draft.erased((question.code,)), now)


def _keep(visit: Visit, draft: Draft, now: datetime) -> None:
    """Save the taps alone: what was not sent before the meeting can never be sent now."""
    browser, link = visit.browser, visit.invitation
    asked = {question.code for question in INSTRUMENTS[visit.age_group].questions}
    others = tuple(code for code in draft.answers if code not in asked)
    sealed = browser.seal(to_bytes(draft.erased(others)), draft_purpose(link.id))
    with transaction():
        drafts.save(browser.hash, link.id, sealed, now)
        child_sessions.touch(browser.hash, now)


def send_after(visit: Visit, words: Mapping[str, Value], now: datetime) -> BrowserSecret | None:
    """Send: claim the phase, put the taps into the mixer's box, seal the words to their reader.

    The words become an answer only where there are any; the taps are never part of it. The
    browser gets a new secret. Sending the same again is no error, changes nothing, and gives
    None. Raises AnswerRefused for words that break a rule, AlreadyAnswered when another answer
    stands, also this browser's own without these words, LinkDead when the link was withdrawn or
    has expired.
    """
    link = visit.invitation
    instrument = INSTRUMENTS[link.age_group]
    said = accept(instrument.closing, words)
    if Phase.AFTER in visit.sent:
        _check_received(visit, said)
        return None
    _check_open(visit)
    taps = taps_of(link.age_group, instrument.version, visit.draft.answers)
    mark = sent_mark(visit.browser, link.id, Phase.AFTER)
    with transaction():
        claims.lock_chain(link.chain_id)
        if not claims.claim_after(link.id, now, mark):
            _explain_refusal(link, mark)
            _check_received(visit, said)
            return None
        _put_into_box(visit, taps)
        if said:
            _store_words(visit, said, instrument.version, danish_day(now))
        drafts.destroy(visit.browser.hash, link.id)
        return known_anew(visit, Phase.AFTER, now, encoded(said))


def _check_received(visit: Visit, said: Answers) -> None:
    """Words that were not in what this browser sent must not get its receipt (SUB-01)."""
    mark = said_mark(visit.browser, visit.invitation.id, encoded(said))
    if said and child_sessions.said_mark(visit.browser.hash) != mark:
        raise AlreadyAnswered


def _put_into_box(visit: Visit, taps: Taps) -> None:
    """What was tapped, and whose it was, apart; two items of one size whatever was tapped."""
    link, is_helped = visit.invitation, helper_in(visit.draft.answers) is not None
    key = invitations.statistics_key(link.id)
    if key is None:
        raise LookupError("the link has no statistics key: run housekeeping")
    period = period_of(link.starts_at)
    is_first = claims.is_first_of_chain(link, period.begins_at, period.next.begins_at)
    who = whose(taps, link.meeting_id, is_first=is_first)
    tapped = MixClass(BoxKind.TAPS, link.municipality, period, link.age_group, is_first, is_helped)
    apart = replace(tapped, kind=BoxKind.WHOSE, is_first=False, is_helped=False)
    mixer_box.add(tapped, seal_item(key, tapped, taps_to_bytes(taps)))
    mixer_box.add(apart, seal_item(key, apart, whose_to_bytes(who)))


def _store_words(visit: Visit, said: Answers, version: int, day: date) -> None:
    """The words and their event. Taps alone leave no event: staff must not learn of them."""
    submission_id, link = new_id(), visit.invitation
    parts = part(INSTRUMENTS[link.age_group], said)
    submissions.add(
        submission_id,
        invitation_id=link.id,
        phase=Phase.AFTER,
        meeting_id=link.meeting_id,
        municipality=link.municipality,
        instrument_version=version,
        envelope=close(link, submission_id, parts, invitations.sealing_key(link.id)),
        has_text=bool(parts.open),  # chips too are for somebody to read
        received_on=day,
        talk_to=str(said["talk_to"]) if "talk_to" in said else None,
        language=visit.manner.language,
        asked_as=link.age_group,
    )
    events.add(link.municipality, link.meeting_id, events.AFTER_SENT, day)


def _explain_refusal(link: Invitation, mark: bytes) -> None:
    """Why a claim did not go through; nothing when this browser had sent the answer already."""
    current = invitations.by_id(link.id)
    if current is None or not current.is_after_spent or current.is_withdrawn:
        raise LinkDead
    if not claims.was_answered_by(link.id, Phase.AFTER, mark):
        raise AlreadyAnswered


def _check_open(visit: Visit) -> None:
    if visit.knows_words and visit.standing is Standing.AFTER:
        return
    is_answered = visit.knows_words and visit.invitation.is_after_spent
    raise AlreadyAnswered if is_answered and not visit.invitation.is_withdrawn else LinkDead
