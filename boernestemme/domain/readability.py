"""How hard a text is to read: LIX, long words, and the longest sentence.

LIX is Björnsson's figure (C. H. Björnsson, *Läsbarhet*, 1968): words per sentence, and the share
of words of more than six letters added to it. It knows nothing of meaning: a low figure is no
proof that a child understands.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

LONG_WORD = 6
HARD_FOR_A_CHILD = 20
WORD = re.compile(r"\w+(?:[-'’.]\w+)*")
# A full stop ends a sentence only before a capital: not in *den 3. december* or *kl. 14.00*.
SENTENCE_END = re.compile(r"(?<=[.!?])[«»\")]*\s+(?=[«»\"(]*[A-ZÆØÅ])")


@dataclass(frozen=True)
class Reading:
    """What is counted of a text: words, sentences, words of more than six letters, the longest.

    ``longest`` is the sentence of most words, as it stands.
    """

    words: int
    sentences: int
    long_words: int
    longest: str

    @property
    def lix(self) -> float:
        """Björnsson's figure; 0 for a text without words."""
        if not self.words:
            return 0.0
        return self.words / self.sentences + 100 * self.long_words / self.words

    @property
    def long_share(self) -> float:
        """Words of more than six letters, in per cent of all words."""
        return 100 * self.long_words / self.words if self.words else 0.0

    @property
    def longest_words(self) -> int:
        """How many words the longest sentence has."""
        return len(words_in(self.longest))

    @property
    def is_hard(self) -> bool:
        """True for what a child should not be given to read as it stands."""
        return self.lix > HARD_FOR_A_CHILD


def words_in(text: str) -> list[str]:
    """The words of a text; a number is a word, and so is each part of a telephone number."""
    return WORD.findall(text)


def sentences_in(piece: str) -> list[str]:
    """The sentences of one piece of text; a colon does not end one."""
    return [one for one in SENTENCE_END.split(piece.strip()) if words_in(one)]


def measure(pieces: Iterable[str]) -> Reading:
    """Count a text that comes in pieces, each at least one sentence.

    A heading, a tile, a button and a point of a list are pieces: nobody reads on from one into
    the next.
    """
    sentences = [one for piece in pieces for one in sentences_in(piece)]
    words = [word for one in sentences for word in words_in(one)]
    return Reading(
        len(words),
        len(sentences),
        sum(len(word) > LONG_WORD for word in words),
        max(sentences, key=lambda one: len(words_in(one)), default=""),
    )
