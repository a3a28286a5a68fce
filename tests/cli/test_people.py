"""`boernestemme user …` and `municipality …`: who takes part, and what is refused."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from boernestemme.domain.meeting import DENMARK
from tests.cli.console import Console
from tests.factories import PASSWORD

ROLE = ("--role", "caseworker", "--municipality", "0265", "--first-name", "Ny")


def test_people_and_municipalities_are_added_with_one_line(installed: Console) -> None:
    added = installed.run("municipality", "add", "0751", "Aarhus", "--call-number", "12 34 56 78")
    assert (added.status, added.out) == (0, "Added 0751 Aarhus.\n")
    options = ("--role", "leader", "--municipality", "0751", "--first-name", "Lis")
    added = installed.run("user", "add", "lis@test.example", *options, typed=PASSWORD + "\n")
    assert (added.status, added.out) == (0, "Added lis@test.example.\n")


def test_a_lost_second_factor_is_reset(installed: Console) -> None:
    done = installed.run("user", "reset-factor", "mette@test.example")
    assert done.status == 0 and "no second factor now" in done.out
    assert installed.run("user", "reset-factor", "nobody@test.example").status == 1


def test_the_boards_people_belong_to_no_municipality(installed: Console) -> None:
    for name in ("anna", "bo"):
        options = ("--role", "board", "--first-name", name.title())
        added = installed.run("user", "add", f"{name}@test.example", *options, typed=PASSWORD)
        assert (added.status, added.out, added.err) == (0, f"Added {name}@test.example.\n", "")


def test_a_code_that_is_none_of_the_98_is_taken_and_told_of(installed: Console) -> None:
    added = installed.run("municipality", "add", "0256", "Roskil", "--call-number", "12")
    assert (added.status, added.out) == (0, "Added 0256 Roskil.\n")
    assert "not one of the 98" in added.err


@pytest.mark.parametrize(
    ("arguments", "typed", "why"),
    [
        (("user", "add", "a@test.example", *ROLE), "kort\n", "12 characters"),
        (("user", "add", "a@test.example", *ROLE), "", "12 characters"),
        (("user", "add", "METTE@test.example", *ROLE), PASSWORD, "already"),
        (("user", "add", "a@test.example", *ROLE, "--backup", "b@x.example"), PASSWORD, "b@x"),
        (("user", "disable", "nobody@test.example"), "", "no account"),
        (("municipality", "add", "0265", "X", "--call-number", "1"), "", "already"),
        (("municipality", "add", "265", "X", "--call-number", "1"), "", "four digits"),
        (("municipality", "add", "0000", "X", "--call-number", "1"), "", "the board's"),
        (("user", "add", "a@test.example", *ROLE, "--municipality", "0000"), PASSWORD, "no munici"),
    ],
)
def test_what_is_refused_says_why_in_one_line(
    installed: Console, arguments: tuple[str, ...], typed: str, why: str
) -> None:
    done = installed.run(*arguments, typed=typed)
    assert (done.status, done.out) == (1, "")
    assert len(done.lines_of_why) == 1
    assert why in done.err
    assert PASSWORD not in done.err


@pytest.mark.parametrize(
    "arguments",
    [
        ("user", "add", "a@test.example"),
        ("user", "add", "a@test.example", "--role", "chef", "--municipality", "0265"),
        ("municipality", "add", "0999"),
        ("user", "add", "a@test.example", "--role", "leader", "--first-name", "X"),
        ("user", "add", "a@test.example", *ROLE, "--password", PASSWORD),
    ],
)
def test_wrong_use_is_exit_status_two(installed: Console, arguments: tuple[str, ...]) -> None:
    assert installed.run(*arguments, typed=PASSWORD).status == 2


def test_an_account_with_open_links_needs_a_receiver(tmp_path: Path) -> None:
    console = Console(tmp_path / "instance")
    console.run("setup", "--child-url", "https://hej.example")
    console.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    for name in ("a", "b", "c"):
        console.run("user", "add", f"{name}@test.example", *ROLE, typed=PASSWORD)
    soon = ("--age", "6-9", "--meeting", _in_a_week(), "--phone", "none")
    assert console.run("invite", "--caseworker", "a@test.example", *soon).status == 0
    refused = console.run("user", "disable", "a@test.example")
    assert (refused.status, len(refused.lines_of_why)) == (1, 1)
    assert "--receiver" in refused.err
    receiver = ("--receiver", "c@test.example")
    assert console.run("user", "disable", "a@test.example", *receiver).status == 0
    assert console.run("invite", "--caseworker", "a@test.example", *soon).status == 1


def _in_a_week() -> str:
    return (datetime.now(DENMARK) + timedelta(days=7)).strftime("%Y-%m-%dT10:00")
