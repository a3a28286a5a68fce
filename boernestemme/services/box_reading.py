"""Reading the mixer's box: what each item adds to the count, once nobody can tell whose it is.

An item that does not open, or that says what no item can say, is left out here and stays in the
box: it stops no other, and is told of until somebody has looked.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.instruments.after import ITEMS, OLDER_SCALE, YOUNGER_SCALE
from boernestemme.domain.marks import (
    BoxKind,
    MixClass,
    outcomes_from_bytes,
    taps_from_bytes,
    whose_from_bytes,
)
from boernestemme.domain.meeting import AgeGroup
from boernestemme.storage import meetings
from boernestemme.storage.mark_opening import BoxOpener
from boernestemme.storage.mixer_box import BoxItem
from boernestemme.storage.people_hashes import Counted, Hash

SCALES = {AgeGroup.YOUNGER: YOUNGER_SCALE, AgeGroup.OLDER: OLDER_SCALE}
# All that can be raised by reading odd bytes as JSON and taking odd JSON for an item.
ODD = (ValueError, TypeError, LookupError, AttributeError, RecursionError)
Row = dict[str, object]


@dataclass(frozen=True)
class ReadItem:
    """An item and what it becomes: rows of marks or of reply-marks, or hashes of people.

    Neither, for a child that was not at the meeting.
    """

    item: BoxItem
    rows: tuple[Row, ...] = ()
    people: tuple[Hash, ...] = ()

    @property
    def counts(self) -> bool:
        """True when it adds anything."""
        return bool(self.rows or self.people)


def read_all(items: Sequence[BoxItem], opener: BoxOpener, municipality: str) -> list[ReadItem]:
    """One municipality's items that can be read, in the order given."""
    opened = [(item, content) for item in items if (content := _opened(item, opener)) is not None]
    behind = meetings.people_behind(_meetings(opened), municipality)
    read = []
    for item, content in opened:
        try:
            read.append(_read(item, content, behind, opener))
        except ODD:
            continue
    return read


def _opened(item: BoxItem, opener: BoxOpener) -> bytes | None:
    try:
        return opener.open(item.what, item.content)
    except CannotOpen:
        return None


def _meetings(opened: Sequence[tuple[BoxItem, bytes]]) -> list[str]:
    """The meetings that counted answers were about, each once."""
    found = set()
    for item, content in opened:
        if item.what.kind is BoxKind.WHOSE:
            try:
                found.add(whose_from_bytes(content).meeting_id)
            except ODD:
                continue
    return [one for one in found if isinstance(one, str)]


def _read(
    item: BoxItem, content: bytes, behind: dict[str, tuple[str, str]], opener: BoxOpener
) -> ReadItem:
    if item.what.kind is BoxKind.TAPS:
        return ReadItem(item, rows=_mark_rows(item.what, content))
    if item.what.kind is BoxKind.REPLY:
        return ReadItem(item, rows=_reply_rows(item.what, content))
    meeting_id = whose_from_bytes(content).meeting_id
    if meeting_id is None:
        return ReadItem(item)
    chain_id, caseworker_id = behind[meeting_id]
    return ReadItem(
        item,
        people=(
            _hash(item.what, Counted.CHILD, chain_id, opener),
            _hash(item.what, Counted.WORKER, caseworker_id, opener),
        ),
    )


def _hash(what: MixClass, who: Counted, id: str, opener: BoxOpener) -> Hash:
    return what.municipality, what.age_group, who, opener.hash_of(who, id)


def _mark_rows(what: MixClass, content: bytes) -> tuple[Row, ...]:
    """One mark, or none of a child that was not there."""
    taps, scale = taps_from_bytes(content), SCALES[what.age_group]
    if taps.is_counted is False and not taps.values:
        return ()
    is_full = taps.is_counted is True and set(taps.values) == set(ITEMS[what.age_group])
    if not (is_full and set(taps.values.values()) <= set(scale) and type(taps.version) is int):
        raise ValueError("no taps of this age group")
    row = {"version": taps.version, "influence": None, **taps.values}
    manner = {"is_helped": what.is_helped, "is_interpreted": what.is_interpreted}
    return (_cell(what) | row | {"is_first": what.is_first} | manner,)


def _reply_rows(what: MixClass, content: bytes) -> tuple[Row, ...]:
    """One row for each wish."""
    rows = [vars(one) for one in outcomes_from_bytes(content)]
    if not all(row["in_time"] in (True, False) for row in rows):
        raise ValueError("neither in time nor late")
    return tuple(_cell(what) | row for row in rows)


def _cell(what: MixClass) -> Row:
    return {
        "municipality": what.municipality,
        "period": str(what.period),
        "age_group": what.age_group,
    }
