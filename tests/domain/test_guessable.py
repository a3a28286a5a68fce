"""Passwords that are tried first are refused, and sentences of any make are not."""

import pytest

from boernestemme.domain.guessable import is_guessable

OWNER = ("mette.jensen@roskilde.example", "Mette", "Roskilde")


@pytest.mark.parametrize(
    "password",
    [
        "Roskilde2026!", "mettejensen1", "METTE.JENSEN.12", "Børnestemme1", "adgangskode1",
        "123456789012", "qwertyuiopå1", "passwordpassword", "aaaaaaaaaaaa", "121212121212",
        "Roskilde Kommune", "sommer123456",
    ],
)  # fmt: skip
def test_what_is_tried_first_is_refused(password: str) -> None:
    assert is_guessable(password, OWNER)


@pytest.mark.parametrize(
    "password",
    [
        "en helt ny sætning", "et langt kodeord til test", "mette spiser altid is",
        "847261950374", "korrekt hest batteri", "🗝 og lås og slå og nøgle", "jegborihus47x",
    ],
)  # fmt: skip
def test_what_says_something_of_its_own_is_taken(password: str) -> None:
    assert not is_guessable(password, OWNER)


def test_words_of_somebody_else_are_no_matter() -> None:
    assert not is_guessable("Roskilde2026!", ("bo@odense.example", "Bo", "Odense"))
    assert is_guessable("OdenseOdense1", ("bo@odense.example", "Bo", "Odense"))
