"""The tally: exact sums by municipality and age group, children never more than first answers."""

from collections.abc import Iterator

from boernestemme.domain.framing import Outcome
from boernestemme.domain.instruments.after import OLDER_ITEMS, YOUNGER_ITEMS
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.submission import WishKind
from boernestemme.domain.tally import (
    Counts,
    OutcomeCount,
    People,
    TapCount,
    all_together,
    tally,
    tally_replies,
)

OLDER, YOUNGER = AgeGroup.OLDER, AgeGroup.YOUNGER


def taps(
    code: str, age_group: AgeGroup, items: tuple[str, ...], **values: int
) -> Iterator[TapCount]:
    for item in items:
        for value, number in values.items():
            yield TapCount(code, age_group, item, value, number)


def test_counts_add_up_and_only_a_stand_is_valid() -> None:
    counts = Counts(5, 4, 3, 2, 1) + Counts(yes=1, skip=10)
    assert counts == Counts(6, 4, 3, 2, 11)
    assert (counts.valid, counts.answers) == (13, 26)
    keyed = Counts(1, 1, 1, yes_keys=7, no_keys=5) + Counts(yes=1, yes_keys=300, partly_keys=1)
    assert (keyed.yes_keys, keyed.partly_keys, keyed.no_keys, keyed.valid_keys) == (307, 1, 5, 313)


def test_every_municipality_and_age_group_is_a_cell_of_its_own() -> None:
    given = [
        *taps("0461", OLDER, OLDER_ITEMS, yes=7, partly=2, unsure=1),
        *taps("0265", OLDER, OLDER_ITEMS, no=3),
        *taps("0265", YOUNGER, YOUNGER_ITEMS, yes=4, skip=2),
    ]
    people = [People("0265", YOUNGER, 6, 2), People("0461", OLDER, 10, 3)]
    cells = tally(given, people)
    assert [(cell.municipality, cell.age_group) for cell in cells] == [
        ("0265", OLDER),
        ("0265", YOUNGER),
        ("0461", OLDER),
    ]
    assert [(cell.children, cell.workers) for cell in cells] == [(0, 0), (6, 2), (10, 3)]
    assert cells[1].items == dict.fromkeys(YOUNGER_ITEMS, Counts(yes=4, skip=2))
    assert cells[2].items["heard"] == Counts(yes=7, partly=2, unsure=1)


def test_the_keys_come_along_with_those_who_took_a_stand() -> None:
    given = [
        TapCount("0265", OLDER, "heard", value, 2, keys)
        for value, keys in (("yes", 300), ("no", 7), ("unsure", 9))
    ]
    [cell] = tally(given, [])
    assert cell.items["heard"] == Counts(yes=2, no=2, unsure=2, yes_keys=300, no_keys=7)


def test_an_item_that_nobody_tapped_counts_nothing() -> None:
    [cell] = tally([TapCount("0265", OLDER, "heard", "yes", 12)], [People("0265", OLDER, 12, 3)])
    assert cell.items["next"] == Counts()
    assert set(cell.items) == set(OLDER_ITEMS)


def test_children_with_later_answers_only_stand_behind_no_figure() -> None:
    given = taps("0265", OLDER, OLDER_ITEMS, yes=9)
    [cell] = tally(given, [People("0265", OLDER, 14, 5)])
    assert cell.children == 9


def test_people_without_a_first_answer_make_no_cell() -> None:
    assert tally([], [People("0265", OLDER, 14, 5)]) == ()


def test_wishes_are_counted_by_kind_over_the_country() -> None:
    person, met = WishKind.PERSON, Outcome.MET
    found = tally_replies(
        [
            OutcomeCount("0265", person, met, True, 3, 100),
            OutcomeCount("0265", person, met, False, 2, 11),
            OutcomeCount("0461", person, Outcome.NOT_MET, True, 4),
            OutcomeCount("0461", WishKind.PLACE, met, True, 1),
        ]
    )
    assert set(found) == set(WishKind)
    assert found[person].outcomes == {met: 5, Outcome.PARTLY_MET: 0, Outcome.NOT_MET: 4}
    assert (found[person].wishes, found[person].in_time) == (9, 7)
    assert found[person].municipalities == {"0265", "0461"}
    assert found[WishKind.NEED].wishes == 0
    assert (found[person].keys, found[person].in_time_keys) == (111, 100)
    whole = all_together(found.values())
    assert (whole.wishes, whole.in_time, len(whole.municipalities)) == (10, 8, 2)
    assert (whole.outcome_keys[met], whole.in_time_keys) == (111, 100)
