"""Google's own judge of pages, Lighthouse for mobiles, where it can be installed with npm."""

import json
import os
import shutil
import subprocess
from pathlib import Path

from bench.answer import WentWrong
from bench.paint_times import CHROMIUM, FLAGS

VERSION = "12.8.2"
CATEGORIES = ("performance", "accessibility", "best-practices")
# Ours are not to be found by a search engine, so that category is not asked.
SECONDS = 180


def installed(folder: Path) -> Path | None:
    """The command, installed below the folder once; None where there is no npm."""
    npm, command = shutil.which("npm"), folder / "node_modules" / ".bin" / "lighthouse"
    if npm is None:
        return None
    if not command.exists():
        folder.mkdir(parents=True, exist_ok=True)
        wanted = [npm, "install", "--prefix", str(folder), "--no-audit", "--no-fund"]
        subprocess.run([*wanted, f"lighthouse@{VERSION}"], check=True, stdout=subprocess.DEVNULL)
    return command


def scores(command: Path, address: str, cookies: str) -> dict[str, int]:
    """Its score from 0 to 100 in each category, for a phone; with these cookies, or none."""
    asked = [
        str(command), address, "--quiet", "--output=json",
        f"--only-categories={','.join(CATEGORIES)}",
        f"--chrome-flags=--headless=new {' '.join(FLAGS)}",
    ]  # fmt: skip
    if cookies:
        asked.append("--extra-headers=" + json.dumps({"Cookie": cookies}))
    done = subprocess.run(
        asked,
        env={**os.environ, "CHROME_PATH": CHROMIUM},
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    if done.returncode:
        raise WentWrong(f"Lighthouse failed: {done.stderr[-300:]}")
    found = json.loads(done.stdout)["categories"]
    return {name: round(found[name]["score"] * 100) for name in CATEGORIES}
