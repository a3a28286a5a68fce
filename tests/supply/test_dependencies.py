"""Few packages, each with its reason, each as it is pinned (SUP-01, SUP-02)."""

import re
from importlib.metadata import requires

import pytest
from packaging.requirements import Requirement

from supply.pinned import NotPinned, blocks, pinned
from supply.wanted import CORE, LOCKS, fingerprint, wanted
from tests.architecture.project import ROOT
from tests.test_packaging import COME_WITH

AT_MOST = 16
PAGE = (ROOT / "docs" / "security" / "dependencies.md").read_text()
REASON = re.compile(r"^\| ([a-z][\w-]*) \| (\S.+?) \|", re.MULTILINE)
GOOD = f"flask==3.1.3 \\\n    --hash=sha256:{'0' * 64}\n"


def direct() -> list[str]:
    """The names of what the program itself asks for."""
    return [Requirement(line).name for line in wanted()[CORE]]


def test_there_are_few_and_each_has_its_reason() -> None:
    reasons = dict(REASON.findall(PAGE))
    reasons.pop("package")
    assert len(direct()) <= AT_MOST
    assert list(reasons) == direct() == sorted(direct())


def test_what_comes_with_another_is_promised_by_it() -> None:
    for name, giver in COME_WITH.items():
        assert name in {Requirement(line).name.lower() for line in requires(giver) or ()}, name
        assert giver in direct() and name in PAGE


def test_the_page_counts_what_is_pinned() -> None:
    names = {part: {one.name for one in pinned(LOCKS / f"{part}.txt")} for part in (CORE, "pg")}
    whole = len(names[CORE] | names["pg"])
    assert f"makes {len(names[CORE])} in\nall, {whole} with the PostgreSQL driver" in PAGE


@pytest.mark.parametrize(
    "line",
    [
        "--index-url https://strange.example/simple",
        "-e ./flask",
        "flask",
        "flask==3.1.3",
        "flask>=3 \\\n    --hash=sha256:" + "0" * 64,
        "flask==3.1.3 --hash=md5:" + "0" * 32,
        "flask @ https://strange.example/flask.whl",
    ],
)
def test_a_lock_with_anything_else_in_it_is_refused(line: str) -> None:
    assert blocks(GOOD) == {GOOD}
    with pytest.raises(NotPinned, match=re.escape(line.split(" \\")[0])):
        blocks(f"{GOOD}{line}\n")


def test_one_requirement_more_is_another_fingerprint() -> None:
    asked = wanted()
    assert fingerprint(asked | {CORE: [*asked[CORE], "aiohttp"]}) != fingerprint(asked)
