"""The one row of all parts of F18, written when the last of them has run."""

from tests.night.runs import Run

PARTS = (
    "attacks", "keys sqlite", "keys postgresql", "headers", "children", "messages", "slow",
    "controls", "slow controls",
)  # fmt: skip


def begun() -> Run:
    """The run that all parts belong to."""
    return Run("F18", PARTS)


def close(run: Run) -> None:
    """The row, when every part has run."""
    one = run.sum
    run.close(
        f"{one('attacks'):.0f} attacks on one account and {one('keys'):.0f} counters over 8 "
        f"processes: all exact, the owner let in each time; {one('headers'):.0f} forged headers: "
        f"{one('believed'):.0f} believed; {one('children'):.0f} children behind one address: "
        f"{one('refused'):.0f} refused; {one('orders'):.0f} orders of messages: none beyond 3 a "
        f"meeting and 50 a day; {one('slow'):.0f} slow clients: all let go in time, and a child's "
        f"slowest page took {one('milliseconds'):.0f} ms",
        f"counted in memory {one('in memory'):.0f} of 30 get through a limit of 10; one proxy too "
        f"many: {one('misled'):.0f} of 10 believed; a limit by address refuses "
        f"{one('refused by address'):.0f} of 10 children; a limit by link would give "
        f"{one('beyond'):.0f} messages more; without nginx a child waits "
        f"{one('stopped'):.0f} s",
    )
