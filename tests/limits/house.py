"""A real server that believes one proxy, which is the test: it tells who comes from where."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from boernestemme import create_app
from boernestemme.cli.serve import serve
from tests.browser.server import HOME, RunningClock, Site, site_settings

WORKERS = 3


class House(Site):
    """Gunicorn with three workers."""

    def _serve(self) -> "subprocess.Popen[bytes]":
        with (self._folder / "server.log").open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "tests.limits.house", str(self._folder), str(self.port),
                 str(self._started)],
                cwd=HOME, stderr=log, stdout=log, env=os.environ | {"PYTHONWARNINGS": "default"},
            )  # fmt: skip


def main(folder: str, port: str, started: str) -> None:
    """Serve, as ``boernestemme serve`` does."""
    settings = site_settings(Path(folder), int(port), "http://127.0.0.1/vejret")
    app = create_app(replace(settings, trusted_proxies=1), clock=RunningClock(float(started)))
    serve(app, f"127.0.0.1:{port}", workers=WORKERS)


if __name__ == "__main__":
    main(*sys.argv[1:])
