"""Excerpts for a team's sheet: the plain signs a child is known by are stopped, words are not."""

import pytest

from boernestemme.domain.excerpt import LIMIT, name_like, telling_rule
from boernestemme.domain.shared_words import WordPair

PAIRS = [WordPair("blå", "sky")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("x" * (LIMIT + 1), "too_long"),
        ("nul\x00", "not_text"),
        ("Barnet har 0102031234", "cpr"),
        ("Det med blå sky", "pair"),
        ("Det med BLÅ  Sky", "pair"),
        ("Mødet den 3. maj", "date"),
        ("Det var 12/3", "date"),
        ("Det var 3. dec", "date"),
        ("Det var 2027-03-12", "date"),
        ("Jeg spurgte Emma", "name"),
        ("Vi mødtes, Jonas kom", "name"),
        ("»Hej«, sagde Karim", "name"),
        ("Mads var ked af det.", "name"),
        ("Vi gik ud. Mads var ked af det.", "name"),
        ("Vi gik ud!\nMads var ked af det.", "name"),
        ("Drengen (Mads) sagde nej", "name"),
        ("Et andet barn: Mads", "name"),
        ("»Şirin« kom", "name"),
        ("– Željko kom", "name"),
    ],
)
def test_a_telling_text_is_refused(text: str, rule: str) -> None:
    assert telling_rule(text, PAIRS) == rule


@pytest.mark.parametrize(
    "text",
    [
        "x" * LIMIT,
        "Vi mødtes i maj. Derefter kom far.",
        "Det, I sagde, kunne barnet bruge.",
        "Vi holdt det i SFO.",
        "Barnet fik 2 pauser kl. 14.30.",
        "Far sagde: Nej.",
        "Der var en sky. Den var blå.",
        "Jeg spurgte. Barnet nikkede: Ja! (Det tog tid.) Bagefter tegnede vi.",
        "»Hvorfor ikke?« sagde barnet. – Fordi far kom.",
    ],
)
def test_a_text_that_tells_of_no_child_stands(text: str) -> None:
    assert telling_rule(text, PAIRS) is None


def test_the_word_that_looks_like_a_name_is_told() -> None:
    assert name_like("Jeg spurgte Emma og Karim") == "Emma"
    assert name_like("Mads tegnede") == "Mads"
    assert name_like("Barnet tegnede") is None
