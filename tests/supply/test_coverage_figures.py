"""The six figures of `make coverage`: counted as branches, red under their floors (SUP-05)."""

import pytest

from supply.coverage import WHOLE, figures
from supply.parts import PACKAGE, floors, parts
from tests.architecture.project import ROOT, package_files, told


def report(taken: int, of: int) -> dict:
    """A report in which every file has the same figures."""
    sums = {"covered_branches": taken, "num_branches": of}
    return {"files": {told(file): {"summary": sums} for file in package_files(".py")}}


def test_the_parts_are_five_and_their_files_exist() -> None:
    assert set(parts()) == {"links", "sealing", "access", "mixer", "statistics"}
    files = [file for names in parts().values() for file in names]
    assert len(files) == len(set(files)) > 50
    assert [file for file in files if not (ROOT / file).is_file()] == []
    assert (floors().part, floors().whole) == (95, 90)


@pytest.mark.parametrize(
    ("taken", "low"), [(95, set()), (94, {*parts()}), (89, {*parts(), WHOLE}), (100, set())]
)
def test_a_figure_under_its_floor_is_red(taken: int, low: set[str]) -> None:
    found = figures(report(taken, 100))
    assert [one.name for one in found] == [*parts(), WHOLE]
    assert {one.name for one in found if one.low} == low
    assert {one.name for one in found if "UNDER" in str(one)} == low


def test_files_without_branches_are_whole() -> None:
    assert not any(one.low for one in figures(report(0, 0)))


def test_a_part_whose_file_was_not_measured_is_a_fault() -> None:
    """The control."""
    less = report(1, 1)
    del less["files"][f"{PACKAGE}/storage/sealing.py"]
    with pytest.raises(KeyError):
        figures(less)
