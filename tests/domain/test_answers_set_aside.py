"""Answers set aside from whoever helps: hidden, kept, and never shown again."""

from boernestemme.domain.draft import Draft, from_bytes, to_bytes

SAID = Draft({"needs": ("pause",), "place": "skole"})
ASIDE = SAID.set_aside(("needs", "needs_text"))


def test_what_is_set_aside_is_hidden_and_nothing_else() -> None:
    assert ASIDE.answers == SAID.answers
    assert ASIDE.shown("needs") is None and ASIDE.is_masked("needs")
    assert ASIDE.shown("place") == "skole"
    assert not ASIDE.is_masked("needs_text"), "there is no answer to hide"


def test_an_empty_field_does_not_take_it_away_and_a_new_answer_replaces_it() -> None:
    assert ASIDE.saved(("needs",), {}) == ASIDE
    anew = ASIDE.saved(("needs",), {"needs": ("tegne",)})
    assert anew.shown("needs") == ("tegne",)
    assert ASIDE.erased(("needs",)).answers == {"place": "skole"}


def test_it_comes_back_from_its_bytes() -> None:
    assert from_bytes(to_bytes(ASIDE)) == ASIDE
    old = b'{"answers":{"needs":["pause"]},"masked":[]}'
    assert from_bytes(old).shown("needs") == ("pause",), "a draft of the version before"
