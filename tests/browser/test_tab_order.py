"""Tab on every page: the order one sees, each stop in sight, no trap (A-06, A-07)."""

from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.record import Record
from tests.browser.stops import tab_through

WITHOUT_STOPS = {"skjul"}


def test_tab_goes_as_the_eye_does_and_every_stop_is_in_sight(walked: Record) -> None:
    assert walked.wrong(lambda state: state.stops["faults"]) == {}
    stops = {name: len(state.stops["stops"]) for name, state in walked.states.items()}
    print(f"{sum(stops.values())} stops on {len(stops)} pages")  # noqa: T201 - the figure
    assert {name for name, count in stops.items() if not count} <= WITHOUT_STOPS


def test_skjul_is_the_first_stop_everywhere(walked: Record) -> None:
    first = {name: state.stops["stops"][:1] for name, state in walked.states.items()}
    wrong = {name: one for name, one in first.items() if one and "Skjul" not in one[0]}
    assert wrong == {}


def test_control_a_page_in_disorder_is_found(controls: Controls, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{controls.base}/uorden")
    faults = " ".join(tab_through(page)["faults"])
    assert "ring:" in faults and "seen:" in faults and "->" in faults and "trap:" in faults
