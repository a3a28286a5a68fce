"""How one browser wants its pages: the language, and the questions of which age group."""

from dataclasses import dataclass

from boernestemme.domain.meeting import AgeGroup

DANISH = "da"
SIZE = 16


@dataclass(frozen=True)
class Manner:
    """``language`` as in a page's ``lang``. ``age_group`` is None where the link's own is meant."""

    language: str = DANISH
    age_group: AgeGroup | None = None


USUAL = Manner()


def to_bytes(manner: Manner) -> bytes:
    """Always 16 bytes, so that it tells nothing by its length once it is sealed."""
    return f"{manner.language} {manner.age_group or ''}".encode().ljust(SIZE)


def from_bytes(content: bytes) -> Manner:
    """What ``to_bytes`` wrote."""
    language, _, age_group = content.decode().partition(" ")
    return Manner(language, AgeGroup(age_group.strip()) if age_group.strip() else None)
