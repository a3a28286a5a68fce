"""What may be done to the project's own files: each changes a sound copy, and a check finds it."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.architecture.project import FOLDERS, ROOT
from tests.supply import checks

MADE = shutil.ignore_patterns("__pycache__", "*.mo", "pictures")
FONT = "boernestemme/web/documents/fonts/NotoSans-Regular.ttf"
PAGE = "boernestemme/web/child/templates/child/calling.html"
CALL = 'import socket\nsocket.create_connection(("192.0.2.1", 443), 1)\n'


@dataclass(frozen=True)
class Attack:
    """A change of the project, and the check that has to find it."""

    change: Callable[[Path], None]
    check: Callable[[Path], list[str]]

    @property
    def name(self) -> str:
        """What is done."""
        return self.change.__name__


@contextmanager
def copied() -> Iterator[Path]:
    """The project as it stands, in another place."""
    with TemporaryDirectory() as folder:
        root = Path(folder) / "copy"
        for name in FOLDERS:
            shutil.copytree(ROOT / name, root / name, ignore=MADE)
        for file in ROOT.iterdir():
            if file.is_file() and file.name != ".git":
                shutil.copy(file, root)
        yield root


def added(file: Path, text: str) -> None:
    """Write this at the end of a file, which need not be there yet."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as opened:
        opened.write(text)


def dependency_nobody_locked(root: Path) -> None:
    """One more requirement, and the locks as they were."""
    file = root / "setup.cfg"
    file.write_text(file.read_text().replace("    alembic", "    aiohttp\n    alembic", 1))


def package_slipped_into_a_lock(root: Path) -> None:
    """A whole line, pinned and hashed, of a package that nothing asks for."""
    added(root / "requirements" / "core.txt", f"evil==1.0 \\\n    --hash=sha256:{'0' * 64}\n")


def font_changed(root: Path) -> None:
    """One byte more in a font of the letters."""
    (root / FONT).write_bytes((root / FONT).read_bytes() + b"\0")


def page_that_fetches_elsewhere(root: Path) -> None:
    """A page of the child's with a stylesheet from another host."""
    added(root / PAGE, '<link rel="stylesheet" href="https://fonts.example/a.css">\n')


def install_without_hashes(root: Path) -> None:
    """The image takes one package more."""
    added(root / "deploy" / "Containerfile", "RUN pip install debugger\n")


def program_that_calls_when_it_starts(root: Path) -> None:
    """The program, or what it imports, asks another machine before it serves."""
    added(root / "boernestemme" / "__init__.py", CALL)


def test_that_calls(root: Path) -> None:
    """A test asks another machine."""
    added(root / "tests" / "test_calling.py", f'"""It calls."""\n\n{CALL}')


IN_THE_HOUSE = (
    Attack(dependency_nobody_locked, checks.lock_faults),
    Attack(package_slipped_into_a_lock, checks.lock_faults),
    Attack(font_changed, checks.vendored_faults),
    Attack(page_that_fetches_elsewhere, checks.foreign_faults),
    Attack(install_without_hashes, checks.command_faults),
    Attack(program_that_calls_when_it_starts, checks.start_faults),
    Attack(test_that_calls, checks.trial_faults),
)
