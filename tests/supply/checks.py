"""What the project says of itself that an attack on its parts would break: faults, in words."""

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, distributions, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from supply.pinned import NotPinned, Pinned, pinned
from supply.vendored import hashes, noted
from supply.wanted import BUILD, CORE, fingerprint, wanted

ADDRESS = re.compile(r"""https?://(?!www\.w3\.org/)[^\s"'<>]+|["'(=]\s*//[\w.-]+""")
PAGES = frozenset({".html", ".css", ".js", ".svg"})
COMMAND = re.compile(r"""\bpip"? (?:--python \S+ )?(?:install|wheel|download)\b(.*)""")
CALL = re.compile(r"^    pip\((.+)\)$", re.MULTILINE)
START = """\
from tests.offline import keep_offline
keep_offline()
from boernestemme.cli import main
main()
"""
SETUP = ("setup", "--child-url", "https://hej.example")
PATIENCE = 60
ALWAYS_HERE = frozenset({CORE, "test"})


def lock_faults(root: Path) -> list[str]:
    """Where the locks and what is asked for differ."""
    asked = wanted(root)
    try:
        locks = {part: pinned(root / "requirements" / f"{part}.txt") for part in asked}
    except NotPinned as problem:
        return [f"not pinned: {problem}"]
    said = f"({fingerprint(asked)})"
    heads = [part for part in asked if said not in lock_text(root, part).splitlines()[0]]
    return [f"{part}: asked for something else" for part in heads] + [
        fault
        for part, lines in asked.items()
        for fault in part_faults(part, lines, locks, asked[CORE] if part != BUILD else [])
    ]


def lock_text(root: Path, part: str) -> str:
    """A lock as it stands."""
    return (root / "requirements" / f"{part}.txt").read_text()


def part_faults(
    part: str, lines: list[str], locks: dict[str, list[Pinned]], before: list[str]
) -> Iterator[str]:
    """What one lock lacks, and what stands in it that nobody asked for."""
    there = [*locks[part], *(locks[CORE] if before else [])]
    for line in lines:
        one = Requirement(line)
        fits = [it for it in there if it.name == canonicalize_name(one.name)]
        if not fits or any(it.version not in one.specifier for it in fits):
            yield f"{part}: {line} is not met"
    brought = closure([*lines, *before])
    if is_here(lines):
        yield from (f"{part}: who needs {it.name}?" for it in locks[part] if it.name not in brought)
    elif part in ALWAYS_HERE:
        yield f"{part} is not installed whole"


def is_here(lines: Iterable[str]) -> bool:
    """True where a part is installed: only then is known what its packages ask for.

    The tools of `make check` are not there on a machine that only runs the tests.
    """
    return all(any(distributions(name=Requirement(line).name)) for line in lines)


def closure(lines: Iterable[str]) -> set[str]:
    """The names of all that these requirements bring, as far as it is installed here."""
    found: set[tuple[str, str]] = set()
    left = [Requirement(line) for line in lines]
    while left:
        one = left.pop()
        name = canonicalize_name(one.name)
        for extra in ("", *one.extras):
            if (name, extra) not in found:
                found.add((name, extra))
                left += asked_by(name, extra)
    return {name for name, _ in found}


def asked_by(name: str, extra: str) -> list[Requirement]:
    """What a package asks for, or one extra of it; the machine it runs on makes no difference."""
    try:
        asked = [Requirement(line) for line in requires(name) or ()]
    except PackageNotFoundError:
        return []
    return [
        one
        for one in asked
        if "extra ==" not in str(one.marker or "") or one.marker.evaluate({"extra": extra})  # type: ignore[union-attr]  # it has one
    ]


def vendored_faults(root: Path) -> list[str]:
    """Files of others that are not what they were when they were taken in.

    After a wanted change: `python -m supply.vendored`.
    """
    return sorted(name for name, _ in set(hashes(root).items()) ^ set(noted(root).items()))


def foreign_faults(root: Path) -> list[str]:
    """Addresses of other hosts in what a browser is given."""
    files = (file for file in sorted((root / "boernestemme" / "web").rglob("*")))
    pages = [file for file in files if file.suffix in PAGES]
    assert len(pages) > 300, "the search has gone blind"
    return [f"{file.name}: {one}" for file in pages for one in ADDRESS.findall(file.read_text())]


def command_faults(root: Path) -> list[str]:
    """Places where packages are installed without their hashes."""
    tops = ("Makefile", ".ci/run", "deploy/Containerfile")
    files = [*(root / name for name in tops), *sorted((root / "docs" / "operations").glob("*.md"))]
    texts = [re.sub(r"\\\n\s*", "", file.read_text()) for file in files]
    found = [line for text in texts for line in COMMAND.findall(text)]
    found += CALL.findall(
        (root / "bootstrap.py").read_text().replace("*PINNED", "--require-hashes")
    )
    assert len(found) > 7, "the search has gone blind"
    return [line for line in found if "--require-hashes" not in line and "--no-index" not in line]


def start_faults(root: Path) -> list[str]:
    """The program's start, where no other machine may be reached: what it tried."""
    return tried(root, [sys.executable, "-c", START, *SETUP])


def trial_faults(root: Path) -> list[str]:
    """The same for one file of tests."""
    return tried(root, [sys.executable, "-m", "pytest", "-q", "tests/test_calling.py"])


def tried(root: Path, command: list[str]) -> list[str]:
    """The lines in which a process says that it was refused a connection, or fell otherwise."""
    around = os.environ | {"BOERNESTEMME_INSTANCE": str(root / "instance")}
    done = subprocess.run(
        command, cwd=root, env=around, capture_output=True, text=True, timeout=PATIENCE
    )
    lines = (done.stdout + done.stderr).splitlines()
    return [line for line in lines if "tests.offline.Offline" in line] or lines * bool(
        done.returncode
    )
