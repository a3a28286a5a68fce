"""Build backend: setuptools, after the translation catalogues are compiled.

Wheel, sdist and editable install all pass here, so a fresh clone needs no step of its own. The same
sources give the same wheel to the last byte, wherever and whenever it is built.
"""

import shutil
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from babel.messages.frontend import CommandLineInterface
from setuptools import build_meta
from setuptools.build_meta import (
    get_requires_for_build_editable,
    get_requires_for_build_sdist,
    get_requires_for_build_wheel,
    prepare_metadata_for_build_editable,
    prepare_metadata_for_build_wheel,
)

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_editable",
    "prepare_metadata_for_build_wheel",
]

ROOT = Path(__file__).parent
TRANSLATIONS = ROOT / "translations"
PLAIN_FILE = 0o100644 << 16
DEFLATED_AS = 9


def build_wheel(wheel_directory: str, *arguments: Any, **named: Any) -> str:
    """Build the wheel, catalogues included, with nothing left of an earlier build."""
    shutil.rmtree(ROOT / "build", ignore_errors=True)
    compile_catalogues(TRANSLATIONS)
    name = build_meta.build_wheel(wheel_directory, *arguments, **named)
    settle(Path(wheel_directory) / name)
    return name


def settle(wheel: Path) -> None:
    """Take out of a wheel what its builder's clock, rights and folders put there."""
    with ZipFile(wheel) as built:
        files = {name: built.read(name) for name in sorted(built.namelist())}
    with ZipFile(wheel, "w", ZIP_DEFLATED, compresslevel=DEFLATED_AS) as settled:
        for name, content in files.items():
            entry = ZipInfo(name)  # its date is the archive format's first
            entry.external_attr = PLAIN_FILE
            entry.compress_type = ZIP_DEFLATED
            settled.writestr(entry, content)


def build_editable(*arguments: Any, **named: Any) -> str:
    """Build the editable wheel; the catalogues land beside their sources."""
    compile_catalogues(TRANSLATIONS)
    return build_meta.build_editable(*arguments, **named)


def build_sdist(*arguments: Any, **named: Any) -> str:
    """Build the source archive; it carries sources only, the wheel made of it compiles them."""
    return build_meta.build_sdist(*arguments, **named)


def compile_catalogues(directory: Path) -> None:
    """Write a `.mo` beside every `.po`; a broken placeholder stops the build."""
    if not any(directory.glob("*/LC_MESSAGES/messages.po")):
        return
    command = ["pybabel", "--quiet", "compile", "--directory", str(directory)]
    if CommandLineInterface().run(command):
        raise SystemExit(f"The catalogues in {directory} hold errors: see above.")
