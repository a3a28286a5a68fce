"""Running the machine: so many sequences of at most so many steps in one house, from a seed."""

from collections import Counter

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.model.house import House
from tests.model.staff_rules import WholeMachine


def sequences(
    house: House, number: int, many: int, steps: int, always: int | None = None
) -> Counter[str]:
    """How many sequences and steps ran. Raises what the first that differed raised."""
    ran: Counter[str] = Counter()
    machine = type("Drawn", (WholeMachine,), {"house": house, "ran": ran, "always": always})
    run_state_machine_as_test(
        seed(number)(machine),
        settings=settings(
            max_examples=many,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck),
            verbosity=Verbosity.normal,
        ),
    )
    return ran
