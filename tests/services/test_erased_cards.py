"""A bring-along card that was deleted, on wish or by age, never comes back with a backup."""

import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import OperationalError

from boernestemme.domain.meeting import danish_day
from boernestemme.domain.needs_card import CARD_LIFE
from boernestemme.services import needs_cards
from boernestemme.services.access import Setting
from boernestemme.services.erasing import replay
from boernestemme.services.making_links import MadeLink
from boernestemme.storage import erasure_ledger
from boernestemme.storage.db import db, session, transaction
from boernestemme.storage.erasure_ledger import Erased, Kind, read
from tests.races.processes import CONTEXT, bare_app, meet, together
from tests.services.cards import YES, again, first, rows_of
from tests.services.restoring import drop_backup, restored, take_backup
from tests.services.steps import count, log_of, set_now
from tests.world import World

CHAINS = 12


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "erased.log"


def delete(world: World, link: MadeLink, ledger: Path) -> None:
    """The case worker presses *Slet kortet*."""
    needs_cards.delete_cards(world.setting(), link.meeting_id, ledger)


def sweep(world: World, _: MadeLink, ledger: Path) -> None:
    """The house is kept when the card has a newer one."""
    needs_cards.sweep(ledger, world.clock())


def sweep_late(world: World, _: MadeLink, ledger: Path) -> None:
    """The house is kept when all cards have grown old."""
    set_now(world, days=CARD_LIFE.days + 10)
    needs_cards.sweep(ledger, world.clock())


WAYS = {delete: 2, sweep: 1, sweep_late: 2}  # and how many cards of the chain each takes
Way = Callable[[World, MadeLink, Path], None]


def with_two_cards(world: World) -> MadeLink:
    """The first meeting of a child that has let us remember at two, some days apart."""
    set_now(world)
    link = first(world, YES)
    second = again(world, link)
    set_now(world, days=2)
    world.answer(second, YES)
    return link


def ids_of(link: MadeLink) -> set[str]:
    return {row.id for row in rows_of(link)}


def all_cards() -> set[str]:
    found = set(session().scalars(text("SELECT id FROM needs_cards")))
    session().rollback()
    return found


def deletions(link: MadeLink) -> int:
    """How often, by the access log, the card was deleted on wish."""
    return log_of(link).count("card_deleted")


@pytest.mark.parametrize("way", WAYS)
def test_a_card_that_went_stays_gone_after_a_restore(
    any_world: World, ledger: Path, tmp_path: Path, way: Way
) -> None:
    link = with_two_cards(any_world)
    before, backup = all_cards(), take_backup(any_world, tmp_path)
    way(any_world, link, ledger)
    left, papers = all_cards(), count("submissions")
    assert len(ids_of(link)) == 2 - WAYS[way]
    with restored(any_world, backup):
        assert all_cards() == before, "the control: without the ledger they are back"
        assert replay(ledger) == len(before - left) >= WAYS[way]
        assert all_cards() == left
        assert replay(ledger) == 0
        assert count("submissions") == papers
    drop_backup(any_world, backup)


@pytest.mark.parametrize("way", WAYS)
def test_the_ledger_names_the_cards_that_went_and_no_other(
    any_world: World, ledger: Path, way: Way
) -> None:
    link = with_two_cards(any_world)
    before = all_cards()
    way(any_world, link, ledger)
    day = danish_day(any_world.clock())
    named = read(ledger).erased
    assert {(one.kind, one.day) for one in named} == {(Kind.CARD, day)}
    assert sorted(one.row_id for one in named) == sorted(before - all_cards())


def test_where_nothing_goes_nothing_is_written(any_world: World, ledger: Path) -> None:
    link = first(any_world, YES)
    sweep(any_world, link, ledger)
    assert not ledger.exists()
    delete(any_world, link, ledger)
    written = ledger.read_bytes()
    delete(any_world, link, ledger)
    sweep(any_world, link, ledger)
    assert ledger.read_bytes() == written
    assert deletions(link) == 1


@pytest.mark.parametrize("way", WAYS)
def test_no_card_goes_when_the_ledger_cannot_be_written(
    any_world: World, tmp_path: Path, way: Way
) -> None:
    link = with_two_cards(any_world)
    before = all_cards()
    with pytest.raises(FileNotFoundError):
        way(any_world, link, tmp_path / "no such folder" / "erased.log")
    assert all_cards() == before
    assert deletions(link) == 0


@contextmanager
def at_commit(then: Callable[[], None]) -> Iterator[None]:
    """Do something when the database is about to keep what was done."""

    def about_to(_: Any) -> None:
        then()

    event.listen(db.engine, "commit", about_to)
    try:
        yield
    finally:
        event.remove(db.engine, "commit", about_to)


def break_down() -> None:
    raise OperationalError("COMMIT", {}, Exception("disk I/O error"))


def end_at_once() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("way", WAYS)
def test_a_fault_after_the_ledger_leaves_every_card_and_the_next_try_takes_them(
    any_world: World, ledger: Path, way: Way
) -> None:
    link = with_two_cards(any_world)
    before = all_cards()
    with at_commit(break_down), pytest.raises(OperationalError):
        way(any_world, link, ledger)
    assert all_cards() == before
    assert deletions(link) == 0
    assert len(read(ledger).erased) >= WAYS[way], "written first"
    way(any_world, link, ledger)
    assert len(ids_of(link)) == 2 - WAYS[way]
    assert replay(ledger) == 0


def act(ledger: str, setting: Setting, meeting_ids: tuple[str, ...]) -> None:
    """One process: the case worker deletes these meetings' cards; housekeeping, where none is."""
    for meeting_id in meeting_ids:
        needs_cards.delete_cards(setting, meeting_id, Path(ledger))
    if not meeting_ids:
        needs_cards.sweep(Path(ledger), setting.now)


def act_and_die(address: str, *each: Any) -> None:
    """A process that is killed when the ledger is written and the cards are about to go."""
    with bare_app(address).app_context(), at_commit(end_at_once):
        act(*each)


@pytest.mark.parametrize("is_deleting", [True, False])
def test_a_kill_after_the_ledger_leaves_every_card_and_the_next_try_takes_them(
    any_world: World, ledger: Path, is_deleting: bool
) -> None:
    link = with_two_cards(any_world)
    before, setting = all_cards(), any_world.setting()
    each = (str(ledger), setting, (link.meeting_id,) if is_deleting else ())
    db.session.remove()
    address = any_world.tools.settings.database
    process = CONTEXT.Process(target=act_and_die, args=(address, *each))
    process.start()
    process.join(60)
    assert process.exitcode == -signal.SIGKILL
    assert all_cards() == before
    written = len(read(ledger).erased)
    act(*each)
    assert len(ids_of(link)) == (0 if is_deleting else 1)
    assert len(read(ledger).erased) == 2 * written


def act_naively(ledger: str, setting: Setting, _: tuple[str, ...]) -> None:
    """The control: looks which cards there are, writes them down, and then takes them."""
    found = all_cards()
    meet()
    lines = [Erased(danish_day(setting.now), Kind.CARD, one) for one in found]
    erasure_ledger.append(Path(ledger), lines)
    with transaction() as current:
        current.execute(text("DELETE FROM needs_cards"))


def run_two(
    world: World, work: Callable[..., None], ledger: Path, who: tuple[bool, bool]
) -> tuple[list[MadeLink], Counter[str]]:
    """Two processes at once, each deleting or sweeping: the chains, and lines by card."""
    links = [with_two_cards(world) for _ in range(CHAINS)]
    meeting_ids = tuple(link.meeting_id for link in links)
    each = [(str(ledger), world.setting(), meeting_ids if deletes else ()) for deletes in who]
    together(world.tools.settings.database, work, *each)
    return links, Counter(one.row_id for one in read(ledger).erased)


@pytest.mark.parametrize("who", [(True, True), (True, False), (False, False)])
def test_two_at_once_take_and_write_each_card_once(
    any_world: World, ledger: Path, who: tuple[bool, bool]
) -> None:
    links, lines = run_two(any_world, act, ledger, who)
    taken = 2 if any(who) else 1
    assert [len(ids_of(link)) for link in links] == [2 - taken] * CHAINS
    assert set(lines.values()) == {1} and len(lines) == taken * CHAINS
    assert {deletions(link) for link in links} == {int(any(who))}


def test_two_that_look_first_write_cards_twice(any_world: World, ledger: Path) -> None:
    _, lines = run_two(any_world, act_naively, ledger, (False, False))
    assert max(lines.values()) == 2
