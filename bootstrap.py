"""Make a fresh clone ready: virtual environment, packages, and the browser for the tests.

    python3 bootstrap.py                 what the program needs
    python3 bootstrap.py test lint       and these extras of setup.cfg
    python3 bootstrap.py test --browser  and Chromium and nginx from the system's packages

Standard library only, since nothing is installed yet. What is in place is not done again.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
# What decides which packages are installed; a change in any of them installs anew.
SOURCES = ("setup.cfg", "pyproject.toml", "build_hooks.py")
OLDEST = (3, 11)

NO_VENV = """\
Python mangler sit venv-modul. Skriv:   sudo apt install python3-venv   og prøv igen.
Python lacks its venv module. Type:     sudo apt install python3-venv   and try again."""
TOO_OLD = """\
Børnestemme kræver Python 3.11 eller nyere; den her er {version}. Prøv: make PYTHON=python3.11 …
Børnestemme needs Python 3.11 or newer; this is {version}. Try: make PYTHON=python3.11 …"""
INSTALLING = "Henter det, der skal bruges, første gang ca. ét minut / Installing, about a minute …"
NO_PACKAGES = """\
Pakkerne kunne ikke installeres. Grunden står ovenfor; er der forbindelse til nettet?
The packages could not be installed. The reason is above; is there a connection?"""
NO_BROWSER = """\
Chromium mangler, så prøverne i en browser kan ikke køre: {reason}. Skriv: sudo apt install chromium
Chromium is missing, so the browser tests cannot run: {reason}. Type: sudo apt install chromium"""
NO_PROXY = """\
nginx mangler, så prøverne bag den kan ikke køre: {reason}. Skriv: sudo apt install nginx-light
nginx is missing, so the tests behind it cannot run: {reason}. Type: sudo apt install nginx-light"""
# What the tests start that no Python package brings: program, packages, and what to say without.
TOOLS = (
    ("chromium", ("chromium", "fonts-liberation"), NO_BROWSER),
    ("nginx", ("nginx-light",), NO_PROXY),
)
SHELL = "chromium-headless-shell"
SYSTEM_TOOLS = ":/usr/sbin"  # in nobody's PATH but root's


def main(arguments: list[str]) -> int:
    """Exit status: 0 ready, 1 something needed could not be had."""
    extras = [word for word in arguments if not word.startswith("--")]
    try:
        make_environment()
        install(extras)
        if "--browser" in arguments:
            install_tools()
            ask_for_shell()
    except NotPossible as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


class NotPossible(Exception):
    """Something a person must do first; the message says what, in two languages."""


def make_environment() -> None:
    """Create `.venv`, also where an earlier try left half of one."""
    if sys.version_info[:2] < OLDEST:
        raise NotPossible(TOO_OLD.format(version=sys.version.split()[0]))
    if PYTHON.exists() and (VENV / "bin" / "pip").exists():
        return
    if importlib.util.find_spec("ensurepip") is None:
        raise NotPossible(NO_VENV)
    venv.create(VENV, clear=True, with_pip=True)


def install(extras: list[str]) -> None:
    """Install the project itself (editable) with `extras`, unless that is done already."""
    state = digest()
    stamps = [VENV / f"installed-{extra}" for extra in ["core", *extras]]
    if all(stamp.exists() and stamp.read_text() == state for stamp in stamps):
        return
    print(INSTALLING, flush=True)
    wanted = f"{ROOT}[{','.join(extras)}]" if extras else str(ROOT)
    # -qq: errors only
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*command, "--editable", wanted]).returncode:
        raise NotPossible(NO_PACKAGES)
    for stamp in stamps:
        stamp.write_text(state)


def digest() -> str:
    """A fingerprint of the files that decide what is installed."""
    content = b"\0".join((ROOT / name).read_bytes() for name in SOURCES)
    return hashlib.sha256(content).hexdigest()


def install_tools() -> None:
    """Fetch what tests need from Debian's packages where that is allowed; else say what cannot run.

    Raises NotPossible only with CI=true: there nothing may be left out.
    """
    for name, packages, missing in TOOLS:
        if shutil.which(name, path=os.environ.get("PATH", "") + SYSTEM_TOOLS):
            continue
        reason = try_apt(*packages)
        if reason is None:
            continue
        message = missing.format(reason=reason)
        if os.environ.get("CI") == "true":
            raise NotPossible(message)
        print(message, file=sys.stderr)


def ask_for_shell() -> None:
    """Chromium's engine alone runs most tests at half the price: asked for once, and no must."""
    asked = VENV / "asked-for-shell"
    if not shutil.which(SHELL) and not asked.exists():
        try_apt(SHELL)
        asked.touch()


def try_apt(*packages: str) -> str | None:
    """Install Debian packages; None when it went well, otherwise the reason in a few words."""
    if not shutil.which("apt-get"):
        return "apt-get not found"
    rights = root_rights()
    if rights is None:
        return "neither root nor sudo without a password"
    print(f"Henter / Installing {', '.join(packages)} …", flush=True)
    # As if the machine were being mended: what is installed shall not start to serve.
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive", "RUNLEVEL=1"]
    apt_get = [*rights, *quiet, "apt-get", "-qq"]
    for step in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt_get, *step], capture_output=True, text=True)
        if done.returncode:
            return (done.stderr.strip() or "apt-get failed").splitlines()[-1]
    return None


def root_rights() -> list[str] | None:
    """What to put before a command so that it runs as root; None when nothing does."""
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    allowed = subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0
    return ["sudo", "-n"] if allowed else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
