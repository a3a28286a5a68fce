"""Make a fresh clone ready: virtual environment, packages, and the browser for the tests.

    python3 bootstrap.py                 what the program needs
    python3 bootstrap.py test lint       and these extras of setup.cfg
    python3 bootstrap.py test --browser  and Chromium, nginx and strace from the system's packages

Standard library only, since nothing is installed yet. What is in place is not done again. Packages
come as requirements/ has them: one version of each, and no file whose hash does not stand there.
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
LOCKS = ROOT / "requirements"
# What decides which packages are installed; a change in any of them installs anew.
SOURCES = ("setup.cfg", "pyproject.toml", "build_hooks.py")
# The program's own packages, and what makes its wheel.
ALWAYS = ("core", "build")
# Only wheels: a source archive would fetch what builds it, and no hash would cover that.
PINNED = ("--require-hashes", "--only-binary=:all:")
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
NO_TRACE = """\
strace mangler, så prøver af, hvad der når disken, fejler: {reason}. Skriv: sudo apt install strace
strace is missing, so tests of what is on disk fail: {reason}. Type: sudo apt install strace"""
# What the tests start that no Python package brings: program, packages, and what to say without.
TOOLS = (
    ("chromium", ("chromium", "fonts-liberation"), NO_BROWSER),
    ("nginx", ("nginx-light",), NO_PROXY),
    ("strace", ("strace",), NO_TRACE),
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
    locks = [f"--requirement={LOCKS / part}.txt" for part in (*ALWAYS, *extras)]
    pip(*PINNED, *locks)
    pip("--no-index", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    for stamp in stamps:
        stamp.write_text(state)


def pip(*arguments: str) -> None:
    """Install, printing errors only.

    Raises NotPossible.
    """
    command = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    if subprocess.run([*command, *arguments]).returncode:
        raise NotPossible(NO_PACKAGES)


def digest() -> str:
    """A fingerprint of the files that decide what is installed."""
    files = [*(ROOT / name for name in SOURCES), *sorted(LOCKS.glob("*.txt"))]
    return hashlib.sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()


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
