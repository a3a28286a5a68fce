"""`boernestemme marks …`: from a municipality's own installation into the board's release."""

import inspect
import re
import stat
from pathlib import Path

import pytest

from boernestemme.cli import marks
from boernestemme.cli.marks import WHY
from boernestemme.domain.delivery import LARGEST
from boernestemme.domain.period import parse_period
from boernestemme.services import delivering, receiving
from tests.cli.console import Console, Ran
from tests.cli.test_release import half_year, inside, put_sealed, refusal
from tests.services.half_years import put

OWN, PERIOD = "0751", "2020H1"
RULE = re.compile(r'DeliveryRefused\("(\w+)"')
KEY = re.compile(r"boernestemme-delivery-1 \S+\n# Fingeraftryk: ([0-9a-f]{4}( [0-9a-f]{4}){7})\n")


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Console:
    """The board's installation."""
    return set_up(tmp_path_factory.mktemp("board"))


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Console:
    """A municipality's own."""
    return set_up(tmp_path_factory.mktemp("own"))


def set_up(folder: Path) -> Console:
    console = Console(folder / "instance")
    assert console.run("setup", "--child-url", "https://hej.example").status == 0
    return console


def key_of(console: Console) -> tuple[Path, str]:
    """The file to hand over, and the fingerprint."""
    done = console.run("keys", "delivery")
    found = KEY.fullmatch(done.out)
    assert (done.status, done.err) == (0, "")
    assert found
    file = console.instance / "delivery.txt"
    file.write_text(done.out)
    return file, found[1]


def stock(console: Console, text: str) -> None:
    """Answers of the municipality's own, two of them not mixed yet."""
    period = parse_period(text)
    assert period
    with inside(console) as folder:
        put(OWN, 14, period=period)
        put_sealed(folder, period, 2)


def export(console: Console, period: str, to_key: Path, code: str = OWN) -> tuple[Ran, Path]:
    out = console.instance / f"{code}-{period}"
    options = ("--municipality", code, "--to-key", str(to_key), "--out", str(out))
    return console.run("marks", "export", period, *options), out


def test_the_whole_way_from_one_installation_to_the_others_release(
    own: Console, board: Console
) -> None:
    (own_key, own_mark), (board_key, board_mark) = key_of(own), key_of(board)
    stock(own, PERIOD)
    half_year(board, PERIOD)
    accepted = board.run("marks", "accept", OWN, str(own_key))
    assert (accepted.status, accepted.err) == (0, "")
    assert f"{OWN} Aarhus leverer under nøglen {own_mark}" in accepted.out
    assert board.run("marks", "list", PERIOD).out == f"{OWN} Aarhus: mangler\n"
    assert f"no delivery yet from {OWN}" in refusal(board.run("release", "freeze", PERIOD))
    done, file = export(own, PERIOD, board_key)
    assert (done.status, done.err) == (0, "")
    assert f"lukket til nøglen {board_mark}. SHA-256 " in done.out
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert not (own.instance / "statistics" / f"{PERIOD}.secret").exists()
    assert "handed over" in refusal(own.run("release", "freeze", PERIOD))
    digest = done.out.split("SHA-256 ")[1]
    received = board.run("marks", "import", str(file))
    assert received == Ran(0, f"Modtaget: {OWN} {PERIOD}. SHA-256 {digest}", "")
    assert digest.strip() in board.run("marks", "list", PERIOD).out
    assert "kun én gang" in refusal(board.run("marks", "import", str(file)))
    assert "Brug den fil" in refusal(export(own, PERIOD, board_key)[0])
    assert "5 of 98" in board.run("release", "freeze", PERIOD).out


def test_a_release_is_frozen_without_those_who_do_not_deliver(own: Console, board: Console) -> None:
    board.run("marks", "accept", OWN, str(key_of(own)[0]))
    half_year(board, "2021H1")
    assert "no delivery" in refusal(board.run("release", "freeze", "2021H1"))
    assert board.run("release", "freeze", "2021H1", "--without-missing").status == 0


def test_a_refusal_says_why_in_one_danish_sentence(own: Console, board: Console) -> None:
    (own_key, _), (board_key, _) = key_of(own), key_of(board)
    board.run("marks", "accept", OWN, str(board_key))
    stock(own, "2022H1")
    assert "31. dag" in refusal(export(own, "2098H1", board_key)[0])
    assert "ikke en nøgle" in refusal(export(own, "2022H1", own.instance / "settings.toml")[0])
    there = own.instance / f"{OWN}-2022H1"
    there.write_text("noget andet")
    assert "kan ikke skrives" in refusal(export(own, "2022H1", board_key)[0])
    assert there.read_text() == "noget andet"
    there.unlink()
    file = export(own, "2022H1", board_key)[1]
    assert "underskriften passer ikke" in refusal(board.run("marks", "import", str(file)))
    told = board.run("marks", "accept", OWN, str(own_key)).out
    assert "Den forrige gælder ikke mere" in told
    assert board.run("marks", "import", str(file)).status == 0


def test_a_file_too_large_to_be_a_delivery_is_not_read(board: Console) -> None:
    large = board.instance / "large"
    with large.open("wb") as content:
        content.truncate(LARGEST + 1)
    assert "ikke en leverance" in refusal(board.run("marks", "import", str(large)))


def test_every_refusal_has_its_words() -> None:
    sources = (inspect.getsource(module) for module in (delivering, receiving, marks))
    rules = {rule for source in sources for rule in RULE.findall(source)}
    assert len(rules) > 10, "the search has gone blind"
    assert rules == set(WHY)


def test_wrong_use_is_exit_status_two(own: Console) -> None:
    for arguments in (("export", "2026H3"), ("export", "2026H1"), ("import", "nowhere")):
        assert own.run("marks", *arguments).status == 2
