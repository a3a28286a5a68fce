"""Answering after a meeting: tap by tap, then sent once: taps to be counted, words to be read."""

from collections.abc import Mapping
from datetime import date, datetime

from boernestemme.domain.draft import Draft
from boernestemme.domain.errors import AlreadyAnswered, LinkDead
from boernestemme.domain.instruments.after import INSTRUMENTS
from boernestemme.domain.instruments.before import INTERPRETER
from boernestemme.domain.instruments.helping import HELPED_AFTER, helper_in
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
from boernestemme.domain.questionnaire import Answers, Question, Value, accept, codes_of, held
from boernestemme.domain.submission import part
from boernestemme.domain.yearly import period_of
from boernestemme.services.answering import known_anew, said_mark
from boernestemme.services.closing_answers import close, encoded
from boernestemme.services.entering import sent_mark
from boernestemme.services.storing_drafts import store, store_over
from boernestemme.services.visiting import Visit
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
    store(visit, _own(visit, visit.draft.saved((question.code,), accepted)), now)


def keep(visit: Visit, given: Mapping[str, Value], token: str, now: datetime) -> str:
    """Keep the words of the page that sends while the child is still at it.

    ``token``, what is given back and what is raised are those of the page before a meeting.
    """
    _check_open(visit)
    words = INSTRUMENTS[visit.invitation.age_group].closing
    draft = visit.draft.saved(codes_of(words), held(words, given))
    return store_over(visit, _own(visit, draft), token, now)


def hold(visit: Visit, given: Mapping[str, Value], now: datetime) -> None:
    """Keep the words of the page that sends, where the child turns to something else first."""
    _check_open(visit)
    words = INSTRUMENTS[visit.invitation.age_group].closing
    store(visit, _own(visit, visit.draft.saved(codes_of(words), held(words, given))), now)


def erase(visit: Visit, questions: tuple[Question, ...], now: datetime) -> None:
    """Take a tap away, or the words of the page that sends, shown or masked."""
    _check_open(visit)
    store(visit, _own(visit, visit.draft.erased(codes_of(questions))), now)


def _own(visit: Visit, draft: Draft) -> Draft:
    """This phase's answers alone: what was not sent before the meeting can never be sent now.

    A child of 10–17 with the easier questions keeps what it tapped to the others.
    """
    asked = {question.code for question in INSTRUMENTS[visit.invitation.age_group].questions}
    return draft.erased(tuple(code for code in draft.answers if code not in asked))


def send_after(visit: Visit, words: Mapping[str, Value], now: datetime) -> BrowserSecret | None:
    """Send: claim the phase, put the taps into the mixer's box, seal the words to their reader.

    The words become an answer only where there are any; the taps are never part of it. Words kept
    earlier that the page could not show go with those it brought. The browser gets a new secret.
    Sending the same again is no error, changes nothing, and gives None. Raises AnswerRefused for
    words that break a rule, AlreadyAnswered when another answer stands, also this browser's own
    without these words, LinkDead when the link was withdrawn or has expired.
    """
    link = visit.invitation
    instrument = INSTRUMENTS[link.age_group]
    said = accept(instrument.closing, words)
    if Phase.AFTER in visit.sent:
        _check_received(visit, said)
        return None
    _check_open(visit)
    kept = visit.draft.saved(codes_of(instrument.closing), said)
    all_said = accept(instrument.closing, kept.answers)
    taps = taps_of(link.age_group, instrument.version, visit.draft.answers)
    mark = sent_mark(visit.browser, link.id, Phase.AFTER)
    with transaction():
        claims.lock_chain(link.chain_id)
        if not claims.claim_after(link.id, now, mark):
            _explain_refusal(link, mark)
            _check_received(visit, said)
            return None
        _put_into_box(visit, taps)
        if all_said:
            _store_words(visit, all_said, instrument.version, danish_day(now))
        fresh = known_anew(visit, Phase.AFTER, now, encoded(said))
        drafts.destroy(visit.browser.hash, link.id)
        return fresh


def _check_received(visit: Visit, said: Answers) -> None:
    """Words that were not in what this browser sent must not get its receipt (SUB-01)."""
    mark = said_mark(visit.browser, visit.invitation.id, encoded(said))
    if said and child_sessions.said_mark(visit.browser.hash) != mark:
        raise AlreadyAnswered


def _put_into_box(visit: Visit, taps: Taps) -> None:
    """What was tapped, and whose it was, apart; two items of one size whatever was tapped."""
    link, answers = visit.invitation, visit.draft.answers
    manner = helper_in(answers, HELPED_AFTER) is not None, INTERPRETER in link.settled.persons
    key = invitations.statistics_key(link.id)
    if key is None:
        raise LookupError("the link has no statistics key: run housekeeping")
    period = period_of(link.starts_at, link.municipality)
    is_first = claims.is_first_of_chain(link, period.begins_at, period.next.begins_at)
    who = whose(taps, link.meeting_id, is_first=is_first)
    tapped = MixClass(BoxKind.TAPS, link.municipality, period, link.age_group, is_first, *manner)
    apart = MixClass(BoxKind.WHOSE, link.municipality, period, link.age_group, is_first=False)
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
