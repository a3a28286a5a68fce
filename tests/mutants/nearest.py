"""The tests that are nearest to a module: its own, those that name it, those of what uses it."""

import re
from pathlib import Path

from tests.architecture.project import PACKAGE, ROOT

FLOORS = ("domain", "storage", "services")
MOST = 6  # files; what they leave out is what a mutant may get away with


def nearest(module: str) -> list[str]:
    """Files of tests, as paths from the root, for a module like `boernestemme/domain/roles.py`."""
    floor, stem = Path(module).parent.name, Path(module).stem
    services = (ROOT / PACKAGE / "services").glob("*.py")
    users = {f"test_{file.stem}.py" for file in services if uses(file, floor, stem)}

    def distance(file: Path) -> int:
        if file.name == f"test_{stem}.py":
            return 0
        names = uses(file, floor, stem)
        return 1 if names and file.parent.name == floor else 2 if names else 3

    files = [file for name in FLOORS for file in sorted((ROOT / "tests" / name).rglob("test_*.py"))]
    near = [file for file in files if file.name in users or distance(file) < 3]
    return [str(file.relative_to(ROOT)) for file in sorted(near, key=distance)[:MOST]]


def uses(file: Path, floor: str, stem: str) -> bool:
    """True where a file imports the module."""
    names = r"(?:[^(\n]*|\s*\([^)]*)"
    here = rf"from {PACKAGE}\.{floor}(?:\.{stem} import|\s+import\s{names}\b{stem}\b)"
    return re.search(here, file.read_text()) is not None
