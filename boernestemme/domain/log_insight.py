"""Who read a child's answers: what counts as reading, and who may ask for it (LOG-06)."""

from enum import StrEnum

from boernestemme.domain.log_watch import READING
from boernestemme.domain.shared_words import COLOURS, THINGS, WordPair


class Asker(StrEnum):
    """Who asked; short, for each stands in a line of the access log."""

    CHILD = "child"
    GUARDIAN = "guardian"
    AUTHORITY = "authority"

    @property
    def action(self) -> str:
        """What the line of the access log says was done."""
        return f"readers_told_{self}"


TOLD = frozenset(asker.action for asker in Asker)
# A case number is nothing that the child said; the other three let its words out of this house.
OPENED = READING - {"case_number_shown"} | TOLD | {"journal_exported", "filed"}


def words_from(text: str) -> WordPair | None:
    """The two words somebody typed, in either order; None where they are not two of ours."""
    typed = text.casefold().replace(",", " ").split()
    for pair in (typed, typed[::-1]):
        match pair:
            case [colour, thing] if colour in COLOURS and thing in THINGS:
                return WordPair(colour, thing)
    return None
