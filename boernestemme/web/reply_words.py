"""The reply as the child reads it: what the wishes were about, and what comes of them.

What the child asked for about persons and private matters is named in general words only, for
others may look on. The case worker is shown the same lines before they are sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from boernestemme.domain.framing import Outcome, Reason
from boernestemme.domain.letter import LetterLine
from boernestemme.domain.meeting import AgeGroup
from boernestemme.web import labels
from boernestemme.web.locale import gettext as _
from boernestemme.web.marking import N_

LABELS = {AgeGroup.YOUNGER: labels.YOUNGER, AgeGroup.OLDER: labels.OLDER}
TITLE = N_("%(Who)s har svaret dig")
CLOSING = N_("Ikke enig? Sig det til %(who)s.")
ABOUT = {
    "topics": N_("Tale om"),
    "place": N_("Mødes"),
    "needs": N_("Hjælper dig"),
}
IN_GENERAL = {
    "topics_text": N_("Emner, du skrev"),
    "place_text": N_("Sted, du skrev"),
    "not_place": N_("Ikke et sted, du skrev"),
    "needs_text": N_("Hjælp, du skrev"),
}
ABOUT_PERSONS = N_("Hvem der skal med")
SOME_OF_IT = N_("Vi taler om det hele, når vi ses.")
PRIVATE = N_("Noget privat")
OUTCOMES = {
    Outcome.MET: N_("Ja, det gør vi."),
    Outcome.PARTLY_MET: N_("Noget af det kan vi."),
    Outcome.NOT_MET: N_("Nej, det kan vi ikke."),
}
# Why, and what can be done instead. The case worker picks the very words that the child reads.
REASONS = {
    Reason.WE_TALK: (N_("Andre bestemmer også."), N_("Vi taler om det på mødet.")),
    Reason.I_CALL: (N_("Det er svært at skrive."), N_("Jeg ringer til dig om det.")),
    Reason.NO_TIME: (N_("Vi har ikke tid nok."), N_("Vi tager det næste gang.")),
    Reason.NOT_THAT_DAY: (N_("Det går ikke den dag."), N_("Vi finder en anden dag.")),
    Reason.ANOTHER_TIME: (N_("Det er for tidligt nu."), N_("Vi gør det en anden gang.")),
    Reason.TOO_MANY: (N_("Vi er for mange til det."), N_("Du og jeg kan gøre det bagefter.")),
    Reason.LAW: (N_("Loven siger noget andet."), N_("Jeg siger, hvad vi så kan.")),
}


# What wishes were about: in general words, and the tapped answers that may be named.
About = tuple[str, tuple[str, ...]]


@dataclass(frozen=True)
class Answer:
    """What comes of wishes: yes, some of it or no; why; and the case worker's own words.

    The own words, one text for each wish that has some, are Danish, whatever the rest is in.
    """

    outcome: str
    reason: str = ""
    own_words: tuple[str, ...] = ()

    @property
    def pieces(self) -> list[str]:
        """Its sentences, each by itself."""
        return [text for text in (self.outcome, self.reason, *self.own_words) if text]


@dataclass(frozen=True)
class Answered:
    """One answer, and all it answers."""

    answer: Answer
    abouts: tuple[About, ...]


@dataclass(frozen=True)
class Letter:
    """The page: its title, each answer with all it answers, and how to disagree."""

    title: str
    answers: tuple[Answered, ...]
    closing: str

    @property
    def said(self) -> list[str]:
        """The answers alone: what the case worker has a say in."""
        return [piece for one in self.answers for piece in one.answer.pieces]

    @property
    def pieces(self) -> list[str]:
        """All there is to read, piece by piece."""
        lines = []
        for one in self.answers:
            lines += [text for about, items in one.abouts for text in (about, *items)]
            lines += one.answer.pieces
        return [self.title, *lines, self.closing]


def make_letter(
    lines: Iterable[LetterLine], age_group: AgeGroup, names: Mapping[str, str]
) -> Letter:
    """The letter in words. What has the same answer stands together, so that it is read once.

    Wishes that are named in the same general words are answered together: apart, the child could
    not tell which answer is for which.
    """
    by_name: dict[tuple[str, str], list[Answer]] = {}
    for line in lines:
        by_name.setdefault(_about(line, age_group, names), []).append(_answer(line))
    together: dict[Answer, dict[str, list[str]]] = {}
    for (about, item), answers in by_name.items():
        items = together.setdefault(_as_one(answers), {}).setdefault(about, [])
        items += [item] if item else []
    return Letter(
        _(TITLE, **names),
        tuple(
            Answered(answer, tuple((about, tuple(items)) for about, items in abouts.items()))
            for answer, abouts in together.items()
        ),
        _(CLOSING, **names),
    )


def _as_one(answers: list[Answer]) -> Answer:
    """One answer to all, with every reason and all own words once.

    Where yes and no differ it is some of it: whose the reason is, is said when they meet.
    """
    words = tuple(dict.fromkeys(text for one in answers for text in one.own_words))
    if len({one.outcome for one in answers}) > 1:
        return Answer(_(OUTCOMES[Outcome.PARTLY_MET]), _(SOME_OF_IT), words)
    reasons = dict.fromkeys(one.reason for one in answers if one.reason)
    return Answer(answers[0].outcome, " ".join(reasons), words)


def _about(line: LetterLine, age_group: AgeGroup, names: Mapping[str, str]) -> tuple[str, str]:
    """What a wish was about, and the answer that was tapped where it may be named."""
    if line.question.startswith("person") or line.question in {"alone_first", "want_bisidder"}:
        return _(ABOUT_PERSONS), ""
    if line.is_guarded:
        return _(PRIVATE), ""
    if line.code:
        label = LABELS[age_group][line.question][line.code]
        return _(ABOUT[line.question]), _(label, **names)
    return _(IN_GENERAL[line.question]), ""


def _answer(line: LetterLine) -> Answer:
    sentences = REASONS.get(line.reason, ()) if line.reason else ()
    said = " ".join(_(sentence) for sentence in sentences)
    words = line.own_words.strip()
    return Answer(_(OUTCOMES[line.outcome]), said, (words,) if words else ())
