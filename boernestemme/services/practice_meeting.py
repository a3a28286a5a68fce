"""A meeting with an invented child, for a case worker to practise on: it lies in no table."""

from datetime import datetime

from boernestemme.domain.framing import Framing
from boernestemme.domain.instruments.before import INSTRUMENTS
from boernestemme.domain.manner import DANISH
from boernestemme.domain.meeting import AgeGroup, Phone, danish_day, meeting_times, start_on
from boernestemme.domain.questionnaire import Answers
from boernestemme.domain.shared_words import WordPair
from boernestemme.domain.submission import part, wishes
from boernestemme.domain.working_days import WorkingDays
from boernestemme.services.framing import LinkState, ReadAnswer, ReadMeeting

ID = "oevelse"
WORDS = WordPair("gul", "sol")
AHEAD = 5
SAID: Answers = {
    "knows_purpose": "partly",
    "topics": ("skole", "fremtid"),
    "topics_text": "Jeg vil gerne blive på min skole.",
    "person-mor": "yes",
    "alone_first": "yes",
    "not_in_front": "Det med ferien.",
    "place": "gaatur",
    "needs": ("pause",),
}


def practice_meeting(contact_name: str, days: WorkingDays, now: datetime) -> ReadMeeting:
    """The invented meeting as *Mødets ramme* reads a real one, five working days from ``now``."""
    answer, today = _answer(now), danish_day(now)
    times = meeting_times(start_on(days.after(today, AHEAD)))
    return ReadMeeting(
        id=ID,
        caseworker_id="",
        age_group=AgeGroup.OLDER,
        phone=Phone.CHILD,
        starts_at=times.starts_at,
        ends_at=times.ends_at,
        is_cancelled=False,
        reply_due=days.reply_by(today, danish_day(times.starts_at)),
        link=LinkState(
            words=WORDS,
            expires_at=times.expires_at,
            is_revoked=False,
            is_locked=False,
            is_of_old_epoch=False,
            is_expired=False,
            starts=1,
            starts_worth_asking=False,
            can_show_again=True,
            has_letter=False,
            contact_name=contact_name,
            earlier_contact="",
        ),
        answers=(answer,),
        framing=Framing(),
    )


def _answer(now: datetime) -> ReadAnswer:
    instrument = INSTRUMENTS[AgeGroup.OLDER]
    parts = part(instrument, SAID)
    return ReadAnswer(
        parts=parts,
        wishes=wishes(instrument, parts),
        received_on=danish_day(now),
        has_text=True,
        is_text_read=True,
        asked_as=AgeGroup.OLDER,
        language=DANISH,
        must_ask_alone=False,
    )
