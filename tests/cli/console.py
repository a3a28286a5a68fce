"""Runs commands of an installation in a folder of its own: in this process, or as a real one."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from boernestemme.cli import main
from boernestemme.settings import PREFIX

SCRIPT = Path(sys.executable).with_name("boernestemme")
LONGEST_SECONDS = 120


@dataclass(frozen=True)
class Ran:
    """What a command left behind."""

    status: int
    out: str
    err: str

    @property
    def lines_of_why(self) -> list[str]:
        """What it said on standard error."""
        return [line for line in self.err.splitlines() if line.strip()]


@dataclass(frozen=True)
class Console:
    """A terminal in front of one installation."""

    instance: Path

    def environment(self, **settings: str) -> dict[str, str]:
        """The environment without anything of ours but this installation's folder."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        ours = {f"{PREFIX}{name.upper()}": value for name, value in settings.items()}
        return kept | {f"{PREFIX}INSTANCE": str(self.instance)} | ours

    def run(self, *arguments: str, typed: str = "", **settings: str) -> Ran:
        """Run a command in this process."""
        out, err = io.StringIO(), io.StringIO()
        before = (dict(os.environ), sys.argv, sys.stdin)
        os.environ.clear()
        os.environ.update(self.environment(**settings))
        sys.argv, sys.stdin = ["boernestemme", *arguments], io.StringIO(typed)
        status: object = 0
        try:
            with redirect_stdout(out), redirect_stderr(err):
                main()
        except SystemExit as end:
            status = end.code
        finally:
            os.environ.clear()
            os.environ.update(before[0])
            _, sys.argv, sys.stdin = before
        return Ran(int(status or 0) if isinstance(status, int | None) else 1, *_texts(out, err))

    def start(self, *arguments: str, typed: str = "", **settings: str) -> Ran:
        """Run a command as a process of its own."""
        done = subprocess.run(
            [SCRIPT, *arguments],
            input=typed,
            env=self.environment(**settings),
            capture_output=True,
            text=True,
            timeout=LONGEST_SECONDS,
            check=False,
        )
        return Ran(done.returncode, done.stdout, done.stderr)


def _texts(out: io.StringIO, err: io.StringIO) -> tuple[str, str]:
    return out.getvalue(), err.getvalue()
