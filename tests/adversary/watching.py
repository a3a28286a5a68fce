"""An adversary watches: every copy, every log line and every staff key, but not the half-year's
secret. Which sealed items came with which meeting he sees, and which left the box together; so he
knows the batch of each mark. Who was at the meeting he was told.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from boernestemme.domain.errors import CannotOpen
from boernestemme.domain.marks import BoxKind, MixClass, Taps, taps_from_bytes, taps_to_bytes
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import parse_period
from boernestemme.storage.mark_opening import open_item
from tests.adversary.copies import Copy, Row

ITEMS = ("heard", "voice", "space", "influence", "next")
CLASS = ("municipality", "period", "age_group", "is_first", "is_helped", "is_interpreted")
# How a row of each table names its meeting.
BY_MEETING = {
    "meetings": "id",
    "invitations": "meeting_id",
    "submissions": "meeting_id",
    "framings": "meeting_id",
    "events": "meeting_id",
    "access_log": "subject",
}
BY_LINK = ("drafts", "child_sessions")
Facts = dict[str, Any]
Said = tuple[Any, ...]


@dataclass(frozen=True)
class Batch:
    """New marks, and the meetings one of which is behind each: what is known of all of them."""

    marks: dict[Said, Facts]
    meetings: dict[str, Facts]


@dataclass
class Adversary:
    """What he has found out so far. ``keys`` are private keys; ``absent`` are meetings."""

    keys: list[X25519PrivateKey]
    absent: set[str] = field(default_factory=set)
    facts: dict[str, Facts] = field(default_factory=dict)
    values: dict[str, set[str]] = field(default_factory=dict)
    batches: list[Batch] = field(default_factory=list)
    opened: dict[Said, str] = field(default_factory=dict)
    _links: dict[str, str] = field(default_factory=dict)
    _owners: dict[bytes, str] = field(default_factory=dict)
    _spent: set[str] = field(default_factory=set)
    _last: Copy | None = None

    def see(self, copy: Copy, log: Sequence[str] = ()) -> None:
        """Look at one more copy, and at the log lines since the one before."""
        sent = self._new_answers(copy)
        self._learn_rows(copy, sent)
        self._learn_items(copy, sent)
        for meeting in sent:
            self.values[meeting] |= {line for line in log if len(sent) == 1}
        if self._last is not None:
            self._learn_marks(copy, self._last, sent)
        self._last = copy

    def _new_answers(self, copy: Copy) -> list[str]:
        """The meetings whose after-phase was spent since the last copy."""
        spent = {row["meeting_id"] for row in copy.of("invitations") if row["after_by"]}
        new = sorted(spent - self._spent)
        self._spent |= spent
        return new

    def _learn_rows(self, copy: Copy, sent: Sequence[str]) -> None:
        for row in copy.news("invitations", self._last):
            self._links[row["id"]] = row["meeting_id"]
        for number, meeting in enumerate(sent):
            self._note(meeting, "", {"moment of sending": (len(self._spent), number)})
        for table, column in BY_MEETING.items():
            for row in copy.news(table, self._last):
                self._note(row[column], table, row)
        for table in BY_LINK:
            for row in copy.news(table, self._last):
                self._note(self._links[row["invitation_id"]], table, row)

    def _learn_items(self, copy: Copy, sent: Sequence[str]) -> None:
        """Whose each item is: of the one child that sent while it appeared."""
        for row in copy.news("mixer_box", self._last):
            if row["content"] not in self._owners and len(sent) == 1:
                self._owners[row["content"]] = sent[0]
                self._try_keys(row, sent[0])

    def _try_keys(self, row: Row, owner: str) -> None:
        if row["kind"] != BoxKind.TAPS:
            return
        what = class_of(row)
        for key in self.keys:
            try:
                taps = taps_from_bytes(open_item(key, what, row["content"]))
            except CannotOpen:
                continue
            self.opened[said_by(what, taps)] = owner

    def _note(self, meeting: str, source: str, row: Row) -> None:
        known = self.facts.setdefault(meeting, {})
        values = self.values.setdefault(meeting, set())
        for name, value in row.items():
            known[f"{source} {name}"] = comparable(value)
            if isinstance(value, bytes | str):
                known[f"size of {source} {name}"] = len(value)
                values.add(value.hex() if isinstance(value, bytes) else value)

    def _learn_marks(self, copy: Copy, before: Copy, sent: Sequence[str]) -> None:
        rows = {said_in(row): (place, row) for place, row in enumerate(copy.of("marks"))}
        new = Counter(map(said_in, copy.of("marks"))) - Counter(map(said_in, before.of("marks")))
        gone = self._gone(copy, before)
        for group in {said[: len(CLASS)] for said in new}:
            behind = [one for one in gone.get(group, []) if one not in self.absent] or sent
            marks = {
                said: mark_facts(copy, *rows[said]) for said in new if said[: len(CLASS)] == group
            }
            self.batches.append(Batch(marks, {one: dict(self.facts[one]) for one in behind}))

    def _gone(self, copy: Copy, before: Copy) -> dict[Said, list[str]]:
        """The meetings whose taps left the box, by class; and how their items lay there."""
        left = {row["content"] for row in copy.of("mixer_box")}
        gone: dict[Said, list[str]] = {}
        for place, row in enumerate(before.of("mixer_box")):
            owner = self._owners.get(row["content"])
            if row["content"] in left or owner is None:
                continue
            about = row | {"(order)": place} | places(before, row["id"] + row["kind"])
            self._note(owner, f"{row['kind']} item", about)
            if row["kind"] == BoxKind.TAPS:
                gone.setdefault(tuple(row[name] for name in CLASS), []).append(owner)
        return gone


def class_of(row: Row) -> MixClass:
    """The class an item of the box stands under."""
    period = parse_period(row["period"])
    assert period is not None
    age_group = AgeGroup(row["age_group"])
    manner = [bool(row[name]) for name in ("is_first", "is_helped", "is_interpreted")]
    return MixClass(BoxKind(row["kind"]), row["municipality"], period, age_group, *manner)


def said_in(row: Row) -> Said:
    """A mark without its key: class and taps."""
    return tuple(row[name] for name in (*CLASS, *ITEMS))


def said_by(what: MixClass, taps: Taps) -> Said:
    """The mark that taps of a class become."""
    group = (what.municipality, str(what.period), what.age_group.value)
    whose = (what.is_first, what.is_helped, what.is_interpreted)
    return (*group, *whose, *(taps.values.get(item) for item in ITEMS))


def mark_facts(copy: Copy, place: int, row: Row) -> Facts:
    """What can be known of a mark, and put in order."""
    row = row | {"(order)": place} | places(copy, row["id"] + row["municipality"])
    taps = Taps(row["version"], True, {item: row[item] for item in ITEMS if row[item]})
    return {name: comparable(value) for name, value in row.items()} | {
        "taps": taps_to_bytes(taps),
        "size of taps": len(taps_to_bytes(taps)),
    }


def places(copy: Copy, key: str) -> dict[str, int]:
    """Where a row lies in the files, and in its page."""
    found = copy.place_of(key.encode())
    return {} if found is None else {"(place)": found[0], "(place in page)": found[1]}


def comparable(value: Any) -> Any:
    """A value that can be put in order with others of its column."""
    if isinstance(value, date):
        value = value.isoformat()
    return (value is not None, value if value is not None else 0)


def known_keys(raw: Iterable[bytes]) -> list[X25519PrivateKey]:
    """Every 32 bytes he holds, taken for a private key."""
    return [X25519PrivateKey.from_private_bytes(one) for one in raw]
