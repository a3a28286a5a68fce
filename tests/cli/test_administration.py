"""`boernestemme municipality set|show`, `team …`, `user move|link|list|enable`: one line each."""

import pytest

from tests.cli.console import Console
from tests.factories import PASSWORD

MADE = ("--role", "leader", "--municipality", "0265", "--first-name", "Ny")


def test_what_a_municipality_sets_is_shown(installed: Console) -> None:
    done = installed.run(
        "municipality", "set", "0265", "--duty-number", "46317000", "--duty-hours", "altid"
    )
    assert (done.status, done.out) == (0, "Set duty_number, duty_hours of 0265.\n")
    shown = installed.run("municipality", "show", "0265").out.splitlines()
    assert {"name: Roskilde", "duty_number: 46 31 70 00", "duty_hours: altid"} <= set(shown)
    assert "duty_number: -" in installed.run("municipality", "show", "0461").out
    assert installed.run("municipality", "set", "0265", "--duty-number", "").status == 1
    both = ("--duty-number", "", "--duty-hours", "")
    assert installed.run("municipality", "set", "0265", *both).status == 0


def test_teams_come_and_go(installed: Console) -> None:
    assert installed.run("team", "add", "0461", "Øst").out == "Added team Øst in 0461.\n"
    assert installed.run("user", "move", "sofie@test.example", "--team", "øst").status == 0
    assert installed.run("team", "list", "0461").out == "Øst: 1\n1 teams in 0461.\n"
    assert installed.run("team", "remove", "0461", "Øst").status == 1
    assert installed.run("user", "move", "sofie@test.example").status == 0
    assert installed.run("team", "rename", "0461", "Øst", "Vest").status == 0
    assert installed.run("team", "remove", "0461", "Vest").status == 0


def test_somebody_gets_a_link_and_is_opened_again(installed: Console) -> None:
    assert installed.run("user", "add", "ny@test.example", *MADE, typed=PASSWORD).status == 0
    made = installed.run("user", "link", "ny@test.example")
    assert (made.status, len(made.out.split())) == (0, 1)
    assert made.out.startswith("/administration/velkommen/")
    assert installed.run("user", "disable", "ny@test.example").status == 0
    assert installed.run("user", "link", "ny@test.example").status == 1
    assert "ny@test.example leader closed -" in installed.run("user", "list", "0265").out
    assert installed.run("user", "enable", "ny@test.example").out == "Enabled ny@test.example.\n"


def test_a_link_begins_with_the_staffs_door_or_says_what_is_missing(installed: Console) -> None:
    bare = installed.run("user", "link", "jonas@test.example")
    assert bare.out.startswith("/administration/velkommen/")
    assert "staff_url" in bare.err and len(bare.lines_of_why) == 1
    whole = installed.run("user", "link", "jonas@test.example", staff_url="https://stab.example")
    assert whole.out.startswith("https://stab.example/administration/velkommen/")
    assert (whole.status, whole.err) == (0, "")


def test_the_boards_people_are_renamed_and_opened_again(installed: Console) -> None:
    email = "carl@test.example"
    board = ("--role", "board", "--first-name", "Carl")
    assert installed.run("user", "add", email, *board, typed=PASSWORD).status == 0
    for command in (("disable",), ("enable",), ("change", "--first-name", "Karl")):
        done = installed.run("user", command[0], email, *command[1:])
        assert (done.status, done.err) == (0, "")


@pytest.mark.parametrize(
    "arguments",
    [
        ("link",),
        ("move", "--team", "Øst"),
        ("change", "--role", "leader"),
        ("change", "--backup", "mette@test.example"),
    ],
)
def test_what_the_boards_people_cannot_have_is_refused_and_why(
    installed: Console, arguments: tuple[str, ...]
) -> None:
    email = "dora@test.example"
    board = ("--role", "board", "--first-name", "Dora")
    installed.run("user", "add", email, *board, typed=PASSWORD)
    done = installed.run("user", arguments[0], email, *arguments[1:])
    assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1)
    assert "dora@test.example is the board's" in done.err


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("municipality", "set", "0265", "--hide-address", "https://roskilde.dk/"), "telling"),
        (("municipality", "set", "0999", "--name", "x"), "0999"),
        (("team", "rename", "0265", "Ukendt", "Øst"), "Ukendt"),
        (("team", "add", "0265", "010203-1234"), "cpr"),
        (("user", "move", "mette@test.example", "--team", "Ukendt"), "Ukendt"),
    ],
)
def test_what_is_refused_says_why_in_one_line(
    installed: Console, arguments: tuple[str, ...], why: str
) -> None:
    done = installed.run(*arguments)
    assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1)
    assert why in done.err


def test_somebody_gets_another_name_and_role(installed: Console) -> None:
    changed = installed.run("user", "change", "jonas@test.example", "--first-name", "Johannes")
    assert (changed.status, changed.out) == (0, "Changed jonas@test.example.\n")
    board = installed.run("user", "change", "jonas@test.example", "--role", "board")
    assert board.status == 2


def test_nothing_to_set_is_wrong_use(installed: Console) -> None:
    assert installed.run("municipality", "set", "0265").status == 2
