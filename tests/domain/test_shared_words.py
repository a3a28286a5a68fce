"""The shared words: kind and distinct, drawn apart, and not given away by the tiles around them."""

import itertools
import random
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from boernestemme.domain import shared_words
from boernestemme.domain.errors import Refused
from boernestemme.domain.instruments import before
from boernestemme.domain.shared_words import (
    ALIKE_COLOURS,
    ALIKE_THINGS,
    COLOURS,
    THINGS,
    TILES,
    WordPair,
    WordsExhausted,
    ascii_name,
    decoys,
    draw,
    draw_each,
    free_pairs,
    near_alike,
)

PICTURES = Path(shared_words.__file__).parents[1] / "web" / "static" / "img"
SEEDS = tuple(bytes([number, 7 * number % 256, 255 - number]) for number in range(20))
PAIRS = tuple(WordPair(colour, thing) for colour in COLOURS for thing in THINGS)
SMALLEST_SVG, LARGEST_SVG = 150, 700


def things_alike(a: str, b: str) -> bool:
    return any({a, b} <= family for family in ALIKE_THINGS)


def test_there_are_twelve_colours_and_about_a_hundred_things_in_whole_dozens() -> None:
    assert len(COLOURS) == TILES == 12
    assert len(THINGS) >= 96
    assert len(THINGS) % TILES == 0
    assert "sky" in THINGS


def test_no_word_stands_twice_or_in_both_lists() -> None:
    assert len(set(COLOURS + THINGS)) == len(COLOURS) + len(THINGS)


def test_words_are_short_lower_case_danish() -> None:
    assert [word for word in COLOURS + THINGS if not re.fullmatch("[a-zæøå]{2,10}", word)] == []


@pytest.mark.parametrize(("families", "words"), [(ALIKE_COLOURS, COLOURS), (ALIKE_THINGS, THINGS)])
def test_families_of_alike_words_hold_known_words_only(
    families: tuple[frozenset[str], ...], words: tuple[str, ...]
) -> None:
    assert set().union(*families) <= set(words)
    assert min(len(family) for family in families) >= 2


def test_a_pair_is_spoken_as_colour_and_thing() -> None:
    assert str(WordPair("blå", "sky")) == "blå sky"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (WordPair("blå", "sky"), WordPair("blå", "sky"), True),
        (WordPair("blå", "sky"), WordPair("grå", "sky"), True),
        (WordPair("blå", "bro"), WordPair("blå", "borg"), True),
        (WordPair("blå", "sky"), WordPair("gul", "sky"), False),
        (WordPair("blå", "sky"), WordPair("blå", "cykel"), False),
        (WordPair("blå", "bro"), WordPair("grå", "borg"), False),
        (WordPair("lyserød", "sky"), WordPair("lyserød", "sky"), True),
        (WordPair("lyserød", "hule"), WordPair("blå", "sky"), False),
    ],
)
def test_near_alike_pairs_share_a_word_and_nearly_the_other(
    a: WordPair, b: WordPair, expected: bool
) -> None:
    assert near_alike(a, b) is expected


def test_near_alike_holds_both_ways_for_all_pairs() -> None:
    sample = random.Random(1).sample(PAIRS, 200)
    some = [WordPair("blå", thing) for thing in THINGS] + sample
    uneven = [
        (a, b) for a, b in itertools.combinations(some, 2) if near_alike(a, b) != near_alike(b, a)
    ]
    assert uneven == []


def test_a_word_is_alike_to_itself_and_to_the_members_of_all_its_families() -> None:
    families = (frozenset({"bus", "is"}), frozenset({"is", "kage"}))
    assert shared_words._alike(("bus", "is", "ost"), families) == {
        "bus": {"bus", "is"},
        "is": {"is", "bus", "kage"},
        "ost": {"ost"},
    }


def test_words_alike_at_second_hand_are_in_one_cluster_in_the_order_of_the_words() -> None:
    words = ("ost", "kage", "bil", "is", "bus", "ufo")
    families = (frozenset({"bus", "is"}), frozenset({"is", "kage"}), frozenset({"ost", "ufo"}))
    found = shared_words._clusters(words, shared_words._alike(words, families))
    assert found == (("ost", "ufo"), ("kage", "is", "bus"), ("bil",))


@pytest.mark.parametrize("thing", THINGS)
def test_the_tiles_are_twelve_with_the_right_one_in_the_order_of_the_list(thing: str) -> None:
    for seed in SEEDS:
        tiles = decoys(seed, thing)
        assert len(set(tiles)) == len(tiles) == TILES
        assert thing in tiles
        assert tiles == tuple(word for word in THINGS if word in tiles)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_tile_would_have_brought_the_same_tiles(seed: bytes) -> None:
    tiles_of = {thing: decoys(seed, thing) for thing in THINGS}
    assert all(tiles_of[tile] == tiles for tiles in tiles_of.values() for tile in tiles)


@pytest.mark.parametrize("seed", SEEDS)
def test_no_two_tiles_are_alike(seed: bytes) -> None:
    alike = [
        pair
        for tiles in {decoys(seed, thing) for thing in THINGS}
        for pair in itertools.combinations(tiles, 2)
        if things_alike(*pair)
    ]
    assert alike == []


def test_another_seed_brings_other_tiles_and_no_thing_always_comes_along() -> None:
    sets = [set(decoys(seed, "cykel")) for seed in SEEDS]
    assert len({frozenset(tiles) for tiles in sets}) == len(SEEDS)
    assert set.intersection(*sets) == {"cykel"}
    assert len(set.union(*sets)) > len(THINGS) * 3 / 4


def test_the_tiles_of_a_link_stay_the_same_from_version_to_version() -> None:
    assert " ".join(decoys(b"one link", "sky")) == (
        "sky komet fjer banan pizza bil ubåd bog vest krone parasol kasse"
    )


def test_an_unknown_thing_has_no_tiles() -> None:
    with pytest.raises(ValueError, match="^not a thing of the shared"):
        decoys(b"one link", "hule")


def test_free_pairs_are_all_pairs_and_only_those_near_alike_to_none_taken() -> None:
    assert free_pairs(()) == PAIRS
    taken = random.Random(2).sample(PAIRS, 40) + [WordPair("lyserød", "hule")]
    expected = {pair for pair in PAIRS if not any(near_alike(pair, other) for other in taken)}
    assert set(free_pairs(taken)) == expected
    assert expected


def test_draws_never_give_a_near_alike_pair_and_end_with_a_refusal() -> None:
    chance = random.Random(3)
    taken: list[WordPair] = []
    with pytest.raises(WordsExhausted) as refusal:
        while True:
            pair = draw(taken, chance.choice)
            assert not any(near_alike(pair, other) for other in taken)
            taken.append(pair)
    assert isinstance(refusal.value, Refused)
    assert len(taken) >= 250


def test_pairs_drawn_at_once_are_near_alike_to_none() -> None:
    taken = random.Random(4).sample(PAIRS, 20)
    drawn = draw_each(taken, 100, random.Random(5).choice)
    every = [*taken, *drawn]
    assert len(drawn) == 100
    for place, pair in enumerate(drawn, start=len(taken)):
        assert not any(near_alike(pair, other) for other in every[:place])


def test_what_is_chosen_among_is_all_that_is_free() -> None:
    offered: list[set[WordPair]] = []

    def choose(among: Sequence[WordPair]) -> WordPair:
        offered.append(set(among))
        return among[len(among) // 2]

    drawn = draw_each([PAIRS[7]], 3, choose)
    for place, among in enumerate(offered):
        assert among == set(free_pairs([PAIRS[7], *drawn[:place]]))


def test_file_names_are_plain_ascii_and_differ() -> None:
    assert ascii_name("blå sæbekasse ø") == "blaa-saebekasse-oe"
    names = {ascii_name(thing) for thing in THINGS}
    assert len(names) == len(THINGS)
    assert all(re.fullmatch("[a-z-]+", name) for name in names)


def test_every_thing_has_its_own_picture_and_no_picture_is_left_over() -> None:
    files = {path.stem: path.read_text("utf-8") for path in (PICTURES / "things").glob("*.svg")}
    assert set(files) == {ascii_name(thing) for thing in THINGS}
    assert len(set(files.values())) == len(files)


@pytest.mark.parametrize("path", sorted(PICTURES.glob("*/*.svg")), ids=lambda path: path.stem)
def test_pictures_are_small_and_hold_nothing_but_shapes(path: Path) -> None:
    text = path.read_text("utf-8")
    assert SMALLEST_SVG < len(text.encode()) <= LARGEST_SVG
    assert text.count("\n") == 1
    assert (
        re.search(r"\b(id|class|style|on\w+|(xlink:)?href)=|<!|<\?|<(?!/?svg|path)", text) is None
    )
    assert 'viewBox="0 0 24 24"' in text


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("topic", before.YOUNGER_TOPICS + before.YOUNGER_MORE_TOPICS),
        ("topic", before.OLDER_TOPICS + before.OLDER_MORE_TOPICS),
        ("person", before.YOUNGER_PERSONS + before.YOUNGER_MORE_PERSONS),
        ("person", before.OLDER_PERSONS + before.OLDER_MORE_PERSONS),
        ("place", before.YOUNGER_PLACES + before.OLDER_PLACES),
        ("need", before.YOUNGER_NEEDS + before.YOUNGER_MORE_NEEDS),
        ("need", before.OLDER_NEEDS + before.OLDER_MORE_NEEDS),
    ],
)
def test_every_choice_before_a_meeting_has_its_icon(kind: str, codes: tuple[str, ...]) -> None:
    icons = {path.stem for path in (PICTURES / "icons").glob("*.svg")}
    assert {f"{kind}-{code}" for code in codes} <= icons
