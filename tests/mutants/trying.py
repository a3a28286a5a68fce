"""Tries each mutant of one module against the tests that reach it, and tells what became of it.

The tests are run once as they are, noting which functions of the module each one calls. Then the
process forks for each mutant, puts its code in the place of the function's, and runs the tests that
call it, quickest first, until one fails. All that was read and set up serves every mutant.
"""

import ast
import json
import os
import signal
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from types import CodeType, FrameType

import pytest

from tests.architecture.project import ROOT
from tests.mutants.disk import Disk
from tests.mutants.making import Mutant, mutants
from tests.mutants.nearest import nearest
from tests.mutants.swapping import NotSwapped, belongs, swap

BUDGET = 20.0  # seconds of tests for one mutant
SLOWER, GRACE = 4, 10  # a mutant's tests may take so many times as long, and this more
KILLED, SURVIVED, UNFIT = 1, 0, 2
IDLE = "as it is"


class Trial:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, module: str, folder: Path) -> None:
        self.file, self.folder = str(ROOT / module), folder
        self.failed = False
        self.took: dict[pytest.Item, float] = {}
        self.callers: dict[str, set[pytest.Item]] = defaultdict(set)
        self.found: dict[str, list[str]] = {"killed": [], "survived": [], "unfit": []}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test that fails, in whatever phase, has seen something."""
        self.failed |= report.failed

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """The tests as they are, then every mutant."""
        for number, item in enumerate(session.items):
            after = session.items[(number + 1) % len(session.items)]
            self.run_watched(item, after)
        self.disk = Disk(self.folder)
        self.leave_out_once_only()
        source = Path(self.file).read_text()
        self.try_all([*mutants(source), *self.unchanged(source)])
        return True

    def unchanged(self, source: str) -> list[Mutant]:
        """The control: a mutant that is no mutant, of the function with the fewest tests."""
        counts = {one.function: len(self.tests_of(one.function)) for one in mutants(source)}
        reached = sorted((many, name) for name, many in counts.items() if many)
        return [Mutant(name, 0, IDLE, IDLE, ast.parse(source)) for _, name in reached[:1]]

    def run_watched(self, item: pytest.Item, after: pytest.Item) -> None:
        """One test without a mutant; one that fails anyway is left out."""
        self.failed, begun = False, perf_counter()
        with watched(self.file) as called:
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
        if self.failed:
            return
        self.took[item] = perf_counter() - begun
        for code in called:
            self.callers[code.co_qualname].add(item)

    def leave_out_once_only(self) -> None:
        """A test that fails the second time, in a world that is used, would kill what is no mutant.

        They are run again where nothing of it stays but what they wrote.
        """
        every = list(self.took)
        with tempfile.NamedTemporaryFile() as found:
            child = os.fork()
            if not child:
                try:
                    _be_silent()
                    Path(found.name).write_text(json.dumps(list(self.failing(every))))
                finally:
                    os._exit(0)
            os.waitpid(child, 0)
            for number in json.load(found):
                del self.took[every[number]]
        self.disk.put_back()

    def failing(self, tests: list[pytest.Item]) -> Iterator[int]:
        """The numbers of those that do not pass."""
        for number, item in enumerate(tests):
            self.failed, after = False, tests[(number + 1) % len(tests)]
            item.ihook.pytest_runtest_protocol(item=item, nextitem=after)
            if self.failed:
                yield number

    def tests_of(self, function: str) -> list[pytest.Item]:
        """The tests that call a function, quickest first, as far as the budget goes."""
        found = {
            one for name, items in self.callers.items() if belongs(name, function) for one in items
        }
        left, chosen = BUDGET, []
        for item in sorted(found & self.took.keys(), key=self.took.__getitem__):
            left -= self.took[item]
            if left < 0 and chosen:
                break
            chosen.append(item)
        return chosen

    def try_all(self, every: list[Mutant]) -> None:
        """Each mutant in a process of its own, on a disk where the one before has left nothing."""
        for mutant in every:
            tests = self.tests_of(mutant.function)
            if tests:
                _, status = os.waitpid(self.forked(mutant, tests), 0)
                self.found[_became(status)].append(str(mutant))
                self.disk.put_back()
            else:
                self.found["survived"].append(f"{mutant} (no test comes here)")

    def forked(self, mutant: Mutant, tests: list[pytest.Item]) -> int:
        """The process that tries one mutant."""
        child = os.fork()
        if child:
            return child
        status = UNFIT
        try:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.alarm(GRACE + round(SLOWER * sum(self.took[one] for one in tests)))
            _be_silent()
            status = self.judged(mutant, tests)
        finally:
            os._exit(status)

    def judged(self, mutant: Mutant, tests: list[pytest.Item]) -> int:
        """Whether a test sees the mutant, here where nothing else is spoilt."""
        try:
            swap(mutant.module, self.file, mutant.function)
        except NotSwapped:
            return UNFIT
        try:
            return KILLED if any(True for _ in self.failing(tests)) else SURVIVED
        except BaseException:  # pytest itself stumbled over the mutant
            return KILLED


def _became(status: int) -> str:
    """What became of a mutant whose process ended so; one that hangs is killed, which counts."""
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else KILLED
    return {KILLED: "killed", SURVIVED: "survived"}.get(code, "unfit")


def _be_silent() -> None:
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1), os.dup2(silence, 2)


@contextmanager
def watched(filename: str) -> Iterator[set[CodeType]]:
    """The code of this file that is called meanwhile, in every thread begun here."""
    called: set[CodeType] = set()

    def note(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_filename == filename:
            called.add(frame.f_code)

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield called
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]  # this is how it is taken away


def main(module: str, into: str, *tests: str) -> None:
    """Try a module's mutants against these tests, else the nearest; write what became of each."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Trial(module, Path(folder))
        words = ["-q", "-p", "no:cacheprovider", "-k", "not postgresql", f"--basetemp={folder}/t"]
        pytest.main([*words, *(tests or nearest(module))], plugins=[trial])
    Path(into).write_text(json.dumps(trial.found))


if __name__ == "__main__":
    main(*sys.argv[1:])
