"""`boernestemme invite`: the fields others rely on, what is refused, and true exit statuses."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from boernestemme.domain.meeting import DENMARK
from boernestemme.domain.shared_words import COLOURS, THINGS
from tests.cli.console import Console, Ran
from tests.sms import GSM7, SMS_PART

FIELDS = {"id", "words", "url", "sms", "expires"}
SOON = (datetime.now(DENMARK) + timedelta(days=9)).strftime("%Y-%m-%dT14:00")
USUAL = {
    "--caseworker": "mette@test.example",
    "--age": "10-17",
    "--meeting": SOON,
    "--phone": "child",
}


def invite(console: Console, **changes: str | None) -> Ran:
    options = USUAL | {f"--{name}": value for name, value in changes.items()}
    flat = [part for name, value in options.items() if value is not None for part in (name, value)]
    return console.run("invite", *flat)


def made(console: Console, **changes: str | None) -> list[dict[str, Any]]:
    done = invite(console, format="json", **changes)
    assert (done.status, done.err) == (0, "")
    rows: list[dict[str, Any]] = json.loads(done.out)
    return rows


def test_json_holds_the_agreed_fields(installed: Console) -> None:
    [row] = made(installed)
    assert set(row) == FIELDS
    assert re.fullmatch("[0-9a-f]{32}", row["id"])
    colour, thing = row["words"]
    assert colour in COLOURS
    assert thing in THINGS
    assert re.fullmatch(r"https://hej\.example/b/[\w-]{22}\.[\w-]{43}", row["url"])
    meeting = datetime.fromisoformat(SOON).replace(tzinfo=DENMARK)
    assert datetime.fromisoformat(row["expires"]) == meeting + timedelta(days=14, hours=1)


def test_the_message_fits_one_part_and_tells_nothing(installed: Console) -> None:
    [row] = made(installed)
    assert row["url"] in row["sms"]
    assert len(row["sms"]) <= SMS_PART
    assert set(row["sms"]) <= GSM7
    around = row["sms"].replace(row["url"], "").casefold()
    for word in (*row["words"], "møde", "kommune", "sag", "mette", "barn", "roskilde"):
        assert re.search(rf"\b{word}\b", around) is None, word


@pytest.mark.parametrize("phone", ["shared", "unsure", "none"])
def test_only_a_phone_of_the_childs_own_gets_a_message(installed: Console, phone: str) -> None:
    [row] = made(installed, phone=phone)
    assert row["sms"] is None
    assert row["url"]


@pytest.mark.parametrize("age", ["6-9", "10-17"])
def test_many_links_are_all_different(installed: Console, age: str) -> None:
    rows = made(installed, age=age, count="12", caseworker="jonas@test.example")
    assert len(rows) == 12
    for field in ("id", "url"):
        assert len({row[field] for row in rows}) == 12
    assert len({tuple(row["words"]) for row in rows}) == 12


def test_text_is_one_line_a_link_with_the_words_first(installed: Console) -> None:
    done = invite(installed, count="3")
    assert done.status == 0
    lines = done.out.splitlines()
    assert len(lines) == 3
    assert all(re.fullmatch(r"\w+ \w+: https://hej\.example/b/\S{66}", line) for line in lines)


@pytest.mark.parametrize("missing", ["phone", "age", "meeting", "caseworker"])
def test_nothing_is_guessed(installed: Console, missing: str) -> None:
    done = invite(installed, **{missing: None})
    assert (done.status, done.out) == (2, "")
    assert f"--{missing}" in done.err


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("phone", "010203-1234"),
        ("phone", "12345678"),
        ("phone", ""),
        ("age", "9"),
        ("meeting", "i morgen"),
        ("meeting", "010203-1234"),
        ("count", "0"),
        ("count", "-1"),
        ("count", "10001"),
        ("format", "xml"),
    ],
)
def test_what_is_no_choice_is_wrong_use(installed: Console, option: str, value: str) -> None:
    done = invite(installed, **{option: value})
    assert (done.status, done.out) == (2, "")


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("meeting", "2020-01-15T14:00", "future"),
        ("meeting", "2099-01-15T14:00", "year"),
        ("caseworker", "nobody@test.example", "no account"),
        ("caseworker", "sofie@test.example", "colleague"),
        ("count", "2000", "too many"),
    ],
)
def test_what_is_refused_says_why_in_one_line(
    installed: Console, option: str, value: str, why: str
) -> None:
    done = invite(installed, **{option: value})
    assert (done.status, done.out) == (1, "")
    assert len(done.lines_of_why) == 1
    assert why in done.err


def test_a_time_with_an_offset_is_taken_as_it_is(installed: Console) -> None:
    moment = (datetime.now(UTC) + timedelta(days=20)).replace(microsecond=0)
    [row] = made(installed, meeting=moment.astimezone(DENMARK).isoformat())
    assert datetime.fromisoformat(row["expires"]) == moment + timedelta(days=14, hours=1)
