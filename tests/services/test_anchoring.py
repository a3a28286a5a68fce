"""Anchors of the access log: once an hour, sealed line by line, void only after a restore."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from boernestemme.domain.log_anchors import Anchor, Place
from boernestemme.services.anchoring import anchor, anchor_due
from boernestemme.services.verifying import broken_chains, read_anchors
from boernestemme.storage import access_log, log_anchors
from boernestemme.storage.access_log import AccessLogHeadRow, AccessLogRow
from boernestemme.storage.db import session, transaction
from tests.factories import NOW
from tests.world import World

CODE = "0265"


@pytest.fixture
def file(world: World, tmp_path: Path) -> Path:
    """A file that holds the end of a chain with lines."""
    assert world.app
    write(10)
    made = tmp_path / "anchors"
    assert anchor(made, NOW).added == len(access_log.heads())
    return made


def write(many: int, who: str = "somebody") -> None:
    for _ in range(many):
        with transaction():
            access_log.append(CODE, who, "answer_read", "a meeting", NOW)


def set_back(by: int) -> int:
    """The owner of the database takes the last lines away, and sets the head to fit."""
    number, _ = access_log.heads()[CODE]
    log, head = AccessLogRow, AccessLogHeadRow
    with transaction():
        ours = log.municipality == CODE
        session().execute(delete(log).where(ours, log.number > number - by))
        values = {
            "number": number - by,
            "digest": access_log.digests(CODE, [number - by])[number - by],
        }
        session().execute(update(head).where(head.municipality == CODE).values(**values))
    return number


def test_it_is_anchored_once_an_hour_and_only_what_has_grown(file: Path) -> None:
    assert anchor_due(file, NOW + timedelta(minutes=59)) is None
    write(1)
    grown = anchor_due(file, NOW + timedelta(hours=1))
    assert grown and grown.added == 1
    still = anchor_due(file, NOW + timedelta(hours=2))
    assert still and (still.added, still.seal != grown.seal) == (0, True), "it tells it was looked"
    assert broken_chains(read_anchors(file))[1] == {}
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_tail_that_was_cut_is_told_within_the_hour_and_gets_no_anchor(file: Path) -> None:
    number, before = set_back(2), read_anchors(file)
    done = anchor_due(file, NOW + timedelta(hours=1))
    assert done and done.changed == (CODE,)
    [place] = broken_chains(read_anchors(file))[1].values()
    assert place == Place(1, number)
    write(5, "another")
    assert anchor(file, NOW + timedelta(hours=2)).changed == (CODE,), "new lines do not hide it"
    assert broken_chains(read_anchors(file))[1] == {CODE: place}
    assert read_anchors(file).by_municipality()[CODE] == before.by_municipality()[CODE]
    assert broken_chains()[1] == {}, "the control: the chain itself tells nothing"


def test_after_a_restore_what_was_anchored_beyond_is_void(file: Path) -> None:
    set_back(3)
    write(1)
    assert broken_chains(read_anchors(file))[1]
    assert anchor(file, NOW + timedelta(minutes=1), is_restored=True).changed == ()
    write(5)
    assert broken_chains(read_anchors(file))[1] == {}
    set_back(6)
    assert broken_chains(read_anchors(file))[1], "and from there on it is watched again"


@pytest.mark.parametrize("what", ["edited", "taken out", "swapped", "forged"])
def test_a_file_somebody_changed_holds_no_longer(file: Path, what: str) -> None:
    write(1)
    anchor(file, NOW + timedelta(hours=1))
    lines = file.read_text().splitlines()
    changed = {
        "edited": [lines[0].replace("head", "restored"), *lines[1:]],
        "taken out": lines[1:],
        "swapped": [lines[1], lines[0], *lines[2:]],
        "forged": [*lines, lines[-1]],
    }[what]
    file.write_text("".join(f"{line}\n" for line in changed))
    assert read_anchors(file).damaged == (len(changed) if what == "forged" else 1)
    with pytest.raises(ValueError, match="does not hold at line"):
        anchor(file, NOW + timedelta(hours=2))


def test_a_line_that_a_crash_cut_short_is_left_out(file: Path) -> None:
    with file.open("a") as opened:
        opened.write("2027-03-09T10:00:00Z 0265 12 ab")
    write(1)
    assert anchor(file, NOW + timedelta(hours=1)).added == 1
    assert broken_chains(read_anchors(file))[1] == {}


def test_a_municipality_that_is_gone_is_missed_until_a_restore_voids_it(file: Path) -> None:
    log_anchors.append(file, [Anchor("0999", 3, bytes(32), NOW)])
    assert broken_chains(read_anchors(file))[1] == {"0999": Place(1, 1)}
    assert anchor(file, NOW + timedelta(hours=1)).changed == ("0999",)
    anchor(file, NOW + timedelta(hours=1), is_restored=True)
    assert broken_chains(read_anchors(file))[1] == {}
