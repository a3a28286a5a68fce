"""Checking that the access log is whole, by its own chains and by what was anchored of them."""

from pathlib import Path

from boernestemme.domain.log_anchors import Anchors, Place, first_of
from boernestemme.storage import access_log, log_anchors


def read_anchors(file: Path) -> Anchors:
    """What was anchored; nothing where there is no file yet. Raises OSError."""
    return log_anchors.read(file)


def broken_chains(anchors: Anchors | None = None) -> tuple[int, dict[str, Place]]:
    """How many chains were checked, and where each broken one was changed, by municipality.

    Without anchors a tail that was cut off, and a chain that was written anew, are not seen.
    """
    anchored = anchors.by_municipality() if anchors else {}
    codes = sorted({*access_log.municipalities(), *anchored})
    found = {
        code: first_of(
            access_log.first_broken(code),
            access_log.first_unanchored(code, anchored.get(code, {})),
        )
        for code in codes
    }
    return len(codes), {code: place for code, place in found.items() if place is not None}
