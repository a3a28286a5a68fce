"""The database in trouble: what the child chose cannot be read, so its phone decides."""

import pytest

from tests.catalogues import MIRRORED_CODE
from tests.web.child.test_languages import DANISH, MIRRORED, choose, said_in
from tests.web.child.test_trouble import TYPED, broken
from tests.web.reading_pages import typed
from tests.web.scene import Scene
from tests.web.walking import Child, arrive


def of_a_phone(spoken: Scene, language: str) -> Child:
    """A child on a phone that is set to a language."""
    one = arrive(spoken)
    one.pages.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    return one


@pytest.mark.parametrize("language", [MIRRORED_CODE, f"xx, {MIRRORED_CODE};q=0.8, da;q=0.5"])
def test_what_was_not_saved_is_told_in_the_phones_language(spoken: Scene, language: str) -> None:
    one = of_a_phone(spoken, language)
    choose(one, "/svar/3")
    with broken(spoken, "child_sessions"):
        page = one.post("/svar/3", {"topics_text": TYPED, "go": "next"})
        assert page.status_code == 503 and said_in(page) == MIRRORED
        assert typed(page)["topics_text"] == TYPED
        assert said_in(one.see("/svar/3")) == said_in(one.see("/hjaelp")) == MIRRORED


@pytest.mark.parametrize("language", ["", "xx", "da, xx"])
def test_a_phone_in_a_language_that_is_not_offered_is_told_in_danish(
    spoken: Scene, language: str
) -> None:
    one = of_a_phone(spoken, language)
    with broken(spoken, "child_sessions"):
        assert said_in(one.see("/svar/3")) == DANISH


def test_where_the_choice_can_be_read_the_phone_is_not_asked(spoken: Scene) -> None:
    one = of_a_phone(spoken, MIRRORED_CODE)
    one.see("/svar/3")
    with broken(spoken, "submissions"):
        page = one.post("/svar/tjek")
    assert page.status_code == 503 and said_in(page) == DANISH
