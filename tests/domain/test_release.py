"""A release: one canonical form in bytes, the very same table as CSV, headlines of both ages."""

import csv
import hashlib
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from boernestemme.domain.disclosure import PROTECTION, disclose
from boernestemme.domain.figures import AreaKind, ReplyFigure, Status
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period
from boernestemme.domain.regions import FROM_2007
from boernestemme.domain.release import Release, digest, from_bytes, to_bytes
from boernestemme.domain.release_table import COLUMNS, to_csv
from tests.coverage_factory import NOTHING, who_is_missing
from tests.domain.countries import random_country

REPLIES = (
    ReplyFigure("all", Status.SHOWN, 700, 400, 200, 100, 80),
    ReplyFigure("place", Status.HIDDEN),
)


def release_of(seed: int = 2) -> Release:
    figures = disclose(random_country(seed), FROM_2007)
    day = date(2026, 8, 1)
    told = (figures, REPLIES, (1, 2), PROTECTION)
    areas = dict.fromkeys(figure.area for figure in figures)
    missing = who_is_missing(tuple(areas))
    return Release(Period(2026, 1), 1, "2007", 40, 98, day, "Rettelse: æøå", *told, **missing)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32))
def test_what_was_written_is_read_again(seed: int) -> None:
    release = release_of(seed)
    content = to_bytes(release)
    assert from_bytes(content) == release
    assert to_bytes(from_bytes(content)) == content


def test_the_bytes_are_canonical() -> None:
    content = to_bytes(release_of())
    assert content.endswith(b"}\n")
    assert "æøå".encode() in content
    again = json.dumps(
        json.loads(content), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )
    assert content == again.encode() + b"\n"
    assert digest(content) == hashlib.sha256(content).digest()


def test_any_change_is_another_digest() -> None:
    release = release_of()
    changed = [
        replace(release, taking_part=41),
        replace(release, made_on=date(2026, 8, 2)),
        replace(release, figures=release.figures[:-1]),
        replace(release, replies=REPLIES[:1]),
        replace(release, instrument=(2,)),
        replace(release, protection=replace(PROTECTION, largest_noise=8)),
    ]
    digests = {digest(to_bytes(one)) for one in (release, *changed)}
    assert len(digests) == 7


def test_the_bytes_say_how_the_counts_were_protected() -> None:
    content = json.loads(to_bytes(release_of()))
    bounds = {"largest_noise": 7, "rounded_to": 5, "threshold": 10, "workers": 3}
    assert content["protection"].items() >= ({"method": "cell-key"} | bounds).items()
    assert (content["format"], content["instrument"]) == (3, [1, 2])


def test_what_was_made_before_anybody_was_counted_as_missing_is_read_as_it_was() -> None:
    old = replace(release_of(), **NOTHING)
    content = to_bytes(old)
    told = json.loads(content)
    assert told["format"] == 2
    assert not set(NOTHING) & set(told)
    assert {row["status"] for row in told["figures"]} == {"shown", "uncertain", "hidden"}
    assert (from_bytes(content), to_bytes(from_bytes(content))) == (old, content)


def test_what_was_made_before_there_was_noise_is_read_as_it_was() -> None:
    old = replace(release_of(), protection=None, instrument=(), **NOTHING)
    content = to_bytes(old)
    assert not {"format", "protection", "instrument"} & set(json.loads(content))
    assert (from_bytes(content), to_bytes(from_bytes(content))) == (old, content)


def cells_of(row: dict[str, Any]) -> list[str]:
    return ["" if row[name] is None else str(row[name]) for name in COLUMNS]


def test_the_lines_of_the_csv_are_those_of_the_json() -> None:
    release = release_of()
    content = json.loads(to_bytes(release))
    header, *lines = csv.reader(io.StringIO(to_csv(release)))
    assert header == list(COLUMNS)
    assert len(lines) == len(release.figures) > 50
    of_all = {"period": content["period"], "instrument": "+".join(map(str, content["instrument"]))}
    rows = [row | of_all for row in content["figures"]]
    assert lines == [cells_of(row) for row in rows]
    assert all(set(row) == set(COLUMNS) for row in rows)


def test_the_headlines_are_two_and_of_the_whole_country() -> None:
    headlines = release_of().headlines
    assert list(headlines) == list(AgeGroup)
    for age_group, figure in headlines.items():
        assert (figure.age_group, figure.item) == (age_group, "heard")
        assert figure.area.kind is AreaKind.COUNTRY


@pytest.mark.parametrize("change", [{"period": "2026H3"}, {"made_on": "i går"}, {"format": "4"}])
def test_what_is_no_release_is_refused(change: dict[str, str]) -> None:
    content = json.loads(to_bytes(release_of())) | change
    with pytest.raises(ValueError, match=next(iter(change.values()))):
        from_bytes(json.dumps(content).encode())
