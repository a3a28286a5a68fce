"""The files of others that lie among our own, each by its hash: `python -m supply.vendored`."""

import hashlib
from pathlib import Path

from supply.wanted import ROOT

# Name, licence, and the note beside them that says where they come from.
OTHERS = (
    ("Tabler Icons", "MIT", "boernestemme/web/static/img/LICENSE-icons.md"),
    ("Noto fonts", "OFL-1.1", "boernestemme/web/documents/fonts/LICENSE-fonts.md"),
)
FOLDERS = tuple(
    f"boernestemme/web/{name}"
    for name in ("documents/fonts", "static/img/icons", "static/img/things")
)
LIST = "requirements/vendored.sha256"


def hashes(root: Path = ROOT) -> dict[str, str]:
    """The hash of each file as it lies there now."""
    files = (file for folder in FOLDERS for file in sorted((root / folder).rglob("*")))
    return {
        str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.is_file()
    }


def noted(root: Path = ROOT) -> dict[str, str]:
    """The hash that each file shall have."""
    lines = (root / LIST).read_text().splitlines()
    return {name: value for value, name in (line.split("  ") for line in lines)}


if __name__ == "__main__":
    (ROOT / LIST).write_text("".join(f"{value}  {name}\n" for name, value in hashes().items()))
