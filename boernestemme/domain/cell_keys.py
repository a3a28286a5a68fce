"""Cell keys: the small random change every published count gets, the same for the same records.

Every record has a key, drawn once. A cell's key is the sum of its records' keys, modulo 256, and
one table says which noise goes with it. So a set of children is changed by the same number however
and however often it is told, and two sets that differ in one child by two independent numbers. A
total has a key of its own: totals are no sums of what they hold.

The method is the one the British Office for National Statistics publishes: cell-key perturbation.
"""

from statistics import pvariance

METHOD = "cell-key"
KEYS = 256
# Of the keys, how many give this noise to either side: a two-sided law with halving steps.
KEYS_OF_NOISE = {0: 86, 1: 43, 2: 21, 3: 11, 4: 5, 5: 3, 6: 1, 7: 1}
LARGEST_NOISE = max(KEYS_OF_NOISE)
NOISE = tuple(
    noise
    for size, keys in KEYS_OF_NOISE.items()
    for noise in sorted({-size, size})
    for _ in range(keys)
)
NOISE_VARIANCE = pvariance(NOISE)


def noisy(count: int, keys: int) -> int:
    """A count with its noise, never below 0; ``keys`` is the sum of its records' keys.

    Nobody is nobody: a count of 0 has no noise.
    """
    return max(0, count + NOISE[keys % KEYS]) if count else 0
