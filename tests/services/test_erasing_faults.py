"""A crash in the middle of erasing loses nothing, and two erasers at once erase once."""

import os
import signal
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy.exc import OperationalError

from boernestemme.services import filing
from boernestemme.services.erasing import erase_due
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import erasing, erasure_ledger, papers
from boernestemme.storage.db import db, transaction
from boernestemme.storage.erasure_ledger import read
from tests.races.processes import CONTEXT, bare_app, meet, together
from tests.services.at_statement import at_statement
from tests.services.post_box import ERASED, answered, erasing_actors, file_all, left, look, on
from tests.services.steps import reply_to_all, set_now
from tests.world import World

WHOLE = {"answers": 1, "framings": 1, "letters": 0}
NOTHING = {"answers": 0, "framings": 0, "letters": 0}
MEETINGS = 12


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "erased.log"


def filed(world: World) -> MadeLink:
    link = answered(world)
    file_all(world, link)
    return link


def break_down() -> None:
    raise OperationalError("DELETE", {}, Exception("disk I/O error"))


def end_at_once() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def erase_and_die(address: str, ledger: str, now: datetime) -> None:
    """A process that is killed when the ledger is written and the first row is about to go."""
    with bare_app(address).app_context(), at_statement("DELETE FROM submissions", end_at_once):
        erase_due(Path(ledger), now)


@pytest.mark.parametrize("place", ["DELETE FROM submissions", "DELETE FROM framings"])
def test_a_fault_after_the_ledger_leaves_every_row_and_the_next_run_takes_them(
    shared_world: World, ledger: Path, place: str
) -> None:
    link = filed(shared_world)
    now = on(shared_world, ERASED)
    with at_statement(place, break_down), pytest.raises(OperationalError):
        erase_due(ledger, now)
    assert left(link) == WHOLE
    assert (look(shared_world, link).erased_on, erasing_actors(link)) == (None, [])
    assert any(one.row_id == link.meeting_id for one in read(ledger).erased)
    erase_due(ledger, now)
    assert left(link) == NOTHING
    assert len(erasing_actors(link)) == 1


def test_a_kill_after_the_ledger_leaves_every_row_and_the_next_run_takes_them(
    shared_world: World, ledger: Path
) -> None:
    link = filed(shared_world)
    now, address = on(shared_world, ERASED), shared_world.tools.settings.database
    db.session.remove()
    process = CONTEXT.Process(target=erase_and_die, args=(address, str(ledger), now))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert left(link) == WHOLE
    assert any(one.row_id == link.meeting_id for one in read(ledger).erased)
    erase_due(ledger, now)
    assert left(link) == NOTHING


def test_nothing_is_erased_when_the_ledger_cannot_be_written(
    shared_world: World, tmp_path: Path
) -> None:
    link = filed(shared_world)
    with pytest.raises(FileNotFoundError):
        erase_due(tmp_path / "no such folder" / "erased.log", on(shared_world, ERASED))
    assert left(link) == WHOLE
    assert erasing_actors(link) == []


def test_rows_that_outlived_a_crash_can_still_be_held(shared_world: World, ledger: Path) -> None:
    link = filed(shared_world)
    now = on(shared_world, ERASED)
    with at_statement("DELETE FROM submissions", break_down), pytest.raises(OperationalError):
        erase_due(ledger, now)
    filing.put_on_hold(shared_world.setting(), link.meeting_id)
    erase_due(ledger, now)
    assert left(link) == WHOLE


def save_reply(world: World, link: MadeLink) -> None:
    reply_to_all(world, link, words="i sidste øjeblik")


def put_on_hold(world: World, link: MadeLink) -> None:
    filing.put_on_hold(world.setting(), link.meeting_id)


@pytest.mark.parametrize("act", [save_reply, put_on_hold])
def test_what_a_case_worker_does_at_the_last_moment_still_counts(
    shared_world: World, ledger: Path, act: Callable[[World, MadeLink], None]
) -> None:
    """Done after the eraser chose the meeting and before it looked under the lock."""
    link = filed(shared_world)
    now = on(shared_world, ERASED)
    case_workers: list[Thread] = []

    def work() -> None:
        with shared_world.app.app_context():
            act(shared_world, link)
            db.session.remove()

    def meanwhile() -> None:
        if not case_workers:
            case_workers.append(Thread(target=work))
            case_workers[0].start()
            case_workers[0].join()

    with at_statement("UPDATE access_log_heads", meanwhile):
        erase_due(ledger, now)
    assert case_workers
    assert left(link) == WHOLE


def erase_naively(ledger: str, now: datetime) -> int:
    """The control: chooses the meetings, and asks nothing more under the lock."""
    erased = 0
    chosen = papers.settled(now, "", 500)
    meet()
    for meeting_id, _ in chosen:
        with transaction():
            due = erasing.papers_of(meeting_id, ERASED)
            erasure_ledger.append(Path(ledger), due)
            erased += sum(erasing.erase(one.kind, [one.row_id], one.day) for one in due)
    return erased


def erase(ledger: str, now: datetime) -> int:
    return erase_due(Path(ledger), now)


def run_two(world: World, work: Callable[..., int], ledger: Path) -> tuple[int, Counter[str]]:
    """Two processes erase many meetings at once: rows by their count, and lines by row."""
    set_now(world)
    links = [answered(world) for _ in range(MEETINGS)]
    for link in links:
        file_all(world, link)
    each = (str(ledger), on(world, ERASED))
    erased = together(world.tools.settings.database, work, each, each)
    assert [left(link) for link in links] == [NOTHING] * MEETINGS
    return sum(erased), Counter(one.row_id for one in read(ledger).erased)


def test_two_erasers_at_once_erase_and_write_each_row_once(any_world: World, ledger: Path) -> None:
    erased, lines = run_two(any_world, erase, ledger)
    assert erased == 2 * MEETINGS
    assert set(lines.values()) == {1} and len(lines) == 2 * MEETINGS


def test_two_erasers_that_do_not_ask_again_write_rows_twice(any_world: World, ledger: Path) -> None:
    _, lines = run_two(any_world, erase_naively, ledger)
    assert max(lines.values()) == 2
