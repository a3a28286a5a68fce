"""F3: the disk has an answer before its child is thanked, as the kernel was asked (SUB-01)."""

from itertools import count
from pathlib import Path

import pytest

from tests.crash.conftest import Houses
from tests.crash.house import House, is_thanked
from tests.crash.tracing import processes_of, thanked_for_what_is_on_disk, traced
from tests.night.runs import Run

KINDS = ("sqlite", "postgresql")
HASTY = "trusts memory"
PARTS = (*KINDS, *(f"control on {kind}" for kind in KINDS))
BY_DAY, ROUNDS, EACH = 5, 20, 50
_numbers = count()

POST = '12 recvfrom(5<socket:[1]>, "POST /svar/tjek HTTP/1.1", 99, 0, NULL, NULL) = 99\n'
WRITE = '12 pwrite64(7</x/y.sqlite3-wal>, "x"..., 24, 0) = 24\n'
SYNC = "12 fdatasync(7</x/y.sqlite3-wal>) = 0\n"
THANKS = '12 sendto(5<socket:[1]>, "HTTP/1.1 303 SEE OTHER", 99, 0, NULL, 0) = 99\n'


def on_disk(house: House, folder: Path, many: int) -> int:
    """So many send one after the other; for how many the disk had it when they were thanked."""
    folder.mkdir(exist_ok=True)
    children = house.children([next(_numbers) for _ in range(many)])
    with traced(processes_of(house), folder) as trace:
        said = [house.send(child) for child in children]
    assert all(is_thanked(one) for one in said)
    found = thanked_for_what_is_on_disk(trace.read_text(errors="replace").splitlines())
    assert len(found) == many, "a thanks was not seen"
    return sum(found)


@pytest.mark.parametrize("kind", KINDS)
def test_the_disk_has_it_before_the_child_is_thanked(
    houses: Houses, tmp_path: Path, kind: str
) -> None:
    assert on_disk(houses(kind), tmp_path, BY_DAY) == BY_DAY


def test_a_database_that_trusts_memory_is_found(houses: Houses, tmp_path: Path) -> None:
    """The control; by night on PostgreSQL too."""
    assert on_disk(houses("sqlite", HASTY), tmp_path, BY_DAY) < BY_DAY


@pytest.mark.parametrize(
    ("calls", "is_on_disk"),
    [
        ((POST, WRITE, SYNC, THANKS), True),
        ((POST, WRITE, THANKS, SYNC), False),
        ((POST, WRITE, SYNC, WRITE, THANKS), False),
        ((WRITE, POST, SYNC, THANKS), False),
        ((POST, WRITE, SYNC.replace("= 0", "= -1 EIO"), THANKS), False),
        ((POST, WRITE, SYNC.replace(") = 0", " <unfinished ...>"), THANKS), False),
        (
            (POST, WRITE, SYNC.replace(") = 0", " <unfinished ...>"),
             "12 <... fdatasync resumed>) = 0\n", THANKS),
            True,
        ),
    ],
)  # fmt: skip
def test_a_sync_counts_when_it_ended_between_the_two(
    calls: tuple[str, ...], is_on_disk: bool
) -> None:
    lines = (call.rstrip("\n") for call in calls)
    assert thanked_for_what_is_on_disk(lines) == [is_on_disk]


@pytest.mark.night
@pytest.mark.parametrize("kind", KINDS)
def test_F3_a_thousand_answers(houses: Houses, tmp_path: Path, kind: str) -> None:
    run = Run("F3", PARTS)
    for number, figures in run.rounds(kind, ROUNDS):
        figures["on disk"] = on_disk(houses(kind), tmp_path / str(number), EACH)
        assert figures["on disk"] == EACH
    close(run)


@pytest.mark.night
@pytest.mark.parametrize("kind", KINDS)
def test_F3_controls(houses: Houses, tmp_path: Path, kind: str) -> None:
    run = Run("F3", PARTS)
    for _, figures in run.rounds(f"control on {kind}"):
        figures[f"{kind} in memory"] = EACH - on_disk(houses(kind, HASTY), tmp_path, EACH)
        assert figures[f"{kind} in memory"] > 0
    close(run)


def close(run: Run) -> None:
    """What the row says."""
    found = {kind: f"{run.sum(f'{kind} in memory'):.0f} of {EACH}" for kind in KINDS}
    many = f"{len(KINDS) * ROUNDS * EACH:,}"
    run.close(
        f"{run.sum('on disk'):,.0f} of {many} answers written and synced before the thanks",
        f"not on disk when thanked: {found['sqlite']} with synchronous=OFF, "
        f"{found['postgresql']} with synchronous_commit=off",
    )
