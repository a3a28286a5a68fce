"""What is known of meetings and answers: always the truth among others, and never too little."""

from random import Random

from boernestemme.domain.coverage import Coverage, Manner, MannerFigure, ResponseBand
from boernestemme.domain.covering import disclose_coverage
from boernestemme.domain.disclosure import COUNTRY, disclose, merge
from boernestemme.domain.figures import Area, Figure, Status
from boernestemme.domain.knowledge import Knowledge, Sum
from boernestemme.domain.known_answers import fewest_answers, most_answers
from boernestemme.domain.known_children import known_of_children
from boernestemme.domain.known_coverage import known_of_coverage
from boernestemme.domain.meeting_counts import Meetings
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.release import Release
from boernestemme.domain.silent_cells import with_silent
from boernestemme.domain.tally import Cell
from tests.coverage_factory import NOTHING
from tests.domain.countries import OLDER, YOUNGER, random_country, with_keys
from tests.domain.invented_meetings import around
from tests.release_factory import release


def told(seed: int) -> tuple[tuple[Cell, ...], Meetings, Release]:
    answered = with_keys(random_country(seed), seed)
    meetings = around(answered, Random(seed))
    cells = with_silent(answered, meetings)
    coverage = disclose_coverage(cells, meetings, FROM_2007)
    made = release(figures=disclose(cells, FROM_2007), **NOTHING | {"coverage": coverage})
    return cells, meetings, made


def inside(place: Area, cells: tuple[Cell, ...], known: Knowledge) -> set[str]:
    """Which municipalities lie in a place."""
    own = tuple(cell for cell in cells if cell.age_group is known.age_group)
    named = {one.area: one.cells for one in merge(own, FROM_2007)} | {COUNTRY: own}
    return {cell.municipality for cell in named[place]}


def truth(known: Knowledge, cells: tuple[Cell, ...], meetings: Meetings) -> tuple[int, ...]:
    numbers = []
    for place, answer in known.columns:
        assert isinstance(place, Area) and known.age_group is not None
        codes = inside(place, cells, known)
        of_all = [meetings[code, known.age_group] for code in sorted(codes)]
        answered = sum(getattr(one, known.item) for one in of_all)
        numbers.append(answered if answer == "answered" else sum(o.held for o in of_all) - answered)
    return tuple(numbers)


def test_the_truth_is_one_of_the_things_that_may_be() -> None:
    examined = 0
    for seed in range(25):
        cells, meetings, made = told(seed)
        for known in known_of_coverage([made]):
            point = truth(known, cells, meetings)
            assert known.allows(point), (seed, known.age_group, known.item)
            moved = tuple(number + 400 for number in point)
            assert not known.allows(moved), "the control"
            examined += 1
        for age_group in (YOUNGER, OLDER):
            least, most = fewest_answers(made, age_group), most_answers(made, age_group)
            assert all(least[area] <= most[area] for area in least.keys() & most.keys())
    assert examined > 40


def highest(*coverage: Coverage, manners: tuple[MannerFigure, ...] = ()) -> int | None:
    """How many may have taken a stand at most, where 90 are said to have."""
    figure = Figure(OLDER, COUNTRY, "heard", Status.UNCERTAIN, 90)
    changes = NOTHING | {"coverage": coverage, "manners": manners}
    known = known_of_children([release(figures=(figure,), **changes)])[0]
    every = Sum((COUNTRY,), ("yes", "partly", "no"))
    highs = [limit.high for limit in known.limits if limit.sum == every and limit.high]
    return min(highs)


def test_answers_limit_what_is_known_of_children() -> None:
    band = Coverage(OLDER, COUNTRY, Status.SHOWN, 400, None, ResponseBand.UNDER_20)
    held = Coverage(OLDER, COUNTRY, Status.UNCERTAIN, 85)
    given = MannerFigure(OLDER, Manner.HELPED, Status.UNCERTAIN, 80)
    assert highest() == 99
    assert highest(band) == 84, "75 answers at most, and 9 more behind them"
    assert highest(held) == 89, "85 meetings, 9 more behind them, and 5 that had no answer"
    assert highest(manners=(given,)) == 89
