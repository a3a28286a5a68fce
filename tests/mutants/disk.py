"""The files that tests write, put back: each mutant finds what the one before it found."""

from pathlib import Path


class Disk:
    """All files under a folder, as they are now."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._were = {path: path.read_bytes() for path in self._files()}

    def _files(self) -> set[Path]:
        return {path for path in self._folder.rglob("*") if path.is_file()}

    def put_back(self) -> None:
        """Each in its place, for they are open: a database's shared memory is one of them."""
        for path in self._files() - self._were.keys():
            path.unlink()
        for path, was in self._were.items():
            if not path.exists() or path.read_bytes() != was:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("r+b" if path.exists() else "wb") as file:
                    file.write(was)
                    file.truncate()
