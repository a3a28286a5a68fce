"""What is settled of a meeting, in the columns that meetings and links both have."""

from typing import Any

from boernestemme.domain.meeting import Settled


def settled_of(row: Any) -> Settled:
    """What is settled, from a meeting's row or its link's."""
    return Settled(tuple(row.persons.split()), row.fixed_place)


def settled_values(settled: Settled) -> dict[str, object]:
    """The same as columns."""
    return {"persons": " ".join(settled.persons), "fixed_place": settled.place}
