"""How many links mere guessing gives, and from how many on it cannot have been guessing."""

from math import log

ALARM = 1e-9


def most_by_chance(batches: int, ways: int) -> int:
    """The most links that chance may bring in any of so many ways of guessing.

    Whoever knows nothing within a batch pairs its marks with its meetings by chance. Whatever the
    size of the batch, one pair is right in the mean; that k or more are right has a probability
    of at most 1/k!, as in a Poisson distribution of mean 1. Over ``batches`` of them, Chernoff's
    bound for a Poisson distribution of mean ``batches`` holds: P(S >= s) <= exp(s - b - s ln(s/b)).
    With the union bound over all ``ways`` a false alarm comes once in a thousand million runs.
    """
    if not batches:
        return 0
    links = batches
    while links - batches - links * log(links / batches) > log(ALARM / ways):
        links += 1
    return links - 1
