"""The ready answers: each says why and what can be done instead, in words a child can read."""

import pytest

from boernestemme.domain.framing import Outcome, Reason
from boernestemme.domain.letter import LetterLine
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.readability import measure
from boernestemme.web.reply_words import REASONS, make_letter
from tests.web.limits import LIMITS
from tests.web.scene import Scene

NAMES = {"who": "Mette", "Who": "Mette", "mine": "Mette"}
SHORT = 60


def line(outcome: Outcome, reason: Reason | None, own: str = "", code: str = "skole") -> LetterLine:
    return LetterLine("topics", code, False, outcome, reason, own)


def test_every_reason_but_the_own_one_is_ready() -> None:
    assert set(REASONS) == set(Reason) - {Reason.OWN}


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_says_why_and_what_instead_and_is_short(reason: Reason) -> None:
    sentences = REASONS[reason]
    assert len(set(sentences)) == 2
    assert all(one[0].isupper() and one.endswith(".") for one in sentences)
    assert len(" ".join(sentences)) <= SHORT


@pytest.mark.parametrize("age_group", list(AgeGroup))
@pytest.mark.parametrize("outcome", [Outcome.PARTLY_MET, Outcome.NOT_MET])
@pytest.mark.parametrize("reason", REASONS)
def test_each_is_easy_at_both_ages(
    scene: Scene, age_group: AgeGroup, outcome: Outcome, reason: Reason
) -> None:
    with scene.acting():
        letter = make_letter([line(outcome, reason)], age_group, NAMES)
    read, limits = measure(letter.said), LIMITS[age_group]
    assert not read.is_hard and read.lix <= limits.page_lix, letter.said
    assert read.longest_words <= limits.sentence
    hard = measure(["Forældremyndighedsindehaverne informeres skriftligt efterfølgende."])
    assert hard.is_hard, "the control"


def test_a_letter_answers_before_it_repeats(scene: Scene) -> None:
    lines = [
        line(Outcome.MET, None),
        line(Outcome.NOT_MET, Reason.LAW, "  Spørg mig  ", "venner"),
        line(Outcome.MET, None, code="fritid"),
    ]
    with scene.acting():
        yes, no = make_letter(lines, AgeGroup.OLDER, NAMES).answers
    assert yes.abouts == (("Tale om", ("Skolen", "Min fritid")),)
    assert yes.answer.pieces == ["Ja, det gør vi."]
    law = "Loven siger noget andet. Jeg siger, hvad vi så kan."
    assert no.answer.pieces == ["Nej, det kan vi ikke.", law, "Spørg mig"]


def test_wishes_called_by_one_name_get_one_answer(scene: Scene) -> None:
    persons = [
        LetterLine("person-far", "no", True, Outcome.NOT_MET, Reason.LAW, ""),
        LetterLine("person-mor", "yes", False, Outcome.MET, None, "Hun kommer."),
    ]
    with scene.acting():
        [one] = make_letter(persons, AgeGroup.OLDER, NAMES).answers
    said = ["Noget af det kan vi.", "Vi taler om det hele, når vi ses.", "Hun kommer."]
    assert one.answer.pieces == said


def test_two_noes_of_one_name_stay_a_no_with_every_reason_and_word_once(scene: Scene) -> None:
    persons = [
        LetterLine("person-far", "no", True, Outcome.NOT_MET, Reason.LAW, "Spørg mig."),
        LetterLine("person-mor", "no", True, Outcome.NOT_MET, Reason.NO_TIME, ""),
        LetterLine("person-lærer", "no", True, Outcome.NOT_MET, Reason.LAW, "Jeg ringer."),
    ]
    with scene.acting():
        [one] = make_letter(persons, AgeGroup.OLDER, NAMES).answers
        [same] = make_letter(persons[:1] * 2, AgeGroup.OLDER, NAMES).answers
    law = "Loven siger noget andet. Jeg siger, hvad vi så kan."
    time = "Vi har ikke tid nok. Vi tager det næste gang."
    no = "Nej, det kan vi ikke."
    assert one.answer.pieces == [no, f"{law} {time}", "Spørg mig.", "Jeg ringer."]
    assert same.answer.pieces == [no, law, "Spørg mig."]


def test_yes_to_all_of_one_name_keeps_what_was_written_to_each(scene: Scene) -> None:
    persons = [
        LetterLine("person-far", "yes", False, Outcome.MET, Reason.OWN, text)
        for text in ("", "Hun kommer.", "Vi er to.")
    ]
    with scene.acting():
        [one] = make_letter(persons, AgeGroup.OLDER, NAMES).answers
    assert one.answer.pieces == ["Ja, det gør vi.", "Hun kommer.", "Vi er to."]
