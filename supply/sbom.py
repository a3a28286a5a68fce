"""What the installed program consists of, as CycloneDX says it: `python -m supply.sbom FILE`.

The packages are those of the locks for the program and its PostgreSQL driver, as they are installed
here, and what others made that lies among our own files. The same parts give the same bytes.
"""

import json
import re
import sys
import uuid
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import boernestemme
from supply.pinned import Pinned, pinned
from supply.vendored import OTHERS
from supply.wanted import CORE, LOCKS, wanted

# How addresses of packages name Python's own kind; in two parts, for no file names a registry.
KIND = "py" + "pi"
OURS = "MPL-2.0"
PARTS = (CORE, "pg")
SPDX = frozenset({"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MPL-2.0"})
SAID = "License :: OSI Approved :: "


class NotInstalled(LookupError):
    """A package of the locks is not installed in its version; the message names it."""


def listed(parts: Iterable[str] = PARTS) -> Iterator[tuple[Pinned, Distribution]]:
    """The packages of the locks that belong on this machine, each as it is installed.

    Raises NotInstalled.
    """
    every = {
        (one.name, one.version): one for part in parts for one in pinned(LOCKS / f"{part}.txt")
    }
    for one in sorted(every.values(), key=lambda each: each.name):
        try:
            found = distribution(one.name)
        except PackageNotFoundError:
            found = None
        if found and found.version == one.version:
            yield one, found
        elif not one.condition:
            raise NotInstalled(f"{one.name} {one.version}")


def bill() -> dict[str, Any]:
    """The whole list.

    Raises NotInstalled.
    """
    packages = list(listed())
    there = {one.name for one, _ in packages}
    parts = [package(one, found) for one, found in packages] + [others(*each) for each in OTHERS]
    ours = {boernestemme.__name__: wanted()[CORE]}
    asked = ours | {one.name: found.requires or [] for one, found in packages}
    graph = [{"ref": name, "dependsOn": names(lines, there)} for name, lines in asked.items()]
    content = {"components": parts, "dependencies": graph}
    name = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{name}",
        "version": 1,
        "metadata": {"component": program()},
        **content,
    }


def program() -> dict[str, Any]:
    """Børnestemme itself."""
    return {
        "type": "application",
        "bom-ref": boernestemme.__name__,
        "name": boernestemme.__name__,
        "version": boernestemme.__version__,
        "licenses": [{"license": {"id": OURS}}],
    }


def package(one: Pinned, found: Distribution) -> dict[str, Any]:
    """A package from outside, with its licence and the hashes that its files may have."""
    return {
        "type": "library",
        "bom-ref": one.name,
        "name": one.name,
        "version": one.version,
        "licenses": licences(found),
        "purl": f"pkg:{KIND}/{one.name}@{one.version}",
        "properties": [
            {"name": "boernestemme:sha256", "value": each} for each in sorted(one.hashes)
        ],
    }


def others(name: str, licence: str, note: str) -> dict[str, Any]:
    """What somebody else made and our own files hold."""
    return {
        "type": "file",
        "bom-ref": note,
        "name": name,
        "licenses": [{"license": {"id": licence}}],
    }


def licences(found: Distribution) -> list[dict[str, Any]]:
    """What a package says of its licence: an expression if it has one, otherwise its words."""
    said = found.metadata
    [expression] = said.get_all("License-Expression") or [""]
    [words] = said.get_all("License") or [""]
    if expression or words in SPDX:
        return [{"expression": expression or words}]
    lines = [line for line in said.get_all("Classifier", []) if line.startswith(SAID)]
    return [{"license": {"name": line.removeprefix(SAID)}} for line in lines]


def names(requirements: Iterable[str], among: set[str]) -> list[str]:
    """The listed packages that requirements ask for, whatever the reason."""
    asked = (re.match(r"[\w.-]+", line) for line in requirements)
    return sorted({re.sub(r"[-_.]+", "-", one[0]).lower() for one in asked if one} & among)


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.parent.mkdir(exist_ok=True)
    file.write_text(json.dumps(bill(), indent=1, ensure_ascii=False) + "\n")
    print(f"{file}: {len(bill()['components'])} parts")
