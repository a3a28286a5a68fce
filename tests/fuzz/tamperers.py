"""An access log that somebody who owns the database changes, in eight ways, and hides it."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import delete, insert, update

from boernestemme.domain.log_anchors import Anchors, Place
from boernestemme.services.anchoring import anchor
from boernestemme.services.verifying import broken_chains, read_anchors
from boernestemme.storage import access_log
from boernestemme.storage.access_log import AccessLogHeadRow, AccessLogRow, line_digest, stamp
from boernestemme.storage.db import session, transaction
from tests.factories import NOW

CODE, OTHER, LINES, SPACING = "0265", "0461", 40, 8
COLUMNS = ("municipality", "number", "at", "actor", "action", "subject", "digest")
Line = dict[str, Any]
Chain = list[Line]


@dataclass(frozen=True)
class Logs:
    """Two whole chains as they were, and what was anchored of them."""

    chains: dict[str, Chain]
    anchors: Anchors


@dataclass(frozen=True)
class Deed:
    """What somebody made of one chain, and the first line that is no longer what it was."""

    municipality: str
    chain: Chain
    first: int


def begin(file: Path) -> Logs:
    """Write both chains anew, anchored every few lines and at their ends."""
    with transaction():
        session().execute(delete(AccessLogRow))
        session().execute(update(AccessLogHeadRow).values(number=0, digest=access_log.START))
    for number in range(1, LINES + 1):
        with transaction():
            for code in (CODE, OTHER):
                at = NOW + timedelta(minutes=number)
                access_log.append(code, f"{code}{number % 3}", "answer_read", f"{code}{number}", at)
        if number % SPACING == 0:
            anchor(file, NOW + timedelta(hours=number))
    return Logs({code: _lines(code) for code in (CODE, OTHER)}, read_anchors(file))


def _lines(code: str) -> Chain:
    rows = session().query(AccessLogRow).filter_by(municipality=code)
    ordered = rows.order_by(AccessLogRow.number)
    return [{name: getattr(row, name) for name in COLUMNS} for row in ordered]


def changed(chance: random.Random, logs: Logs) -> Deed:
    """One field of one line."""
    chain, place = list(logs.chains[CODE]), chance.randrange(LINES)
    field = chance.choice(("actor", "action", "subject"))
    chain[place] = chain[place] | {field: f"{chance.getrandbits(64):x}"}
    return Deed(CODE, chain, place + 1)


def deleted(chance: random.Random, logs: Logs) -> Deed:
    """One line gone; those after it may take its number."""
    chain, place = list(logs.chains[CODE]), chance.randrange(LINES)
    del chain[place]
    return Deed(CODE, numbered(chain) if chance.random() < 0.5 else chain, place + 1)


def inserted(chance: random.Random, logs: Logs) -> Deed:
    """One line that nobody wrote."""
    chain, place = list(logs.chains[CODE]), chance.randrange(LINES)
    chain.insert(place, chain[place] | {"actor": f"{chance.getrandbits(64):x}"})
    return Deed(CODE, numbered(chain), place + 1)


def swapped(chance: random.Random, logs: Logs) -> Deed:
    """Two lines, each in the other's place."""
    chain = list(logs.chains[CODE])
    one, other = sorted(chance.sample(range(LINES), 2))
    chain[one], chain[other] = chain[other], chain[one]
    return Deed(CODE, numbered(chain), one + 1)


def cut(chance: random.Random, logs: Logs) -> Deed:
    """Everything after a line, the head set back to fit."""
    kept = chance.randrange(LINES)
    return Deed(CODE, logs.chains[CODE][:kept], kept + 1)


def rebuilt(chance: random.Random, logs: Logs) -> Deed:
    """One line another, and every digest from there on made anew."""
    deed = changed(chance, logs)
    return Deed(CODE, chained(deed.chain), deed.first)


def copied(chance: random.Random, logs: Logs) -> Deed:
    """One municipality's line in another's chain."""
    chain, place = list(logs.chains[OTHER]), chance.randrange(LINES)
    chain.insert(place, chance.choice(logs.chains[CODE]) | {"municipality": OTHER})
    return Deed(OTHER, numbered(chain), place + 1)


def moved(chance: random.Random, logs: Logs) -> Deed:
    """One line, or all from there on, at another time."""
    chain, place = list(logs.chains[CODE]), chance.randrange(LINES)
    by = timedelta(microseconds=chance.choice((-1, 1)) * chance.randint(1, 10**12))
    until = chance.choice((place + 1, LINES))
    for number in range(place, until):
        at: datetime = chain[number]["at"]
        chain[number] = chain[number] | {"at": at + by}
    return Deed(CODE, chain, place + 1)


KINDS: tuple[Callable[[random.Random, Logs], Deed], ...] = (
    changed, deleted, inserted, swapped, cut, rebuilt, copied, moved,
)  # fmt: skip
# What is whole in itself, so that nothing but an anchor can tell.
HIDDEN = (cut, rebuilt)


def numbered(chain: Chain) -> Chain:
    """The lines with numbers in a row."""
    return [line | {"number": number} for number, line in enumerate(chain, 1)]


def chained(chain: Chain) -> Chain:
    """The lines with the digests they would have, had they been written so."""
    made, previous = [], access_log.START
    for line in numbered(chain):
        facts = (line["number"], stamp(line["at"]), line["actor"], line["action"], line["subject"])
        previous = line_digest(previous, (line["municipality"], *facts))
        made.append(line | {"digest": previous})
    return made


def tried(
    chance: random.Random, logs: Logs, kind: Any, anchors: Anchors | None
) -> tuple[bool, bool]:
    """Do it, hiding it every other time, and look: whether it was found, and where it is."""
    deed = kind(chance, logs)
    chain = chained(deed.chain) if kind not in HIDDEN and chance.random() < 0.5 else deed.chain
    _put(deed.municipality, chain)
    try:
        _, broken = broken_chains(anchors)
    finally:
        session().rollback()
    return bool(broken), set(broken) == {deed.municipality} and is_there(deed, broken)


def is_there(deed: Deed, broken: dict[str, Place]) -> bool:
    """True where the place told holds the line, and lies between two anchors."""
    place = broken[deed.municipality]
    return place.first <= deed.first <= place.last and place.last - place.first < SPACING


def _put(code: str, chain: Chain) -> None:
    """Everything of one chain anew, its head with it."""
    session().execute(delete(AccessLogRow).where(AccessLogRow.municipality == code))
    if chain:
        session().execute(insert(AccessLogRow), chain)
    end = chain[-1] if chain else {"number": 0, "digest": access_log.START}
    head = update(AccessLogHeadRow).where(AccessLogHeadRow.municipality == code)
    session().execute(head.values(number=end["number"], digest=end["digest"]))
    session().expire_all()
