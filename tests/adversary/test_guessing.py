"""The bound of the adversary's tests: chance stays far below it, and knowing reaches it soon."""

from random import Random

from tests.adversary.guessing import most_by_chance

BATCHES, SIZE, WAYS, RUNS = 13, 10, 700, 3000


def right_pairs(chance: Random) -> int:
    """How many pairs are right when each batch is paired by chance."""
    return sum(
        number == guess
        for _ in range(BATCHES)
        for number, guess in enumerate(chance.sample(range(SIZE), SIZE))
    )


def test_guessing_stays_below_the_bound() -> None:
    chance = Random(20270309)
    found = [right_pairs(chance) for _ in range(RUNS)]
    assert BATCHES - 1 < sum(found) / RUNS < BATCHES + 1
    assert max(found) < most_by_chance(BATCHES, WAYS)


def test_knowing_less_than_half_of_the_marks_is_more_than_chance() -> None:
    assert BATCHES < most_by_chance(BATCHES, WAYS) < BATCHES * SIZE / 2
    assert most_by_chance(BATCHES, WAYS) < most_by_chance(BATCHES, 1000 * WAYS)
    assert most_by_chance(0, WAYS) == 0
