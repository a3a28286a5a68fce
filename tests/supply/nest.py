"""A lock, an index and an attacker's index, all invented and on this machine, for pip to try."""

import hashlib
import io
import os
import re
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from zipfile import ZipFile

GOOD, BAD = "finch", "cuckoo"
SILENT = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
PATIENCE = 60


class Quiet(SimpleHTTPRequestHandler):
    """A folder over HTTP; its lists of files are what pip reads as an index."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A folder as an index on the loopback; its address."""
    folder.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def wheel(folder: Path, name: str, content: str, version: str = "1.0", needs: str = "") -> Path:
    """A wheel with one module, which says whose it is."""
    info = f"{name}-{version}.dist-info"
    asked = f"Requires-Dist: {needs}\n" if needs else ""
    files = {
        f"{name}.py": f'WHOSE = "{content}"\n',
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{asked}",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{info}/RECORD": "",
    }
    (folder / name).mkdir(parents=True, exist_ok=True)
    path = folder / name / f"{name}-{version}-py3-none-any.whl"
    with ZipFile(path, "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    return path


def source_archive(folder: Path, name: str, mark: Path) -> Path:
    """A source archive whose build does something of its own: it leaves a mark."""
    setup = (
        f"from pathlib import Path\nPath({str(mark)!r}).touch()\n"
        f"from setuptools import setup\nsetup(name={name!r}, version='1.0')\n"
    ).encode()
    (folder / name).mkdir(parents=True, exist_ok=True)
    path = folder / name / f"{name}-1.0.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo(f"{name}-1.0/setup.py")
        entry.size = len(setup)
        archive.addfile(entry, io.BytesIO(setup))
    return path


def line(name: str, file: Path, version: str = "1.0") -> str:
    """A package as a lock pins it."""
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    return f"{name}=={version} \\\n    --hash=sha256:{digest}\n"


@dataclass
class Nest:
    """What is to be installed, from where, and with which words around pip."""

    folder: Path
    index: str
    strange: str
    lock: str = ""
    around: dict[str, str] = field(default_factory=dict)

    @property
    def ours(self) -> Path:
        """The folder that our index serves."""
        return self.folder / "ours"

    @property
    def theirs(self) -> Path:
        """The folder that the attacker's index serves."""
        return self.folder / "theirs"

    @property
    def mark(self) -> Path:
        """There once an attacker's build has run."""
        return self.folder / "has-run"

    def loosen(self) -> None:
        """Ask for the same packages as one does without a lock: any version, any file."""
        self.lock = re.sub(r"==1\.0(?: \\\n)?|\s*--hash=\S+", "", self.lock)

    def config(self, text: str) -> None:
        """Let pip read this settings file."""
        (self.folder / "pip.conf").write_text(text)
        self.around["PIP_CONFIG_FILE"] = str(self.folder / "pip.conf")

    def install(self, *options: str, into: str) -> str:
        """Install the lock with these options; whose content has come, nobody's when none has."""
        (self.folder / "lock.txt").write_text(self.lock)
        target = self.folder / into
        words = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": self.index} | self.around
        subprocess.run(
            [
                sys.executable, "-m", "pip", "install", "-qqq", "--no-cache-dir", "--retries=0",
                "--disable-pip-version-check", "--no-build-isolation", f"--target={target}",
                *options,
                f"--requirement={self.folder / 'lock.txt'}",
            ],
            env=SILENT | words, cwd=self.folder, capture_output=True, timeout=PATIENCE,
        )  # fmt: skip
        text = "".join(file.read_text() for file in target.rglob("*.py"))
        return BAD if BAD in text or self.mark.exists() else GOOD if GOOD in text else ""


@contextmanager
def nest(folder: Path) -> Iterator[Nest]:
    """A sound one: our index serves the very wheel that the lock names."""
    with served(folder / "ours") as index, served(folder / "theirs") as strange:
        begun = Nest(folder, index, strange)
        begun.lock = line("fugl", wheel(begun.ours, "fugl", GOOD))
        yield begun
