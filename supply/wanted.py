"""What setup.cfg and pyproject.toml ask for, by the part that needs it."""

import hashlib
import json
import tomllib
from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "requirements"
CORE, BUILD = "core", "build"


def wanted(root: Path = ROOT) -> dict[str, list[str]]:
    """Requirements by part: `core` for the program, `build` for its wheel, then each extra."""
    config = ConfigParser()
    config.read(root / "setup.cfg")
    built = tomllib.loads((root / "pyproject.toml").read_text())["build-system"]["requires"]
    extras = config["options.extras_require"]
    return {
        CORE: _lines(config["options"]["install_requires"]),
        BUILD: sorted(built),
        **{name: _lines(value) for name, value in extras.items()},
    }


def fingerprint(asked: dict[str, list[str]]) -> str:
    """What changes when a requirement does: stands at the head of every lock."""
    return hashlib.sha256(json.dumps(asked, sort_keys=True).encode()).hexdigest()[:16]


def _lines(value: str) -> list[str]:
    return [line.strip() for line in value.splitlines() if line.strip()]
