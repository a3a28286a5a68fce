"""What the figures of the wishes tell about the counts behind them, as limits.

The unknowns are how many wishes of each kind came to each outcome and, apart from that, how many
were answered in time. (STA-09)
"""

from collections.abc import Iterator, Mapping, Sequence

from boernestemme.domain.figures import ReplyFigure, Status
from boernestemme.domain.knowledge import Knowledge, Limit, Sum, behind, protected, reach
from boernestemme.domain.release import Release
from boernestemme.domain.reply_figures import ALL, FEWEST_WISHES
from boernestemme.domain.shares import ROUNDED_TO, percent

OUTCOMES, TIMELINESS = "outcomes", "in_time"
ANSWERS = {OUTCOMES: ("met", "partly", "not_met"), TIMELINESS: ("in_time", "late")}
Replies = Mapping[str, ReplyFigure]


def known_of_wishes(releases: Sequence[Release]) -> tuple[Knowledge, ...]:
    """What all releases of one half-year tell together of outcomes and of timeliness."""
    return tuple(one for one in (_of(releases, item) for item in ANSWERS) if one.limits)


def _of(releases: Sequence[Release], item: str) -> Knowledge:
    told = [({one.kind: one for one in release.replies}, reach(release)) for release in releases]
    kinds = tuple(dict.fromkeys(kind for replies, _ in told for kind in replies if kind != ALL))
    limits = tuple(
        dict.fromkeys(limit for one in told for limit in _limits(*one, kinds, ANSWERS[item]))
    )
    cells = dict.fromkeys(
        Sum(places, answers)
        for places in _groups(told, kinds)
        for answers in ((ANSWERS[item]), *((answer,) for answer in ANSWERS[item]))
    )
    return Knowledge(None, item, kinds, ANSWERS[item], limits, protected(cells, limits))


def _groups(
    told: Sequence[tuple[Replies, int]], kinds: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    yield kinds
    yield from ((kind,) for kind in kinds)
    for replies, _ in told:
        yield tuple(kind for kind in kinds if replies[kind].status is Status.HIDDEN)


def _limits(
    replies: Replies, reach: int, kinds: tuple[str, ...], answers: tuple[str, ...]
) -> Iterator[Limit]:
    for kind, figure in replies.items():
        if figure.n is None:
            continue
        places = kinds if kind == ALL else (kind,)
        low, high = behind(figure.n, reach)
        yield Limit(Sum(places, answers), max(low, FEWEST_WISHES), high)
        if answers == ANSWERS[TIMELINESS]:
            yield Limit(Sum(places, ("in_time",)), *_in_time(figure, reach))
        else:
            for answer in answers:
                yield Limit(Sum(places, (answer,)), *behind(getattr(figure, answer), reach))


def _in_time(figure: ReplyFigure, reach: int) -> tuple[int, int | None]:
    """Only its percentage is told: every number that gives it could have been the one."""
    n = figure.n or 0
    told = [one for one in range(0, n + 1, ROUNDED_TO) if percent(one, n) == figure.percent_in_time]
    if not told:
        return 0, None
    # More than all is told as all.
    high = None if told[-1] == n else behind(told[-1], reach)[1]
    return behind(told[0], reach)[0], high
