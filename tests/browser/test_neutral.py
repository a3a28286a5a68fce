"""Nothing in the window tells what the page is, and nothing is kept or asked elsewhere.

S-06, S-10, S-11, DEV-06, DEV-07, DEV-12.
"""

import re

from tests.browser.record import Record, State

# Every title a child's page may have; N is a number of the way.
TITLES = {
    "Hej", "To ord – Hej", "Fejl: To ord – Hej", "Fejl: Hej", "N af N – Hej", "Fejl: N af N – Hej",
    "Slet – Hej", "Hjælp – Hej", "Læs – Hej", "Sig det – Hej", "Tak – Hej", "Velkommen igen – Hej",
    "Svar – Hej", "Spørgsmål – Hej", "Øvelse – Hej", "Send – Hej", "Fejl: Send – Hej", "Velkommen",
}  # fmt: skip
TELLING = re.compile(r"kommune|\bsag\b|\bbarn\b|hørt|møde|børnestemme", re.IGNORECASE)
PAPER = "#fbf7f0"


def plain(title: object) -> str:
    """The title with its numbers taken out."""
    return re.sub(r"\d+", "N", str(title))


def test_titles_are_on_the_list(walked: Record) -> None:
    assert walked.wrong(lambda state: {plain(state.page["title"])} - TITLES) == {}
    assert not any(TELLING.search(title) for title in TITLES)


def test_icon_and_colour_are_neutral_and_nothing_is_meant_for_sharing(
    walked: Record,
) -> None:
    own = {(state.page["icon"], state.page["theme"]) for state in walked.states.values()}
    assert own == {(f"{walked.base}/favicon.svg", PAPER)}
    assert walked.wrong(lambda state: state.page["shared"]) == {}


def test_nothing_is_kept_in_the_browser_but_one_cookie(walked: Record) -> None:
    assert walked.wrong(lambda state: any(state.stored.values())) == {}
    kept = [one for state in walked.states.values() for one in state.cookies]
    assert {(one["name"], one["httpOnly"], one["sameSite"]) for one in kept} == {
        ("besked", True, "Lax")
    }


def test_no_field_offers_to_remember(walked: Record) -> None:
    assert walked.wrong(lambda state: state.page["offered"]) == {}


def test_no_link_leads_away(walked: Record) -> None:
    assert walked.wrong(lambda state: state.page["away"]) == {}


def test_nothing_is_asked_of_another_origin(walked: Record) -> None:
    hidden = [walked.hide_address] if "skjul" in walked.states else []
    ours = (walked.base, "data:", *hidden)
    assert [one for one in walked.requests if not one.startswith(ours)] == []
    assert len(walked.requests) > 100


def test_no_picture_stands_without_words(walked: Record) -> None:
    assert walked.wrong(lambda state: state.page["bare"]) == {}


def test_errors_come_first_in_the_title_and_in_the_focus(walked: Record) -> None:
    errors = {name: state for name, state in walked.states.items() if _is_error(state)}
    assert {"ord-wrong", "fejl", "efter-fejl", "efter-for-sent"} <= errors.keys()
    assert {state.page["focused"] for state in errors.values()} == {"problem"}


def _is_error(state: State) -> bool:
    return str(state.page["title"]).startswith("Fejl:")
