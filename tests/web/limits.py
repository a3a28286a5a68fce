"""How much, and how hard, a child's pages may be to read: one table for each age group."""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup

LONG_SHARE = 10  # per cent of all words, L-03
MINUTES = 5  # from the door to Send, F-03
SECONDS_AFTER = 60  # F-06
SECONDS_OF_A_REPLY = 30
INTERRUPTION_LIX = 25  # DEV-11
PAGE_OF_WORDS = 50  # from so many words a page has a LIX of its own


@dataclass(frozen=True)
class Limits:
    """F-02, L-01 for the whole way and for its hardest page, L-02, and the page of readers."""

    words: int
    lix: int
    page_lix: int
    sentence: int
    readers: int


LIMITS = {
    AgeGroup.YOUNGER: Limits(words=325, lix=12, page_lix=20, sentence=11, readers=150),
    AgeGroup.OLDER: Limits(words=515, lix=15, page_lix=25, sentence=15, readers=230),
}
