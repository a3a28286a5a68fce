"""How far a published count may lie from the exact one: the noise it got, and its rounding."""

from boernestemme.domain.cell_keys import NOISE_VARIANCE
from boernestemme.domain.release import Release
from boernestemme.domain.shares import ROUNDING_VARIANCE


def variance_of(release: Release) -> float:
    """The variance of one published count around the exact one, in children squared."""
    return (NOISE_VARIANCE if release.protection else 0) + ROUNDING_VARIANCE
