"""The files an operator lays out, read by tests: units, nginx, the image, and the guides."""

import re
from pathlib import Path

from tests.architecture.project import ROOT

DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
GUIDES = tuple(
    ROOT / "docs" / "operations" / name for name in ("first-hour.md", "upgrade.md", "backup.md")
)
DOORS = {"child": "child", "staff": "caseworker", "board": "board"}  # by unit: the audience


def deployed() -> list[Path]:
    """Every file of the folder."""
    return sorted(path for path in DEPLOY.rglob("*") if path.is_file())


def unit(name: str) -> dict[str, list[str]]:
    """What a service's unit says under [Service], each key with its lines."""
    text = (UNITS / f"boernestemme-{name}.service").read_text().replace("\\\n", " ")
    said: dict[str, list[str]] = {}
    for line in text.partition("[Service]")[2].partition("\n[")[0].splitlines():
        key, _, value = line.partition("=")
        if value and not line.startswith("#"):
            said.setdefault(key, []).append(" ".join(value.split()))
    return said


def credentials(name: str) -> dict[str, str]:
    """The files a unit gives its process: the name there, and where it comes from."""
    lines = unit(name).get("LoadCredential", ())
    return {line.partition(":")[0]: line.partition(":")[2] for line in lines}


def blocks(guide: Path) -> list[str]:
    """What a guide tells to type, a block each, lines that go on joined."""
    found = re.findall(r"^```sh\n(.*?)^```", guide.read_text(), re.DOTALL | re.MULTILINE)
    return [re.sub(r"\\\n\s*", "", block) for block in found]


def nginx(name: str = "boernestemme") -> str:
    """The text of one of nginx's two files."""
    return (DEPLOY / "nginx" / f"{name}.conf").read_text()


def copied_into_image() -> list[str]:
    """What of the repository the image is built from."""
    image = (DEPLOY / "Containerfile").read_text()
    lines = re.findall(r"^COPY (?!--)(.+) \S+$", image, re.MULTILINE)
    return [word for line in lines for word in line.split()]


def commands() -> list[list[str]]:
    """Every command of ours that a guide, a unit or the image runs, in words."""
    lines = [line for name in (*DOORS, "housekeeping") for line in unit(name)["ExecStart"]]
    lines += [line for guide in GUIDES for block in blocks(guide) for line in block.splitlines()]
    lines += re.findall(r"`(boernestemme [a-z][^`]*)`", " ".join(one.read_text() for one in GUIDES))
    image = (DEPLOY / "Containerfile").read_text()
    lines += [
        line for one in (DEPLOY / "operator").iterdir() for line in one.read_text().split("\n")
    ]
    lines.append("boernestemme " + " ".join(re.findall(r'"([^"]+)"', image.rpartition("CMD")[2])))
    found = (re.search(r"(?:^|[\s/|])boernestemme ([a-z].*)$", line) for line in lines)
    return [one[1].split() for one in found if one]
