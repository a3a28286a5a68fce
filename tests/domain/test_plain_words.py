"""Plain words: what is hard in a text for a child, and nothing that cannot be counted."""

import pytest

from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.plain_words import (
    HARD_LIX,
    LONG_SENTENCE,
    PLAINER,
    Ease,
    Hint,
    HintKind,
    advise,
)
from tests.web.limits import LIMITS

EASY = "Vi taler om det på mødet. Jeg ringer til dig på torsdag."
OFFICE = "Såfremt foranstaltningen iværksættes, informeres du jf. aftalen."


def words_named(text: str, kind: HintKind = HintKind.PLAINER) -> list[str]:
    return [one.what for one in advise(text, AgeGroup.OLDER).hints if one.kind is kind]


@pytest.mark.parametrize("age", list(AgeGroup))
def test_an_easy_text_is_left_alone(age: AgeGroup) -> None:
    assert advise(EASY, age).hints == ()
    assert advise(EASY, age).ease is Ease.EASY
    assert advise("", age).ease is Ease.EASY


def test_the_words_of_an_office_are_named_with_plainer_ones() -> None:
    found = advise(OFFICE, AgeGroup.OLDER)
    assert {(one.what, one.instead) for one in found.hints} == {
        ("Såfremt", "hvis"),
        ("foranstaltningen", "hjælp"),
        ("iværksættes", "sætte i gang"),
        ("informeres", "fortælle"),
        ("jf", "se"),
    }
    assert found.ease is Ease.HARD, "three hints or more"


def test_a_few_hard_words_do_not_make_a_long_text_hard() -> None:
    assert advise(OFFICE + "\n" + f"{EASY} " * 8, AgeGroup.OLDER).ease is Ease.SOME


def test_a_short_word_stands_for_itself_alone() -> None:
    assert words_named("jf. loven") == ["jf"]
    assert words_named("jfr og vedrage") == []


def test_each_word_is_named_once() -> None:
    assert words_named("indsats og indsats, men også indsatser") == ["indsats", "indsatser"]


def test_a_very_long_word_is_named_and_a_long_one_is_not() -> None:
    assert words_named("undervisningsministeriet", HintKind.LONG_WORD)
    assert words_named("trettenbogst", HintKind.LONG_WORD) == [], "twelve letters"


@pytest.mark.parametrize("age", list(AgeGroup))
def test_a_sentence_is_long_beyond_the_limit_of_the_childs_own_pages(age: AgeGroup) -> None:
    limit = LONG_SENTENCE[age]
    assert advise("ord " * limit, age).hints == ()
    sentence = ("ord " * (limit + 1)).strip()
    assert advise(sentence, age).hints == (Hint(HintKind.LONG_SENTENCE, sentence, count=limit + 1),)


def test_lines_are_sentences_of_their_own() -> None:
    assert advise("ord " * 9 + "\n" + "ord " * 9, AgeGroup.YOUNGER).hints == ()


def test_lix_is_told_only_where_there_are_words_enough() -> None:
    short, long = "tænkende " * 19, "Tænkende. " * 20
    assert advise(short, AgeGroup.OLDER).lix is None
    found = advise(long, AgeGroup.OLDER)
    assert (found.lix, found.ease) == (101, Ease.HARD)


def test_the_limits_are_those_the_childs_pages_are_tested_by() -> None:
    for age, limits in LIMITS.items():
        assert (HARD_LIX[age], LONG_SENTENCE[age]) == (limits.page_lix, limits.sentence)


def test_no_plainer_word_is_itself_named() -> None:
    assert [one for one in PLAINER.values() if advise(one, AgeGroup.OLDER).hints] == []
