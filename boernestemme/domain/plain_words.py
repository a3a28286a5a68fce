"""Plain Danish for a child: which words to change, and what else in a text is hard to read.

It is advice and never stops anybody. It names what can be counted or looked up, and no more: a
machine cannot tell whether a child understands.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.readability import measure, sentences_in, words_in

ENOUGH_WORDS = 20  # of fewer LIX tells little: one long word in a handful is a high figure
VERY_LONG_WORD = 13
MANY_HINTS = 3
WORDS_A_HINT = 20  # in a long text a few hard words are not many
# What the child's own pages are held to: LIX of a page, and words in a sentence.
HARD_LIX = {AgeGroup.YOUNGER: 20, AgeGroup.OLDER: 25}
LONG_SENTENCE = {AgeGroup.YOUNGER: 11, AgeGroup.OLDER: 15}
SHORT_STEM = 5  # so short a word stands for itself alone; longer ones for all their endings
# The words of an office, by how they begin, and what may be said to a child instead.
PLAINER = {
    "afgørelse": "beslutning",
    "anbring": "bo et andet sted",
    "anbragt": "bor et andet sted",
    "anmod": "bede om",
    "bevillig": "sige ja til",
    "bevilg": "sige ja til",
    "efterfølgende": "bagefter",
    "endvidere": "også",
    "foranstaltning": "hjælp",
    "forældremyndighedsindehaver": "dine forældre",
    "forinden": "før",
    "fremadrettet": "fra nu af",
    "handleplan": "plan",
    "henhold": "efter",
    "henvend": "skrive eller ringe",
    "hvorvidt": "om",
    "inddrag": "spørge dig",
    "indsats": "hjælp",
    "informer": "fortælle",
    "iværksat": "sat i gang",
    "iværksæt": "sætte i gang",
    "jf": "se",
    "konklusion": "det, vi fandt ud af",
    "ligeledes": "også",
    "myndighed": "kommunen",
    "netværk": "familie og venner",
    "omhandle": "handle om",
    "orienter": "fortælle",
    "partshøring": "du må sige din mening",
    "problematik": "problem",
    "påbegynd": "begynde",
    "sagsbehandler": "rådgiver",
    "snarest": "så hurtigt vi kan",
    "støtteforanstaltning": "hjælp",
    "såfremt": "hvis",
    "således": "sådan",
    "trivsel": "hvordan du har det",
    "udarbejd": "lave",
    "underretning": "en voksen er bekymret",
    "vedr": "om",
    "vedrørende": "om",
}


class Ease(StrEnum):
    """How easy a text is to read for a child."""

    EASY = "easy"
    SOME = "some"
    HARD = "hard"


class HintKind(StrEnum):
    """What a hint is about."""

    PLAINER = "plainer"
    LONG_SENTENCE = "long_sentence"
    LONG_WORD = "long_word"


@dataclass(frozen=True)
class Hint:
    """One thing to change: the word or sentence as it stands, and the plainer word.

    ``count`` is how many words a long sentence has, 0 for a word.
    """

    kind: HintKind
    what: str
    instead: str = ""
    count: int = 0


@dataclass(frozen=True)
class Advice:
    """How easy a text is, its LIX where there are words enough, and what to change."""

    ease: Ease
    lix: int | None
    hints: tuple[Hint, ...]


def advise(text: str, age_group: AgeGroup) -> Advice:
    """What a child of this age group will find hard; each line of a text stands for itself."""
    lines = text.splitlines()
    reading = measure(lines)
    lix = round(reading.lix) if reading.words >= ENOUGH_WORDS else None
    hints = tuple(dict.fromkeys([*_hard_words(text), *_long_sentences(lines, age_group)]))
    has_many = len(hints) >= MANY_HINTS and len(hints) * WORDS_A_HINT >= reading.words
    is_hard = has_many or (lix is not None and lix > HARD_LIX[age_group])
    ease = Ease.HARD if is_hard else Ease.SOME if hints else Ease.EASY
    return Advice(ease, lix, hints)


def _hard_words(text: str) -> Iterator[Hint]:
    for word in words_in(text):
        instead = _plainer(word.casefold())
        if instead:
            yield Hint(HintKind.PLAINER, word, instead)
        elif len(word) >= VERY_LONG_WORD:
            yield Hint(HintKind.LONG_WORD, word)


def _plainer(word: str) -> str | None:
    for stem, instead in PLAINER.items():
        if word == stem or (len(stem) > SHORT_STEM and word.startswith(stem)):
            return instead
    return None


def _long_sentences(lines: list[str], age_group: AgeGroup) -> Iterator[Hint]:
    for sentence in (one for line in lines for one in sentences_in(line)):
        count = len(words_in(sentence))
        if count > LONG_SENTENCE[age_group]:
            yield Hint(HintKind.LONG_SENTENCE, sentence, count=count)
