"""F18: whatever is pressed, no more messages go out than a meeting and a day have (RAT-06)."""

import pytest

from boernestemme.services.ordering_messages import MOST_A_DAY, MOST_A_MEETING
from tests.limits import row_f18
from tests.limits.pumping import Pump
from tests.services.steps import set_now
from tests.world import World

BY_DAY, ROUNDS, EACH = 90, 20, 250
WORKERS = ("mette", "jonas", "nadia", "sofie", "karim")


def pumped(world: World, seed: str, presses: int, by: str = "mette") -> Pump:
    """So many presses; none of them got more out than there may be."""
    pump = Pump(world, seed, by)
    for _ in range(presses):
        pump.press()
    of_meeting, of_day = pump.most()
    assert of_meeting == MOST_A_MEETING, "no more, and it was tried"
    assert of_day <= MOST_A_DAY
    return pump


def test_no_more_messages_go_out_than_there_may(world: World) -> None:
    assert pumped(world, "day", BY_DAY).beyond > 0, "the control: counted by link it would be more"


@pytest.mark.night
def test_F18_five_thousand_presses_for_messages(world: World) -> None:
    run = row_f18.begun()
    for number, figures in run.rounds("messages", ROUNDS):
        set_now(world, days=number // len(WORKERS))
        pump = pumped(world, f"{run.seed} {number}", EACH, WORKERS[number % len(WORKERS)])
        figures["orders"], figures["beyond"] = EACH, pump.beyond
    assert run.sum("beyond") > 0
    row_f18.close(run)
