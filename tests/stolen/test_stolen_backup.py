"""F13: dump, files, WAL, logs and environment without the wrapping key open nothing (BCK-06)."""

import base64
import os
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import select

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.ports import Place
from boernestemme.storage.db import db, session
from boernestemme.storage.municipality_keys import MunicipalityKeyRow
from boernestemme.storage.sealing import Envelope
from boernestemme.storage.wrapping import read_key
from tests.night.runs import Run
from tests.services import backups
from tests.stolen.broken_boxes import FernetBox, unpadded
from tests.stolen.hoard import STEM, Said, Sealed, lay_up, stored, swaps
from tests.stolen.thief import gain, keys_in, loot, opened, readable, sizes_of
from tests.world import World

WHOLE, BY_DAY = 10_000, 200
A_POINT, BY_CHANCE = 1.0, 12.0  # a day's few answers have more luck in them
BARE = {
    "plain": STEM.encode(),
    "utf-16": STEM.encode("utf-16-le"),
    "hex": STEM.encode().hex().encode(),
    "base64": base64.b64encode(b"xy" + STEM.encode() + b"z"),
    "packed": zlib.compress(b"ord " * 9 + STEM.encode()),
}
Figures = dict[str, float]


def accepted(rows: list[Sealed], opens: Callable[[Place, Envelope], bool], many: int) -> int:
    """How many swapped rows open as if nothing had happened."""
    return sum(opens(*row) for row in swaps(rows, many, Random(1)))


def opens_by(world: World) -> Callable[[Place, Envelope], bool]:
    """Whether the staff's process takes a row for whole."""

    def opens(place: Place, sealed: Envelope) -> bool:
        try:
            opener = world.links.keys.opener
            return bool(opener.open(place, sealed.key_id, sealed.wrapped_key, sealed.fields))
        except CannotOpen:
            return False

    return opens


def best_gain(rows: list[Sealed], said: list[Said]) -> float:
    """The most points that lengths give for any label."""
    sizes = sizes_of(rows)
    return max(gain(sizes, [one.labels[name] for one in said]) for name in said[0].labels)


def rob(world: World, folder: Path, many: int, figures: Figures) -> None:
    """Lay up answers, steal everything but the wrapping key, and try."""
    said = lay_up(world, many, f"{many}")
    rows, opens = stored(said), opens_by(world)
    query = select(MunicipalityKeyRow.id, MunicipalityKeyRow.wrapped_private_key)
    wrapped = [(name, bytes(closed)) for name, closed in session().execute(query)]
    session().rollback()
    found = loot(folder, os.environ)
    assert sum(map(len, found.values())) > many * 4096, "he has gone blind"
    words, keys = readable(found), keys_in(found)
    answers, private = opened(keys, rows, wrapped)
    figures |= {"answers": many, "read": len(words) + answers + private, "swaps": many}
    figures["accepted"] = accepted(rows, opens, many)
    figures["points"] = max(0.0, best_gain(rows, said))
    # The controls: the key that was left behind, and boxes that were built worse.
    wrapping = {read_key(world.tools.settings.wrapping_key_file)}
    figures["keys"] = opened(wrapping, [], wrapped)[1]
    figures["opened"] = sum(opens(*row) for row in rows)
    fernet = FernetBox()
    figures["fernet swaps"] = accepted(fernet.close(said), fernet.opens, many)
    figures["fernet points"] = best_gain(fernet.close(said), said)
    figures["bare points"] = best_gain(list(unpadded(said)), said)
    assert (figures["opened"], bool(figures["keys"])) == (many, True)
    assert figures["fernet swaps"] > many / 2
    assert min(figures["fernet points"], figures["bare points"]) > BY_CHANCE


def test_what_is_stolen_without_the_wrapping_key_opens_nothing(
    any_world: World, tmp_path: Path
) -> None:
    figures: Figures = {}
    rob(any_world, tmp_path, BY_DAY, figures)
    assert (figures["read"], figures["accepted"]) == (0, 0)
    assert figures["points"] <= A_POINT


@pytest.fixture(autouse=True)
def programs(monkeypatch: pytest.MonkeyPatch) -> None:
    """PostgreSQL's own programs of the server's version."""
    monkeypatch.setenv("PATH", backups.PATH)


@pytest.mark.parametrize("form", BARE)
def test_the_control_a_word_that_was_not_sealed_is_read_in_any_form(form: str) -> None:
    assert readable({"file": b"\0" * 77 + BARE[form] + os.urandom(99)})
    assert readable({"file": os.urandom(99)}) == []


@pytest.mark.night
def test_F13_of_ten_thousand_stolen_answers_none_is_read(any_world: World, tmp_path: Path) -> None:
    run, kind = Run("F13", ("sqlite", "postgresql")), db.engine.dialect.name
    for _, figures in run.rounds(kind):
        rob(any_world, tmp_path, round(WHOLE * run.share), figures)
        assert (figures["read"], figures["accepted"]) == (0, 0)
        assert figures["points"] <= A_POINT
    run.close(
        f"{run.sum('answers'):.0f} answers on two databases, {run.sum('read'):.0f} read; "
        f"{run.sum('swaps'):.0f} swaps, {run.sum('accepted'):.0f} accepted; lengths tell "
        f"{run.sum('points') / 2:.1f} points more than the majority",
        f"with the wrapping key {run.sum('opened'):.0f} opened; Fernet: "
        f"{run.sum('fernet swaps'):.0f} swaps accepted, {run.sum('fernet points') / 2:.0f} points; "
        f"unpadded: {run.sum('bare points') / 2:.0f} points",
    )
