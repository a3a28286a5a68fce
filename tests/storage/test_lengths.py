"""Sealed lengths tell nothing: closed answers are all of one size, texts come in buckets."""

import itertools
import json
import random
from collections import Counter, defaultdict
from collections.abc import Callable

import pytest

from boernestemme.domain.instruments.before import OLDER, YOUNGER
from boernestemme.domain.ports import Place, PublicKey
from boernestemme.domain.questionnaire import Answers, Instrument, Kind
from boernestemme.domain.submission import part
from boernestemme.storage.sealing import (
    CLOSED_SIZE,
    SMALLEST_TEXT,
    padded_closed,
    padded_text,
    padded_to,
    seal,
)
from boernestemme.storage.wrapping import new_wrapped_pair

KEY = PublicKey("k", new_wrapped_pair(bytes(32), "k")[0])
PLACE = Place("0265", "row")
OVERHEAD = 1 + 12 + 16


def as_it_is(content: bytes) -> bytes:
    return content


def random_taps(instrument: Instrument, chance: random.Random) -> Answers:
    answers: Answers = {}
    for question in instrument.questions:
        if question.kind.is_free or chance.random() < 0.4:
            continue
        codes = question.all_choices
        many = tuple(code for code in codes if chance.random() < 0.3)
        answers[question.code] = many if question.kind is Kind.MANY else chance.choice(codes)
    return {code: value for code, value in answers.items() if value}


def sealed_lengths(answers: Answers, pad: Callable[[bytes], bytes]) -> tuple[int, int]:
    parts = part(OLDER, answers)
    fields = {
        name: pad(json.dumps(value).encode())
        for name, value in (("open", parts.open_closed), ("guarded", parts.guarded_closed))
    }
    sealed = seal(KEY, PLACE, fields).fields
    return len(sealed["open"]), len(sealed["guarded"])


def advantage(samples: list[tuple[tuple[int, int], bool]]) -> float:
    """How much better the best guess from the length is than always saying the commonest."""
    by_length: dict[tuple[int, int], Counter[bool]] = defaultdict(Counter)
    for length, secret in samples:
        by_length[length][secret] += 1
    hits = sum(max(counts.values()) for counts in by_length.values())
    commonest = max(Counter(secret for _, secret in samples).values())
    return (hits - commonest) / len(samples)


def samples(pad: Callable[[bytes], bytes]) -> list[tuple[tuple[int, int], bool]]:
    chance = random.Random(4)
    taps = [random_taps(OLDER, chance) for _ in range(600)]
    return [(sealed_lengths(one, pad), one.get("person-far") == "no") for one in taps]


def test_the_length_of_a_closed_answer_tells_nothing() -> None:
    padded = samples(padded_closed)
    assert {length for length, _ in padded} == {(CLOSED_SIZE + OVERHEAD,) * 2}
    assert advantage(padded) == 0


def test_the_same_guesser_does_well_without_padding() -> None:
    assert advantage(samples(as_it_is)) > 0.05


@pytest.mark.parametrize("instrument", [YOUNGER, OLDER], ids=lambda one: one.age_group)
def test_an_empty_and_the_fullest_closed_answer_are_of_one_size(instrument: Instrument) -> None:
    full: Answers = {
        one.code: one.all_choices if one.kind is Kind.MANY else one.all_choices[0]
        for one in instrument.questions
        if not one.kind.is_free
    }
    sizes = {len(padded_closed(json.dumps(answers).encode())) for answers in (full, {}, None)}
    assert sizes == {CLOSED_SIZE}


def test_texts_come_in_buckets_of_256_times_two() -> None:
    sizes = [len(padded_text(b"x" * length)) for length in range(9000)]
    assert set(sizes) == {256, 512, 1024, 2048, 4096, 8192, 16384}
    assert all(size > length for length, size in enumerate(sizes))
    assert all(size <= max(SMALLEST_TEXT, 2 * length) for length, size in enumerate(sizes))
    assert all(a <= b for a, b in itertools.pairwise(sizes))


@pytest.mark.parametrize(
    ("length", "bucket"), [(0, 256), (255, 256), (256, 512), (511, 512), (512, 1024), (8191, 8192)]
)
def test_buckets_change_where_they_should(length: int, bucket: int) -> None:
    assert len(padded_text(b"x" * length)) == bucket


@pytest.mark.parametrize("length", [CLOSED_SIZE, CLOSED_SIZE + 1, 10 * CLOSED_SIZE])
def test_a_closed_answer_too_large_is_refused_and_not_cut(length: int) -> None:
    with pytest.raises(ValueError, match="does not fit"):
        padded_closed(b"x" * length)


def test_what_fills_its_envelope_is_refused_and_one_byte_less_is_not() -> None:
    assert len(padded_to(4, b"abc")) == 4
    with pytest.raises(ValueError, match="does not fit"):
        padded_to(4, b"abcd")
