"""How long a child takes to read and to tap: a model, no measurement."""

from dataclasses import dataclass

SECONDS_A_TAP = 2.5
READ_ALOUD = 120  # words a minute


@dataclass(frozen=True)
class Pace:
    """How many words a reader takes in a minute.

    English oral norms, end of the school year (Hasbrouck & Tindal 2017), stand in for Danish ones,
    which do not exist: second and fifth grade's slowest quarter, second and fourth grade's median.
    """

    slow: int
    median: int


YOUNGER_PACE = Pace(slow=72, median=100)
OLDER_PACE = Pace(slow=119, median=133)


def seconds(words: int, taps: int, pace: int) -> float:
    """How long reading and tapping take. ``pace`` in words a minute."""
    return 60 * words / pace + SECONDS_A_TAP * taps
