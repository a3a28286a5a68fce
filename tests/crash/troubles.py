"""What may happen to a house while a child sends: each trouble begins and ends with a block."""

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from tests.browser.server import wait_until_it_answers
from tests.crash.house import House
from tests.crash.tracing import server_of, traced
from tests.crash.volleys import plain

Trouble = Callable[[House], AbstractContextManager[None]]
WRITING = "write,pwrite64,pwritev"
KEYS = ("wrapping.key", "sign_in.key", "statistics")
WOKEN = 8
READ_ONLY = "default_transaction_read_only"


def no_room(house: House) -> AbstractContextManager[None]:
    """The disk is full: the kernel says so to whoever writes into the database's log."""
    return _refusing(house, "ENOSPC")


def read_only(house: House) -> AbstractContextManager[None]:
    """The database can be read and not written."""
    is_file = house.settings.database.startswith("sqlite")
    return _refusing(house, "EROFS") if is_file else _server_reads_only(house)


@contextmanager
def _refusing(house: House, error: str) -> Iterator[None]:
    log, pids = _log_and_writers(house)
    inject = ("-e", f"trace={WRITING}", "-e", f"inject={WRITING}:error={error}")
    with traced(pids, house.settings.instance, "-P", str(log), *inject):
        yield


def _log_and_writers(house: House) -> tuple[Path, list[int]]:
    """The file that a commit is written into, and the processes that do."""
    url = make_url(house.settings.database)
    if url.drivername.startswith("sqlite"):
        return Path(f"{url.database}-wal"), house.workers()
    _wake(house)
    folder, writers = server_of(house)
    with psycopg.connect(plain(house)) as line:
        query = "SELECT pg_walfile_name(pg_current_wal_lsn())"
        [name] = line.execute(query).fetchone() or ("",)
    return folder / "pg_wal" / name, writers


def _wake(house: House) -> None:
    """Let all workers connect, for a connection made later has a writer that nobody refuses."""
    asked = [f"{house.base}/readyz"] * WOKEN
    with ThreadPoolExecutor(WOKEN) as pool:
        list(pool.map(wait_until_it_answers, asked))


@contextmanager
def _server_reads_only(house: House) -> Iterator[None]:
    with psycopg.connect(plain(house), autocommit=True) as line:
        for value in ("on", "off"):
            line.execute(f"ALTER SYSTEM SET {READ_ONLY} = {value}")
            line.execute("SELECT pg_reload_conf(), pg_sleep(0.1)")
            if value == "on":
                try:
                    yield
                except BaseException:
                    line.execute(f"ALTER SYSTEM RESET {READ_ONLY}")
                    raise
        line.execute(f"ALTER SYSTEM RESET {READ_ONLY}")


@contextmanager
def locked(house: House) -> Iterator[None]:
    """Somebody holds the database's file, for longer than anybody waits."""
    line = sqlite3.connect(make_url(house.settings.database).database or "")
    line.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        line.rollback()
        line.close()


@contextmanager
def without_keys(house: House) -> Iterator[None]:
    """The files with the private keys are gone."""
    folder, aside = house.settings.instance, house.settings.instance / "aside"
    aside.mkdir(exist_ok=True)
    for name in KEYS:
        shutil.move(folder / name, aside / name)
    try:
        yield
    finally:
        for name in KEYS:
            shutil.move(aside / name, folder / name)


def stepped(seconds: float) -> Trouble:
    """The clock of the machine jumps, and later back again."""

    @contextmanager
    def trouble(house: House) -> Iterator[None]:
        house.clock.file.write_text(str(seconds))
        try:
            yield
        finally:
            house.clock.file.write_text("0")

    return trouble
