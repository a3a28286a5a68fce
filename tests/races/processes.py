"""Real processes that do the same thing at once, each with a database connection of its own."""

import multiprocessing
import signal
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Flask
from sqlalchemy import text

from boernestemme.storage.db import db, engine_options, session

LONGEST_SECONDS = 120
SOONEST = 1e-6  # seconds; a timer of none would be none
CONTEXT = multiprocessing.get_context("forkserver")
# The server loads these once, so that each process it forks off begins at once.
CONTEXT.set_forkserver_preload(["boernestemme", "tests.world", "tests.races.processes"])
_met: list[Any] = []


def meet() -> None:
    """Wait until every process of this run is here, so that they go on at the same moment."""
    _met[0].wait(LONGEST_SECONDS)


def bare_app(address: str) -> Flask:
    """An app with nothing but its database."""
    app = Flask("bare")
    app.config["SQLALCHEMY_DATABASE_URI"] = address
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = engine_options(address)
    db.init_app(app)
    return app


def together(address: str, work: Callable[..., Any], *each: tuple[Any, ...]) -> list[Any]:
    """What ``work(*arguments)`` gave for each tuple of arguments, all begun at the same moment.

    Raises RuntimeError with the text of the first error in any process.
    """
    gate, results = CONTEXT.Barrier(len(each)), CONTEXT.Queue()
    running = [
        CONTEXT.Process(target=_run, args=(address, work, number, arguments, gate, results))
        for number, arguments in enumerate(each)
    ]
    for process in running:
        process.start()
    try:
        found = dict(results.get(timeout=LONGEST_SECONDS) for _ in running)
    finally:
        for process in running:
            process.join(timeout=5)
            if process.is_alive():
                process.kill()
    errors = sorted(
        (given for worked, given in found.values() if not worked),
        key=lambda given: "BrokenBarrier" in given,
    )
    if errors:
        raise RuntimeError(errors[0])
    return [found[number][1] for number in range(len(each))]


@dataclass(frozen=True)
class Fuse:
    """Ends its process in mid-work, by the kernel's own clock: nobody has to be in time for it."""

    seconds: float

    def set(self) -> None:
        """So many seconds from now; no handler is asked, as with ``kill -9``."""
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, max(self.seconds, SOONEST))


def is_killed(work: Callable[..., Any], *arguments: Any, after: float) -> bool:
    """Kill a process some seconds after it is ready; True when it had not ended by itself.

    ``work`` gets the arguments and a fuse, which it sets when it is ready.
    """
    process = CONTEXT.Process(target=work, args=(*arguments, Fuse(after)))
    process.start()
    process.join(LONGEST_SECONDS)
    assert process.exitcode in (0, -signal.SIGALRM), process.exitcode
    return process.exitcode == -signal.SIGALRM


def _run(
    address: str,
    work: Callable[..., Any],
    number: int,
    arguments: tuple[Any, ...],
    gate: Any,
    results: Any,
) -> None:
    app = bare_app(address)
    _met[:] = [gate]
    with app.app_context():
        try:
            session().execute(text("SELECT 1"))
            session().rollback()
            meet()
            results.put((number, (True, work(*arguments))))
        except Exception as problem:  # whatever it is, the test must hear of it
            gate.abort()
            results.put((number, (False, f"{type(problem).__name__}: {problem}")))
        finally:
            db.session.remove()
            db.engine.dispose()
