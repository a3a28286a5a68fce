"""Pin what is asked for, with all it brings, each file by its hash: `python -m supply.lock`.

One resolution holds for every part and for each Python from 3.11 on, so parts can be installed
together. What is pinned stays while it fits; with `--upgrade` everything is looked up anew.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from supply.pinned import blocks
from supply.wanted import BUILD, CORE, LOCKS, fingerprint, wanted

OLDEST = "3.11"
HEAD = "# `make lock` wrote this from what setup.cfg asks for ({fingerprint}); do not edit.\n"
UV = Path(sys.executable).with_name("uv")
# No address of a registry is written: where packages come from is the machine's own affair, and
# the hashes say which are the right ones. Only wheels: a source archive would run its own build.
OPTIONS = (
    "--quiet", "--universal", "--python-version", OLDEST, "--generate-hashes", "--no-header",
    "--no-annotate", "--only-binary", ":all:",
)  # fmt: skip


def main(arguments: list[str]) -> None:
    """Write every lock anew."""
    asked = wanted()
    head = HEAD.format(fingerprint=fingerprint(asked))
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.txt"
        whole.write_text("".join(one.read_text() for one in sorted(LOCKS.glob("*.txt"))))
        everything = sorted({line for lines in asked.values() for line in lines})
        resolve(everything, whole, *arguments)
        core = blocks(resolve(asked[CORE], whole.with_name("core.txt"), "--constraints", whole))
        write(CORE, head, core)
        for part in asked.keys() - {CORE}:
            file = whole.with_name(f"{part}.txt")
            found = blocks(resolve(asked[part], file, "--constraints", whole))
            # The wheel is built where nothing else is installed.
            write(part, head, found if part == BUILD else found - core)


def resolve(requirements: list[str], into: Path, *options: str | Path) -> str:
    """What these requirements come to, as uv finds it; what stands in the file is kept if it fits.

    Raises CalledProcessError when they cannot be had together.
    """
    command = [UV, "pip", "compile", "-", *OPTIONS, *options, "--output-file", into]
    subprocess.run(
        command, input="\n".join(requirements), text=True, check=True, stdout=subprocess.DEVNULL
    )
    return into.read_text()


def write(part: str, head: str, found: set[str]) -> None:
    """One lock, its packages in order."""
    LOCKS.mkdir(exist_ok=True)
    (LOCKS / f"{part}.txt").write_text(head + "".join(sorted(found)))


if __name__ == "__main__":
    main(sys.argv[1:])
