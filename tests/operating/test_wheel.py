"""The wheel is whole: from it alone, outside the checkout, the program serves and makes a PDF."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import requests

from tests.architecture.project import ROOT
from tests.browser.server import free_port, wait_until_it_answers
from tests.factories import PASSWORD
from tests.operating.deployed import copied_into_image

pytestmark = pytest.mark.night
PATIENCE = 60
MAIN = "from boernestemme.cli import main; main()"
WHERE = "import boernestemme; print(boernestemme.__file__)"
WHO = ("user", "add", "mette@test.example", "--role", "caseworker", "--municipality", "0265")


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, built from what the image copies and nothing else."""
    source, wheels = (tmp_path_factory.mktemp(name) for name in ("source", "wheels"))
    made = shutil.ignore_patterns("*.mo", "__pycache__")
    for name in copied_into_image():
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, source / name, ignore=made)
        else:
            shutil.copy(ROOT / name, source)
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-qq",
        "--no-index",
        "--no-deps",
        "--no-build-isolation",
        "--wheel-dir",
        str(wheels),
        ".",
    ]
    subprocess.run(build, cwd=source, check=True)
    [wheel] = wheels.glob("*.whl")
    folder = tmp_path_factory.mktemp("installed")
    zipfile.ZipFile(wheel).extractall(folder)
    return folder


def environment(unpacked: Path, instance: Path) -> dict[str, str]:
    """The wheel's content first among the packages; the checkout is not the folder it runs in."""
    ours = {"INSTANCE": str(instance), "PLAIN_HTTP": "yes", "SECOND_FACTOR": "optional"}
    named = {f"BOERNESTEMME_{name}": value for name, value in ours.items()}
    return os.environ | named | {"PYTHONPATH": str(unpacked)}


def test_from_the_wheel_alone_it_serves_and_makes_a_pdf(unpacked: Path, tmp_path: Path) -> None:
    given = environment(unpacked, tmp_path / "instance")

    def run(code: str, *arguments: str, typed: str = "") -> str:
        return subprocess.run(
            [sys.executable, "-c", code, *arguments], cwd=tmp_path, env=given, input=typed,
            capture_output=True, text=True, check=True,
        ).stdout  # fmt: skip

    assert run(WHERE).startswith(str(unpacked))
    base = f"http://127.0.0.1:{free_port()}"
    run(MAIN, "setup", "--child-url", base)
    run(MAIN, "municipality", "add", "0265", "Roskilde", "--call-number", "12345678")
    run(MAIN, *WHO, "--first-name", "Mette", typed=PASSWORD + "\n")
    server = subprocess.Popen(
        [sys.executable, "-c", MAIN, "serve", "--bind", base.removeprefix("http://")],
        cwd=tmp_path, env=given,
    )  # fmt: skip
    try:
        wait_until_it_answers(f"{base}/readyz")
        check_pages(base)
    finally:
        server.terminate()
        server.wait(PATIENCE)


def check_pages(base: str) -> None:
    """A page with its stylesheet, a sign-in, and a document with its fonts."""
    browser = requests.Session()
    page = browser.get(f"{base}/raadgiver/log-ind", timeout=PATIENCE).text
    style = re.search(r'href="(/stil/[^"]+\.css)"', page)
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert style and browser.get(base + style[1], timeout=PATIENCE).status_code == 200 and token
    typed = {"csrf_token": token[1], "email": "mette@test.example", "password": PASSWORD}
    assert browser.post(f"{base}/raadgiver/log-ind", typed, timeout=PATIENCE).ok
    made = browser.get(f"{base}/raadgiver/metode.pdf", timeout=PATIENCE)
    assert made.status_code == 200 and made.content.startswith(b"%PDF")


def test_the_catalogues_are_compiled_and_in_it(unpacked: Path) -> None:
    languages = {path.parts[-3] for path in unpacked.glob("boernestemme/translations/*/*/*.mo")}
    written = {path.parts[-3] for path in ROOT.glob("translations/*/LC_MESSAGES/*.po")}
    assert languages == written != set()
