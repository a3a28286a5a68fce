"""What is published about the wishes: what became of them, by kind, in the whole country.

Reply-marks are unlinked, so nobody knows how many children stand behind them. A hundred wishes
stand in for ten children, and three municipalities for three case workers. Every count gets its
noise and is rounded, as those of children are.
"""

from collections.abc import Mapping, Sequence

from boernestemme.domain.cell_keys import noisy
from boernestemme.domain.figures import ReplyFigure, Status
from boernestemme.domain.framing import Outcome
from boernestemme.domain.shares import percent, rounded
from boernestemme.domain.submission import WishKind
from boernestemme.domain.tally import ReplyCounts, all_together

ALL = "all"
FEWEST_WISHES = 100
FEWEST_MUNICIPALITIES = 3


def disclose_replies(counted: Mapping[WishKind, ReplyCounts]) -> tuple[ReplyFigure, ...]:
    """The wishes of all kinds as one, then each kind; what is too few, or would tell it, hidden.

    All wishes less those of the kinds shown gives those of the hidden kinds together.
    """
    hidden = hide_kinds(counted)
    kinds = (_figure(kind, counted[kind], kind not in hidden) for kind in WishKind)
    whole = all_together(counted.values())
    return (_figure(ALL, whole, _is_enough(whole)), *kinds)


def hide_kinds(counted: Mapping[WishKind, ReplyCounts]) -> frozenset[WishKind]:
    """The kinds that may not be told: the smallest ones, until together they are enough."""
    hidden = [kind for kind in WishKind if not _is_enough(counted[kind])]
    telling = sorted(set(WishKind) - set(hidden), key=lambda kind: (counted[kind].wishes, kind))
    while telling and not _is_empty_or_enough([counted[kind] for kind in hidden]):
        hidden.append(telling.pop(0))
    return frozenset(hidden)


def _is_empty_or_enough(counted: Sequence[ReplyCounts]) -> bool:
    together = all_together(counted)
    return together.wishes == 0 or _is_enough(together)


def _is_enough(counts: ReplyCounts) -> bool:
    is_wide = len(counts.municipalities) >= FEWEST_MUNICIPALITIES
    return is_wide and counts.wishes >= FEWEST_WISHES


def _figure(kind: str, counts: ReplyCounts, is_told: bool) -> ReplyFigure:
    if not is_told:
        return ReplyFigure(kind, Status.HIDDEN)
    n = max(rounded(noisy(counts.wishes, counts.keys)), FEWEST_WISHES)
    met, partly, not_met = (
        rounded(noisy(counts.outcomes[outcome], counts.outcome_keys.get(outcome, 0)))
        for outcome in (Outcome.MET, Outcome.PARTLY_MET, Outcome.NOT_MET)
    )
    in_time = min(rounded(noisy(counts.in_time, counts.in_time_keys)), n)
    return ReplyFigure(kind, Status.SHOWN, n, met, partly, not_met, percent(in_time, n))
