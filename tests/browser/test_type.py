"""Type a child can read: size by age, line length, alignment, language of the page (A-15, A-17)."""

from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.looks import TYPE
from tests.browser.record import Record, State

SIZES = {18, 20}
LONGEST_LINE = 65
# Pages that must be the same for everybody stand in the older size.
FOR_EVERYBODY = {"door", "door-nej", "fortsaet", "lukket", "doedt-link", "ikke-gemt", "skjul"}


def wrong_size(state: State) -> object:
    """Nothing that is read is smaller than running text, which has the size of an age group."""
    body, smallest = state.type["body"], state.type["smallest"]
    is_right = body in SIZES and float(str(smallest)) >= float(str(body))
    return None if is_right else (body, smallest)


def test_text_has_the_size_of_its_age_group(walked: Record) -> None:
    assert walked.wrong(wrong_size) == {}
    own = {n: s.type["body"] for n, s in walked.states.items() if n not in FOR_EVERYBODY}
    assert len(set(own.values())) == 1, own


def test_lines_are_short_and_never_justified(walked: Record) -> None:
    longest = max(int(str(state.type["longest"])) for state in walked.states.values())
    print(f"longest line: {longest} characters of {LONGEST_LINE}")  # noqa: T201 - the figure
    assert walked.wrong(lambda s: s.type["line"] if s.type["longest"] > LONGEST_LINE else 0) == {}  # type: ignore[operator]  # a number of pixels
    assert walked.wrong(lambda state: state.type["justified"]) == {}
    assert longest > 40, "nothing was measured"


def test_every_page_says_its_language_and_direction(walked: Record) -> None:
    said = {(state.page["lang"], state.page["dir"]) for state in walked.states.values()}
    assert said == {("da", "ltr")}


def test_every_page_has_one_heading(walked: Record) -> None:
    assert walked.wrong(lambda state: state.page["h1"] != 1) == {}


def test_control_long_and_justified_lines_are_found(controls: Controls, new_page: NewPage) -> None:
    page = new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"{controls.base}/lange-linjer")
    seen = page.evaluate(TYPE)
    assert seen["longest"] > LONGEST_LINE and seen["justified"] == 1 and seen["smallest"] < 18
