"""What the process writes about itself: nothing that looks like a link or a cookie (LOG-08)."""

import json
import logging
import re
from datetime import UTC, datetime
from enum import StrEnum

TOKEN_LIKE = re.compile(r"[\w-]{22}\.[\w-]{43}|[\w-]{43}")
# What the server says of bytes that are no request, up to where it repeats them: the rest of a form
# that was cut in the wrong place looks like that too.
NO_REQUEST = re.compile(r"(Invalid request from ip=\S+: [\w/ ]+).*", re.DOTALL)
MASK = "…"
# The server's own lines, and those of the app and of the libraries.
WRITERS = ("gunicorn.error", "boernestemme", "")


class LogFormat(StrEnum):
    """How lines are written: for a person, or one JSON object a line for a machine."""

    TEXT = "text"
    JSON = "json"


class WithoutSecrets(logging.Filter):
    """Takes everything that looks like a link or a cookie out of a log line and its trace."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always true; the record's text is scrubbed."""
        record.msg = scrubbed(record.getMessage())
        record.args = ()
        if record.exc_info:  # formatters take the text where it stands already
            record.exc_text = scrubbed(logging.Formatter().formatException(record.exc_info))
        return True


class AsJson(logging.Formatter):
    """One object a line: time (UTC), level, writer, message, and the trace of an error.

    A line break in a message stays inside its string, so no message can forge a line (LOG-09).
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.casefold(),
            "writer": record.name,
            "message": scrubbed(record.getMessage()),
        }
        if record.exc_info:
            line["trace"] = scrubbed(self.formatException(record.exc_info))
        return json.dumps(line)


def scrubbed(text: str) -> str:
    """The text without what looks like a link or a cookie, or was sent as no request at all."""
    return TOKEN_LIKE.sub(MASK, NO_REQUEST.sub(rf"\1 {MASK}", text))


def write_text() -> None:
    """Let nothing the server itself writes hold a link: it names the path of what it gave up."""
    logging.getLogger(WRITERS[0]).addFilter(WithoutSecrets())


def write_json() -> None:
    """Let everything this process writes from here on be JSON, on standard error."""
    handler = logging.StreamHandler()
    handler.setFormatter(AsJson())
    for name in WRITERS:
        writer = logging.getLogger(name)
        writer.handlers = [handler]
        writer.propagate = False
