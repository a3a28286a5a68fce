"""Two builds of the same sources are the same bytes, wherever and whenever made (SUP-04)."""

import os
import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.architecture.project import ROOT
from tests.operating.deployed import copied_into_image

BUILD = "import build_hooks, sys; build_hooks.build_wheel(sys.argv[1])"
LOOSE = "import build_hooks, sys; build_hooks.settle = print; build_hooks.build_wheel(sys.argv[1])"
LONG_AGO = 1_600_000_000


def copied(folder: Path) -> Path:
    """What the image is built from, in another folder."""
    folder.mkdir(parents=True)
    for name in copied_into_image():
        if (ROOT / name).is_dir():
            made = shutil.ignore_patterns("*.mo", "__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=made)
        else:
            shutil.copy(ROOT / name, folder)
    return folder


def built(source: Path, code: str, umask: int, **around: str) -> str:
    """The hash of the wheel as it is built there."""
    into = source.parent / "wheels"
    into.mkdir(exist_ok=True)
    subprocess.run(
        [sys.executable, "-c", code, str(into)], cwd=source, check=True, capture_output=True,
        umask=umask, env=os.environ | around,
    )  # fmt: skip
    [wheel] = into.glob("*.whl")
    return sha256(wheel.read_bytes()).hexdigest()


def aged(source: Path) -> Path:
    """The same files, older, and closed to everybody else."""
    for path in source.rglob("*"):
        os.utime(path, (LONG_AGO, LONG_AGO))
        path.chmod(0o700 if path.is_dir() else 0o600)
    left = source / "build" / "lib" / "boernestemme" / "left_over.py"
    left.parent.mkdir(parents=True)
    left.write_text('"""Of a build before."""\n')
    return source


@pytest.fixture
def both(tmp_path: Path) -> tuple[Path, Path]:
    """Two places with the same sources."""
    return copied(tmp_path / "a" / "source"), aged(copied(tmp_path / "b" / "elsewhere" / "deep"))


def test_two_builds_are_the_same_bytes(both: tuple[Path, Path]) -> None:
    here = built(both[0], BUILD, 0o022, TZ="Europe/Copenhagen", PYTHONHASHSEED="1")
    there = built(both[1], BUILD, 0o077, TZ="Asia/Tokyo", PYTHONHASHSEED="2", LC_ALL="C")
    assert here == there


def test_unsettled_they_differ(both: tuple[Path, Path]) -> None:
    """The control."""
    assert built(both[0], LOOSE, 0o022) != built(both[1], LOOSE, 0o077)
