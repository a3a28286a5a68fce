"""Log lines as JSON: one object a line, without secrets, and never forged (LOG-08, LOG-09)."""

import json
import logging
import sys

import pytest
from gunicorn.http.errors import InvalidChunkSize, InvalidHeader, InvalidRequestLine
from hypothesis import given
from hypothesis import strategies as st

from boernestemme.web.logs import AsJson, write_text

TOKEN = "a" * 22 + "." + "b" * 43


def written(message: str, *, trace: bool = False) -> str:
    """The line that a record becomes."""
    info = sys.exc_info() if trace else None
    record = logging.LogRecord("boernestemme", logging.ERROR, "", 0, message, None, info)
    return AsJson().format(record)


@given(st.text())
def test_whatever_is_said_is_one_line_and_comes_back(message: str) -> None:
    line = written(message.replace("%", ""))
    assert line.isascii() and len(line.splitlines()) == 1
    assert json.loads(line)["level"] == "error"


def test_control_the_usual_format_lets_a_message_forge_a_line() -> None:
    record = logging.LogRecord("x", logging.ERROR, "", 0, "one\nERROR two", None, None)
    assert len(logging.Formatter("%(levelname)s %(message)s").format(record).splitlines()) == 2


def test_neither_message_nor_trace_holds_a_link() -> None:
    try:
        raise ValueError(TOKEN)
    except ValueError:
        line = written(f"at /b/{TOKEN}", trace=True)
    assert TOKEN not in line
    assert set(json.loads(line)) == {"time", "level", "writer", "message", "trace"}


def test_bytes_that_are_no_request_are_not_repeated() -> None:
    """Gunicorn repeats them; the end of a form that is taken for the next request is a child's."""
    for fault in (InvalidRequestLine, InvalidHeader, InvalidChunkSize):
        said = str(fault("Ordfugl\n som et barn skrev"))
        line = written(f"Invalid request from ip=127.0.0.1: {said}")
        assert "Ordfugl" in said, "the control"
        assert "Invalid request from ip=127.0.0.1: Invalid" in line and "Ordfugl" not in line


def test_the_server_names_no_link_it_gave_up(capsys: pytest.CaptureFixture[str]) -> None:
    """Gunicorn writes the path of a request that took too long, and its trace."""
    writer, shown = logging.getLogger("gunicorn.error"), logging.StreamHandler(sys.stderr)
    writer.addHandler(shown)
    told = ("Error handling request %s", f"/b/{TOKEN}")
    try:
        writer.error(*told)
        assert TOKEN in capsys.readouterr().err, "the control"
        write_text()
        try:
            raise ValueError(TOKEN)
        except ValueError:
            writer.exception(*told)
    finally:
        writer.removeHandler(shown)
        writer.filters.clear()
    written = capsys.readouterr().err
    assert "Error handling request" in written and "ValueError" in written
    assert TOKEN not in written
