"""The five parts that security stands on, and how much of each tests must reach: from setup.cfg."""

from configparser import ConfigParser
from dataclasses import dataclass
from pathlib import Path

from supply.wanted import ROOT

PACKAGE = "boernestemme"


@dataclass(frozen=True)
class Floors:
    """The least share of branches, in per cent."""

    part: float
    whole: float


def parts(root: Path = ROOT) -> dict[str, tuple[str, ...]]:
    """The files of each part, as paths from the root."""
    section = _config(root)[f"{PACKAGE}:parts"]
    return {
        name: tuple(f"{PACKAGE}/{file}" for file in lines.split())
        for name, lines in section.items()
    }


def floors(root: Path = ROOT) -> Floors:
    """What every part and the whole program must reach."""
    section = _config(root)[f"{PACKAGE}:floors"]
    return Floors(float(section["part"]), float(section["whole"]))


def _config(root: Path) -> ConfigParser:
    config = ConfigParser()
    config.read(root / "setup.cfg")
    return config
