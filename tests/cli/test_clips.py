"""`boernestemme clips`: what to record, one text a line, under the name its file must have."""

import csv

from boernestemme.web.child.recordable import code_of
from tests.cli.console import Console


def rows(console: Console, *options: str, **settings: str) -> list[dict[str, str]]:
    """What the command lists, as a spreadsheet reads it."""
    done = console.run("clips", *options, **settings)
    assert (done.status, done.err) == (0, "")
    return list(csv.DictReader(done.out.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))


def test_each_text_has_a_line_and_a_code_of_its_own(installed: Console) -> None:
    listed = rows(installed)
    codes = {row["code"]: row["text"] for row in listed}
    assert len(codes) == len(listed) > 200
    assert all(code == code_of(text) for code, text in codes.items())
    assert {row["language"] for row in listed} == {"da"}
    assert {"Skolen", "Hvem læser det?", "Ring 112", "Spring over", "blå"} <= set(codes.values())


def test_no_text_has_a_gap_in_it(installed: Console) -> None:
    assert [row for row in rows(installed) if "%(" in row["text"] or not row["text"]] == []


def test_the_case_worker_is_called_what_the_municipality_says(installed: Console) -> None:
    usual = [row["text"] for row in rows(installed)]
    own = [row["text"] for row in rows(installed, caseworker_title="sagsbehandler")]
    assert any("din rådgiver" in text for text in usual)
    assert any("din sagsbehandler" in text for text in own)
    assert not any("din rådgiver" in text for text in own)
    assert not {"din rådgiver", "din sagsbehandler"} & {*usual, *own}, "no part of a sentence"


def test_a_language_that_is_not_there_is_refused_in_one_line(installed: Console) -> None:
    done = installed.run("clips", "--language", "xx")
    assert (done.status, done.out) == (2, "")
    assert "'xx' is none of da" in done.lines_of_why[-1]
