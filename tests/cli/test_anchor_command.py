"""`accesslog anchor` and `accesslog verify` with anchors: one line each, and a true status."""

import sqlite3

import pytest

from tests.cli.console import Console

CUT = (
    "DELETE FROM access_log WHERE number > 1",
    "UPDATE access_log_heads SET number = 1, digest = (SELECT digest FROM access_log WHERE "
    "number = 1)",
)


@pytest.fixture
def office(empty: Console) -> Console:
    """An installation with a municipality whose log has three lines, anchored at its end."""
    empty.run("municipality", "add", "0265", "Roskilde", "--call-number", "12")
    for name in ("a", "b"):
        person = ("--role", "caseworker", "--municipality", "0265", "--first-name", "X")
        empty.run("user", "add", f"{name}@test.example", *person, typed="et langt kodeord\n")
    return empty


def test_what_was_anchored_is_asked_for_again(office: Console) -> None:
    done = office.run("accesslog", "anchor")
    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("Anchored: 1 chains that have grown. Seal: ")
    seal = done.out.split()[-1]
    whole = office.run("accesslog", "verify", "--seal", seal)
    assert (whole.status, len(whole.out.splitlines())) == (0, 1)
    assert whole.out.startswith("Whole: 1 chains, anchored last 20")
    other = office.run("accesslog", "verify", "--seal", "0" * 64)
    assert (other.status, len(other.lines_of_why)) == (1, 1)


def test_a_cut_that_the_chain_does_not_show_is_found(office: Console) -> None:
    elsewhere = str(office.instance.parent / "of-somebody-else")
    office.run("accesslog", "anchor", "--file", elsewhere)
    with sqlite3.connect(office.instance / "boernestemme.sqlite3") as connection:
        for statement in CUT:
            connection.execute(statement)
    connection.close()
    assert office.run("accesslog", "verify").status == 0, "the control: nothing anchored here"
    for command in ("verify", "anchor"):
        done = office.run("accesslog", command, "--file", elsewhere)
        assert (done.status, done.out, len(done.lines_of_why)) == (1, "", 1)
        assert "0265" in done.err
    assert office.run("accesslog", "anchor", "--file", elsewhere, "--restored").status == 0
    assert office.run("accesslog", "verify", "--file", elsewhere).status == 0


def test_housekeeping_anchors_and_stops_at_what_was_changed(office: Console) -> None:
    assert office.run("housekeeping").status == 0
    file = office.instance / "accesslog.anchors"
    assert file.stat().st_mode & 0o777 == 0o600
    file.write_text(file.read_text().replace(" 0265 ", " 0461 ").replace("T", "t", 1))
    done = office.run("housekeeping")
    assert (done.status, len(done.lines_of_why)) == (1, 1)
    assert "does not hold at line 1" in done.err
