"""Where the project's files are, for tests that read them."""

from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = "boernestemme"
FOLDERS = (
    ".ci", "bench", PACKAGE, "deploy", "docs", "requirements", "supply", "tests", "translations",
)  # fmt: skip
ENDINGS = frozenset(
    {
        "", ".cfg", ".conf", ".css", ".html", ".in", ".js", ".mako", ".md", ".po", ".pot", ".py",
        ".service", ".svg", ".sysusers", ".timer", ".toml", ".yml",
    }
)  # fmt: skip
MADE = frozenset({"__pycache__", "pictures", ".pytest_cache"})


def project_files() -> Iterator[Path]:
    """Every text file that is part of the project: no environment, no instance, no caches."""
    tops = [path for path in ROOT.iterdir() if path.is_file() and path.name != ".git"]
    below = (path for folder in FOLDERS for path in (ROOT / folder).rglob("*"))
    for path in [*tops, *below]:
        if path.is_file() and path.suffix in ENDINGS and not MADE & set(path.parts):
            yield path


def package_files(ending: str) -> list[Path]:
    """The package's files with this ending, like ``.py``."""
    return sorted((ROOT / PACKAGE).rglob(f"*{ending}"))


def told(path: Path) -> str:
    """A path as a report names it."""
    return str(path.relative_to(ROOT))
