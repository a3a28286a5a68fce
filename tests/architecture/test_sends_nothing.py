"""What a child does sends nothing, and four modules alone can send anything (DEV-13, S-18).

One sends e-mails without content to staff: a wall keeps every page from reaching it. One hands the
gateway the message with a link that a case worker asked for: walls keep all other pages from it.
Two ask a workplace's sign-on about its own staff, and know nothing of children. The command that
serves says to the kernel how to listen.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import boernestemme

HOME = Path(boernestemme.__file__).parent
ABLE_TO_SEND = {
    "aiohttp", "asyncio", "ftplib", "http.client", "httpx", "requests", "smtplib", "socket",
    "telnetlib", "urllib.request", "urllib3", "websockets",
}  # fmt: skip

pytestmark = pytest.mark.architecture


def senders(source: str) -> Iterator[str]:
    """What a module imports that could reach another machine."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in ABLE_TO_SEND)
        elif isinstance(node, ast.ImportFrom):
            whole = {node.module or "", *(f"{node.module}.{one.name}" for one in node.names)}
            yield from whole & ABLE_TO_SEND


def test_only_these_modules_can_send_anything() -> None:
    found = {
        str(file.relative_to(HOME)): names
        for file in sorted(HOME.rglob("*.py"))
        if (names := list(senders(file.read_text(encoding="utf-8"))))
    }
    assert found.pop("cli/serve.py") == ["socket"]
    assert found == {
        "services/asking_provider.py": ["requests"],
        "services/gateway_api.py": ["http.client"],
        "services/provider_metadata.py": ["requests"],
        "services/sending_mail.py": ["smtplib"],
    }


@pytest.mark.parametrize(
    "line", ["import smtplib", "from urllib import request", "from http.client import X"]
)
def test_a_way_to_send_is_found(line: str) -> None:
    assert list(senders(line))
