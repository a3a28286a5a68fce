"""Build backend: setuptools, after the translation catalogues are compiled.

Wheel, sdist and editable install all pass here, so a fresh clone needs no step of its own.
"""

from pathlib import Path
from typing import Any

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

TRANSLATIONS = Path(__file__).parent / "translations"


def build_wheel(*arguments: Any, **named: Any) -> str:
    """Build the wheel, catalogues included."""
    compile_catalogues(TRANSLATIONS)
    return build_meta.build_wheel(*arguments, **named)


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
