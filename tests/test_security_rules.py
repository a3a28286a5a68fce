"""docs/security/rules.md: numbers, roles and ciphers are the code's, and what it names exists."""

import re
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest

from boernestemme.domain.roles import PERMISSIONS
from tests.architecture.project import ROOT
from tests.routes import ROUTES

RULES = ROOT / "docs" / "security" / "rules.md"
NUMBER = re.compile(r"^\| .+ \| (\d+) (\w+) \| `([\w.]+)\.([A-Z_]+)` \|$", re.MULTILINE)
ROLE = re.compile(r"^\| `(\w+)` \| ((?:`\w+`(?:, )?)+) \|$", re.MULTILINE)
MODULE = re.compile(r"`(boernestemme(?:\.\w+)+)`")
FILE = re.compile(r"`((?:services|domain|tests)/[\w/.]+\.py)`")
SECTIONS = (
    "What may be typed", "How often something may be tried", "Ways in, and sessions",
    "Who may what", "Keys and ciphers", "What is kept, and how it is guarded",
    "Whom it speaks with", "What is logged, and where",
)  # fmt: skip
TIMES = {"days", "hours", "minutes"}
# Parts whose addresses a gateway or a provider calls, and no browser.
PROGRAMS = {"board_provider", "caseworker_provider", "sms_status"}
SAMPLE = ROOT / "deploy" / "nginx" / "boernestemme-door.conf"


@pytest.fixture(scope="module")
def rules() -> str:
    """The page as it stands."""
    return RULES.read_text()


def untrue(text: str) -> list[str]:
    """The names whose number is not the code's."""
    return [
        name
        for number, unit, module, name in NUMBER.findall(text)
        if getattr(import_module(module), name)
        != (timedelta(**{unit: int(number)}) if unit in TIMES else int(number))
    ]


def roles(text: str) -> dict[str, set[str]]:
    """Each role's permissions as the page tells them."""
    return {role: set(re.findall(r"`(\w+)`", may)) for role, may in ROLE.findall(text)}


def lost(text: str) -> list[str]:
    """Modules and files that the page names and nobody has."""
    modules = {name: name.replace(".", "/") for name in MODULE.findall(text)}
    homes = ("", "boernestemme/")
    gone = [
        name
        for name, path in modules.items()
        if not (ROOT / f"{path}.py").exists() and not (ROOT / path).is_dir()
    ]
    return gone + [
        name
        for name in FILE.findall(text)
        if not any((ROOT / f"{h}{name}").exists() for h in homes)
    ]


def tls(text: str) -> tuple[list[str], list[str]]:
    """Versions and ciphers of a sample for nginx."""
    [versions], [ciphers] = (
        re.findall(rf"^ssl_{name} (.+);$", text, re.MULTILINE) for name in ("protocols", "ciphers")
    )
    return versions.split(), ciphers.split(":")


def test_the_numbers_are_the_codes(rules: str) -> None:
    found = NUMBER.findall(rules)
    assert len(found) > 25, "the search has gone blind"
    assert len(found) == len(re.findall(r"`boernestemme[\w.]*\.[A-Z_]+` \|$", rules, re.MULTILINE))
    assert untrue(rules) == []
    assert untrue(rules.replace("| 15 minutes |", "| 16 minutes |")) == ["WINDOW", "IDLE"]


def test_the_roles_are_the_codes(rules: str) -> None:
    assert roles(rules) == {role.value: {*map(str, may)} for role, may in PERMISSIONS.items()}


def test_what_is_named_exists(rules: str) -> None:
    assert re.findall(r"^## (.+)$", rules, re.MULTILINE) == list(SECTIONS)
    assert len(MODULE.findall(rules)) > 10, "the search has gone blind"
    numbers = {f"{module}.{name}" for _, _, module, name in NUMBER.findall(rules)}
    text = "\n".join(line for line in rules.splitlines() if not any(n in line for n in numbers))
    assert lost(text) == []
    assert lost("`boernestemme.gone` `services/gone.py`") == [
        "boernestemme.gone",
        "services/gone.py",
    ]


def test_the_ciphers_are_the_codes(rules: str) -> None:
    words = rules.split("## Keys and ciphers")[1].split("\n## ")[0]
    said = {"X25519", "HKDF", "AES-256-GCM", "Ed25519", "argon2id", "HMAC-SHA256"}
    assert [one for one in sorted(said) if one not in words] == []
    sources = "".join(path.read_text() for path in (ROOT / "boernestemme/storage").glob("*.py"))
    code = ("X25519", "HKDF_SHA256", "AES_256_GCM", "Ed25519", "Argon2id", "hmac", "AESGCM")
    assert [one for one in code if one not in sources] == []
    assert not re.findall(r"ECB|CBC|PKCS1v15|Fernet|TripleDES|RC4", sources)


def test_the_samples_tls_is_that_of_the_rules(rules: str) -> None:
    versions, ciphers = tls(SAMPLE.read_text())
    assert versions == ["TLSv1.2", "TLSv1.3"]
    assert "| TLS | 1.2 and 1.3, at nginx |" in rules
    assert all(one.startswith("ECDHE+") for one in ciphers)
    assert not {one.removeprefix("ECDHE+") for one in ciphers} - {"AESGCM", "CHACHA20"}


def test_the_days_of_the_security_page_stand() -> None:
    text = (ROOT / "SECURITY.md").read_text()
    promised = re.findall(r"^\| (\d+ (?:working )?days[^|]*) \|", text, re.MULTILINE)
    assert len(promised) == 5
    assert [one for one in promised if one.startswith(("3 days", "30 days"))] == promised[2:4]
    assert Path(ROOT, "docs/decisions/0032-pinned-by-hash.md").read_text().count("monthly") == 1


def test_what_programs_call_is_not_led_on_from_plain_http() -> None:
    text = (ROOT / "deploy" / "nginx" / "boernestemme.conf").read_text()
    plain = next(one for one in text.split("\nserver {") if "listen 80 default_server" in one)
    [refused] = re.findall(r"location ~ (\S+) \{\s+return 403;", plain)
    called = {rule for name, (rule, _, _) in ROUTES.items() if name.partition(".")[0] in PROGRAMS}
    assert len(called) == 3
    assert {rule for rule, _, _ in ROUTES.values() if re.search(refused, rule)} == called
