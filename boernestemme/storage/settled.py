"""What the case worker told of a meeting, in the columns that meetings and links both have."""

from typing import Any

from boernestemme.domain.meeting import Settled


def settled_of(row: Any) -> Settled:
    """What is told, from a meeting's row or its link's."""
    return Settled(
        tuple(row.persons.split()),
        row.fixed_place,
        tuple(row.purposes.split()),
        tuple(row.can_change.split()),
        row.fixed_because,
    )


def settled_values(settled: Settled) -> dict[str, object]:
    """The same as columns."""
    return {
        "persons": " ".join(settled.persons),
        "fixed_place": settled.place,
        "purposes": " ".join(settled.purposes),
        "can_change": " ".join(settled.can_change),
        "fixed_because": settled.fixed_because,
    }
