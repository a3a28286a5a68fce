"""The questions after a meeting, for both age groups: codes, order and limits, no wording.

Five one-tap questions (four for 6–9) after Lundy's four parts of participation, in our own words,
and what may be said in words on the last page. The taps are counted and read by nobody; the words
are read by the case worker and never counted.
"""

from boernestemme.domain.instruments.before import TEXT_LIMIT
from boernestemme.domain.instruments.helping import HELPED_AFTER
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Instrument, Kind, Question, Screen

VERSION = 2
SKIPPED = "skip"
ATTENDED, NOT_THERE = "attended", "no"
YOUNGER_SCALE = ("yes", "no", "unsure", SKIPPED)
OLDER_SCALE = ("yes", "partly", "no", "unsure", SKIPPED)
YOUNGER_ITEMS = ("heard", "voice", "space", "next")
OLDER_ITEMS = ("heard", "voice", "space", "influence", "next")
HEADLINE = "heard"

NEXT_TIME = (
    "lyt_mere", "mere_tid", "faerre_voksne", "alene", "forklar", "pauser", "fint",
)  # fmt: skip
MORE_NEXT_TIME = ("have_en_med", "andet_sted", "spoerg_mere", "god_tid", "hold_det", "kortere")
TO_CASEWORKER, TO_ANOTHER = "caseworker", "other"
TALK_TO = (TO_CASEWORKER, TO_ANOTHER)


def _taps(items: tuple[str, ...], scale: tuple[str, ...]) -> tuple[Screen, ...]:
    attended = Question(ATTENDED, Kind.ONE, ("yes", NOT_THERE, SKIPPED))
    asked = (attended, *(Question(item, Kind.ONE, scale) for item in items))
    return tuple(Screen(number, (question,)) for number, question in enumerate(asked, start=1))


def _words(age_group: AgeGroup) -> tuple[Question, ...]:
    return (
        Question("next_time", Kind.MANY, NEXT_TIME, MORE_NEXT_TIME),
        Question("more_text", Kind.TEXT, limit=TEXT_LIMIT[age_group]),
        # Named apart from the one before: what was not sent then is never sent now.
        Question("more_drawing", Kind.DRAWING),
        Question("talk_to", Kind.ONE, TALK_TO, guarded=("*",)),
    )


YOUNGER = Instrument(
    Phase.AFTER,
    AgeGroup.YOUNGER,
    VERSION,
    _taps(YOUNGER_ITEMS, YOUNGER_SCALE),
    _words(AgeGroup.YOUNGER),
    (HELPED_AFTER,),
)
OLDER = Instrument(
    Phase.AFTER,
    AgeGroup.OLDER,
    VERSION,
    _taps(OLDER_ITEMS, OLDER_SCALE),
    _words(AgeGroup.OLDER),
    (HELPED_AFTER,),
)
INSTRUMENTS = {AgeGroup.YOUNGER: YOUNGER, AgeGroup.OLDER: OLDER}
ITEMS = {AgeGroup.YOUNGER: YOUNGER_ITEMS, AgeGroup.OLDER: OLDER_ITEMS}
