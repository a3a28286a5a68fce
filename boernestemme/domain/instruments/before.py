"""The questions before a meeting, for both age groups: codes, order and limits, no wording.

Choice lists with their basis: Børns Vilkår's framing of meetings, the national board's guidance
on children's participation, and barnets lov § 6 (the right to a bisidder).
"""

from boernestemme.domain.instruments.helping import HELPED_BY
from boernestemme.domain.meeting import AgeGroup, Phase
from boernestemme.domain.questionnaire import Instrument, Kind, Question, Screen

VERSION = 2
TEXT_LIMIT = {AgeGroup.YOUNGER: 500, AgeGroup.OLDER: 2000}
SHORT_LIMIT = 500
YES = ("yes",)
SCALE = ("yes", "partly", "no")
PERSON_SCALE = ("yes", "part", "no", "unsure")

YOUNGER_TOPICS = ("glad", "skole", "venner", "hjemme", "bosted", "foelelser", "andet", "ved_ikke")
YOUNGER_MORE_TOPICS = ("fritid", "familie_se", "soeskende", "foraeldre", "krop", "fremtid")
OLDER_TOPICS = (
    "foelelser", "foraeldre", "familie_se", "bosted", "skole", "venner", "hjaelp", "fremtid",
    "andet", "ved_ikke",
)  # fmt: skip
OLDER_MORE_TOPICS = (
    "glad", "fritid", "hjemme", "soeskende", "bosted_voksne", "krop", "plan", "raadgiver",
    "sprog_tro", "online", "rettigheder",
)  # fmt: skip

ONLY_CASEWORKER = "kun_raadgiver"
YOUNGER_PERSONS = (
    "mor", "far", "plejemor", "plejefar", "laerer", "soeskende", "selvvalgt", ONLY_CASEWORKER,
)  # fmt: skip
YOUNGER_MORE_PERSONS = (
    "bosted_voksen", "bonus", "bedste", "paedagog", "kontaktperson", "stoette", "traener", "ven",
)  # fmt: skip
OLDER_PERSONS = ("mor", "far", "bosted_voksen", "laerer", "selvvalgt")
OLDER_MORE_PERSONS = (
    "plejemor", "plejefar", "bonus", "soeskende", "bedste", "ven", "paedagog", "kontaktperson",
    "stoette", "traener",
)  # fmt: skip

INTERPRETER = "tolk"
# Whom a case worker may name beforehand, and where a meeting may have to be.
MAY_COME = (
    "mor", "far", "plejemor", "plejefar", "bonus", "bosted_voksen", "soeskende", "bedste",
    "laerer", "paedagog", "kontaktperson", "stoette", "traener", INTERPRETER,
)  # fmt: skip
MAY_BE_SETTLED = ("skole", "hjemme", "bosted", "kommune", "gaatur", "telefon", "video")

YOUNGER_PLACES = ("skole", "hjemme", "kommune", "gaatur", "telefon", "andet", "lige_meget")
OLDER_PLACES = (
    "skole", "hjemme", "bosted", "kommune", "gaatur", "telefon", "video", "andet", "lige_meget",
)  # fmt: skip

YOUNGER_NEEDS = ("formaal", "hvem", "pause", "tegne", "faa_voksne", "kendt", "andet", "ved_ikke")
YOUNGER_MORE_NEEDS = ("stop", "svaere_ord", "drikke", "foto", "rum_foer", "tolk", "bagefter")
OLDER_NEEDS = (
    "formaal", "hvem", "pause", "faa_voksne", "sig_det", "skriv_i_stedet", "drikke", "tolk",
    "andet", "ved_ikke",
)  # fmt: skip
OLDER_MORE_NEEDS = (
    "hvor_laenge", "stop", "svaere_ord", "plads", "rum_foer", "foto", "tegne", "ikke_skrive",
    "se_notat", "mine_ord", "billeder", "kendt", "sig_hvorfor", "bagefter", "skrevet", "ring",
)  # fmt: skip

KNOWS_PURPOSE = Question("knows_purpose", Kind.ONE, SCALE)
DRAWING = Question("drawing", Kind.DRAWING)
NOT_IN_FRONT = Question("not_in_front", Kind.TEXT, limit=SHORT_LIMIT, guarded=("*",))
ALONE_FIRST = Question("alone_first", Kind.TICK, YES, guarded=("*",))
WANT_BISIDDER = Question("want_bisidder", Kind.TICK, YES, guarded=("*",))
TELL_IN_PERSON = Question("tell_in_person", Kind.TICK, YES, guarded=("*",))
PLACE_TEXT = Question("place_text", Kind.TEXT, limit=SHORT_LIMIT)
NEEDS_TEXT = Question("needs_text", Kind.TEXT, limit=SHORT_LIMIT)
KEEP_NEEDS = Question("keep_needs", Kind.ONE, ("yes", "no"))
PRIVATE_CHOICE = Question("not_for_parents", Kind.ONE, ("yes", "no", "unsure"), guarded=("*",))
PRIVATE_TEXT = Question("not_for_parents", Kind.TEXT, limit=SHORT_LIMIT, guarded=("*",))


PERSONS = Question(
    "persons", Kind.MANY, YOUNGER_PERSONS, YOUNGER_MORE_PERSONS, guarded=(ONLY_CASEWORKER,)
)


def person_code(person: str) -> str:
    """The code of the question about one person."""
    return f"person-{person}"


def person_question(person: str) -> Question:
    """How an older child marks one person; a *no* is guarded without being asked about."""
    return Question(person_code(person), Kind.ONE, PERSON_SCALE, guarded=("no",))


YOUNGER = Instrument(
    Phase.BEFORE,
    AgeGroup.YOUNGER,
    VERSION,
    (
        Screen(2, (KNOWS_PURPOSE,)),
        Screen(
            3,
            (
                Question("topics", Kind.MANY, YOUNGER_TOPICS, YOUNGER_MORE_TOPICS),
                Question("topics_text", Kind.TEXT, limit=TEXT_LIMIT[AgeGroup.YOUNGER]),
                DRAWING,
            ),
        ),
        Screen(
            4,
            (
                PERSONS,
                TELL_IN_PERSON,
            ),
            is_private=True,
        ),
        Screen(5, (Question("place", Kind.ONE, YOUNGER_PLACES), PLACE_TEXT)),
        Screen(
            6,
            (Question("needs", Kind.MANY, YOUNGER_NEEDS, YOUNGER_MORE_NEEDS), NEEDS_TEXT),
            is_private=True,
        ),
        Screen(7, (PRIVATE_CHOICE,), is_private=True),
    ),
    (KEEP_NEEDS,),
    (HELPED_BY,),
)

OLDER = Instrument(
    Phase.BEFORE,
    AgeGroup.OLDER,
    VERSION,
    (
        Screen(2, (KNOWS_PURPOSE,)),
        Screen(
            3,
            (
                Question("topics", Kind.MANY, OLDER_TOPICS, OLDER_MORE_TOPICS),
                Question("topics_text", Kind.TEXT, limit=TEXT_LIMIT[AgeGroup.OLDER]),
                DRAWING,
                NOT_IN_FRONT,
            ),
        ),
        Screen(
            4,
            tuple(person_question(person) for person in OLDER_PERSONS + OLDER_MORE_PERSONS)
            + (ALONE_FIRST, WANT_BISIDDER, TELL_IN_PERSON),
            is_private=True,
            rows_at_once=len(OLDER_PERSONS),
        ),
        Screen(
            5,
            (
                Question("place", Kind.ONE, OLDER_PLACES),
                PLACE_TEXT,
                Question("not_place", Kind.TEXT, limit=SHORT_LIMIT),
            ),
        ),
        Screen(
            6,
            (Question("needs", Kind.MANY, OLDER_NEEDS, OLDER_MORE_NEEDS), NEEDS_TEXT),
            is_private=True,
        ),
        Screen(7, (PRIVATE_TEXT,), is_private=True),
    ),
    (KEEP_NEEDS,),
    (HELPED_BY,),
)

INSTRUMENTS = {AgeGroup.YOUNGER: YOUNGER, AgeGroup.OLDER: OLDER}
LAST_SCREEN = 7
CHECK_NUMBER = 8
