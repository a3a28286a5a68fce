"""What a finger hits: large enough, larger tiles for 6–9, apart from its neighbour (A-02)."""

from tests.browser.conftest import NewPage
from tests.browser.controls import Controls
from tests.browser.looks import TARGETS, too_near
from tests.browser.record import Record, State

SMALLEST, YOUNGER_TILE = 48, 56


def too_small(targets: list[dict[str, object]], tile: int = SMALLEST) -> list[str]:
    """Targets below the limit, but for links in running text (WCAG 2.5.8)."""
    return [
        f"{one['width']}x{one['height']} {one['what']}"
        for one in targets
        if not one["inline"]
        and (
            float(str(one["width"])) < SMALLEST - 0.5
            or float(str(one["height"])) < (tile if one["tile"] else SMALLEST) - 0.5
        )
    ]


def is_younger(state: State) -> bool:
    """The page is one for 6–9, by its type."""
    return state.type["body"] == 20


def test_every_target_is_large_enough(walked: Record) -> None:
    found = walked.wrong(lambda state: too_small(state.targets, _tile(state)))
    assert found == {}
    assert sum(len(state.targets) for state in walked.states.values()) > 250


def _tile(state: State) -> int:
    return YOUNGER_TILE if is_younger(state) else SMALLEST


def test_neighbours_keep_their_distance(walked: Record) -> None:
    assert walked.wrong(lambda state: too_near(state.targets)) == {}


def test_control_small_and_near_targets_are_found(controls: Controls, new_page: NewPage) -> None:
    page = new_page()
    page.goto(f"{controls.base}/daarlig-side")
    assert too_small(page.evaluate(TARGETS))
    page.goto(f"{controls.base}/uorden")
    targets = page.evaluate(TARGETS)
    assert too_small(targets) == [] and len(too_near(targets)) == 1
