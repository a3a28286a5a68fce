"""F4's parts, which two files of tests run, and its row."""

from tests.night.runs import Run

DATABASES = (
    "no room on sqlite",
    "no room on postgresql",
    "read-only on sqlite",
    "read-only on postgresql",
    "locked on sqlite",
    "gone on postgresql",
)
SERVICES = ("mail", "messages")
CONTROLS = ("controls", "controls of services")
PARTS = (*DATABASES, "clock", "keys", *SERVICES, *CONTROLS)


def close(run: Run) -> None:
    """What the row says."""
    evenings = max(1, run.sum("evenings"))
    run.close(
        f"{evenings:,.0f} troubles, 200 of each kind: {run.sum('refused'):,.0f} refusals, all "
        f"plain; 0 answers or messages lost, 0 half stored; sent on average "
        f"{run.sum('seconds') / evenings:.1f} seconds after its end, none later than 60",
        f"{run.sum('found'):.0f} of 5 that hide their trouble found",
    )
