"""The table of results: no programme is passed over, rows keep each other, runs go on."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.architecture.project import ROOT
from tests.night import results, runs
from tests.night.programmes import PROGRAMMES, Programme
from tests.night.results import CANNOT, NOT_BUILT, NOT_RUN, RESULTS, Row, read, write
from tests.night.runs import Run

WANTED = {f"F{number}" for number in range(1, 27)} | {"F1b", "F3b"}
HEAD = "# A page\n\nWords that stay.\n\n"
ROW = Row("F6", "0 of 9", "3 of 3", True)
BOTH = ("a", "b")
Runner = Callable[[], Run]


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page of results with nothing in it."""
    file = tmp_path / "results.md"
    file.write_text(HEAD)
    return file


@pytest.fixture
def run(tmp_path: Path, page: Path) -> Runner:
    """Begins or goes on with a run of two parts."""
    return lambda: Run("F6", BOTH, tmp_path / "kept", page)


def unwritten(name: str, programme: Programme) -> list[str]:
    """The files of a programme that hold no test by its name, or write no row."""
    tests = re.compile(rf"def test_{re.escape(name.replace('-', '_'))}_")
    texts = {file: (ROOT / file).read_text() for file in programme.files}
    return [file for file, said in texts.items() if not tests.search(said) or ".close(" not in said]


def test_every_programme_is_built_or_named_as_missing() -> None:
    assert PROGRAMMES.keys() >= WANTED
    assert {
        name: unwritten(name, one) for name, one in PROGRAMMES.items() if unwritten(name, one)
    } == {}
    table = read(RESULTS.read_text())
    assert table.keys() == PROGRAMMES.keys()
    for name, row in table.items():
        assert row[1] == PROGRAMMES[name].shows
        is_missing = not (PROGRAMMES[name].files or PROGRAMMES[name].needs)
        assert (row[-1] == NOT_BUILT) is is_missing, name
        assert (row[-1] == CANNOT) is bool(PROGRAMMES[name].needs), name
        assert all(row[2:-1]) or row[-1] in {NOT_BUILT, NOT_RUN, CANNOT}, name


def test_a_programme_that_nobody_wrote_is_found() -> None:
    """The control."""
    assert unwritten("F99", Programme("", ("tests/fuzz/test_requests.py",)))


def test_a_row_takes_its_own_place_and_no_other(page: Path) -> None:
    write(ROW, page)
    write(Row("F9", "0", "1", False), page)
    write(Row("F6", "0 of 10", "3 of 3", True), page)
    rows = read(page.read_text())
    assert page.read_text().startswith(HEAD + results.START)
    assert rows["F6"][4:] == ("0 of 10", "3 of 3", "yes")
    assert rows["F9"][4:] == ("0", "1", "**no**")
    assert rows["F12"][2:] == ("", "", "", "", NOT_RUN)
    assert rows["F25"][2:] == ("", "", "needs an installation in use", "", CANNOT)


def test_rows_written_at_once_are_all_there(page: Path) -> None:
    names = list(PROGRAMMES)
    threads = [
        threading.Thread(target=write, args=(Row(name, "1", "1", True), page)) for name in names
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [row[-1] for row in read(page.read_text()).values()] == ["yes"] * len(names)
    assert [file.name for file in page.parent.iterdir()] == [page.name]


def test_a_run_that_was_stopped_goes_on_and_writes_its_row_at_the_end(
    run: Runner, page: Path
) -> None:
    seed = run().seed
    with pytest.raises(KeyboardInterrupt):
        for number, figures in run().rounds("a", 5):
            figures["done"] = 1
            if number == 3:
                raise KeyboardInterrupt
    on = run()
    assert on.seed == seed
    for _, figures in on.rounds("a", 5):
        figures["done"] = 1
    assert on.sum("done") == 5
    on.close("half", "none")
    assert page.read_text() == HEAD
    assert [number for number, _ in on.rounds("b")] == [0]
    on.close(f"{on.sum('done'):.0f} of 5", "1 of 1")
    assert read(page.read_text())["F6"][4:] == ("5 of 5", "1 of 1", "yes")
    assert len(list(run().rounds("a", 5))) == 5, "the next run begins anew"


def test_a_part_that_found_a_fault_begins_anew_and_the_others_stand(run: Runner) -> None:
    for part in BOTH:
        for _, figures in run().rounds(part, 2):
            figures[part] = 1
    run().begin_anew("a")
    on = run()
    assert (on.sum("a"), on.sum("b")) == (0, 2)
    assert [len(list(on.rounds(part, 2))) for part in BOTH] == [2, 0]


def test_another_version_of_the_program_begins_anew(
    run: Runner, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert len(list(run().rounds("a", 2))) == 2
    monkeypatch.setattr(runs, "version", lambda: "another")
    assert len(list(run().rounds("a", 2))) == 2


def test_a_smaller_run_writes_no_row(
    run: Runner, page: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NIGHT_SHARE", "0.01")
    small = run()
    assert [len(list(small.rounds(part, 500))) for part in BOTH] == [5, 5]
    small.close("0", "1")
    assert page.read_text() == HEAD
