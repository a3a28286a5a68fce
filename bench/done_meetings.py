"""A million meetings that are over: answered, replied to, filed and erased, as years leave them."""

import secrets
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import create_engine, text

from bench.bulk import Row, writer
from boernestemme.cli.demo_numbers import THOUSANDS
from boernestemme.domain.regions import MUNICIPALITIES
from boernestemme.storage.ids import ID_LENGTH

YEARS, OVER = timedelta(days=3650), timedelta(days=60)
WORKERS_EACH = 20
LOGGED = ("link_made", "read", "reply_given")
HOUR, LIVES_ON = timedelta(hours=1), timedelta(days=14)
ACCOUNT = ("id", "email", "role", "municipality", "first_name", "password_hash", "confirmed_on")
LINE = ("municipality", "number", "at", "actor", "action", "subject", "digest")
TEMPLATES = ("meetings", "invitations")


def add_done(address: str, kind: str, own: str, number: int) -> None:
    """Write ``number`` meetings in all municipalities, each with its link and three log lines.

    One live meeting and its link, that are there, lend the columns nobody asks for; ``own`` is the
    municipality that has a chain already.
    """
    meeting, link, heads = _lent(address, own)
    workers = {code: [_id() for _ in range(WORKERS_EACH)] for code in THOUSANDS}
    with writer(address, kind) as into:
        others = [code for code in THOUSANDS if code != own]
        into.write("municipalities", ("code", "name", "call_number"), _places(others))
        into.write("accounts", ACCOUNT, _accounts(workers))
        done = list(_done(Random(number), workers, number))
        into.write("meetings", tuple(meeting), (_meeting(meeting, one) for one in done))
        into.write("invitations", tuple(link), (_link(link, one) for one in done))
        into.write("access_log", LINE, _lines(done, heads))
        ends = {code: heads.get(code, 0) for code in THOUSANDS}
        for one in done:
            ends[str(one["municipality"])] += len(LOGGED)
        rows = ((code, ends[code], bytes(32)) for code in others)
        into.write("access_log_heads", ("municipality", "number", "digest"), rows)
    _move_head(address, own, ends[own])


def _lent(address: str, own: str) -> tuple[dict[str, object], dict[str, object], dict[str, int]]:
    engine = create_engine(address)
    with engine.connect() as connection:
        found = [
            dict(connection.execute(text(f"SELECT * FROM {table} LIMIT 1")).mappings().one())
            for table in TEMPLATES
        ]
        asked = "SELECT number FROM access_log_heads WHERE municipality = :code"
        number = connection.execute(text(asked), {"code": own}).scalar_one()
    engine.dispose()
    return found[0], found[1], {own: number}


def _places(codes: list[str]) -> Iterator[Row]:
    return ((code, MUNICIPALITIES[code], "12 34 56 78") for code in codes)


def _accounts(workers: dict[str, list[str]]) -> Iterator[Row]:
    today = datetime.now(UTC).date().isoformat()
    for code, accounts in workers.items():
        for number, account in enumerate(accounts):
            email = f"{code}-{number}@bench.example"
            yield account, email, "caseworker", code, "Mette", "-", today


def _done(
    chance: Random, workers: dict[str, list[str]], number: int
) -> Iterator[dict[str, object]]:
    """What is its own to each meeting and its link."""
    codes = chance.choices(list(THOUSANDS), list(THOUSANDS.values()), k=number)
    first = datetime.now(UTC) - OVER - YEARS
    for code in codes:
        starts_at = first + YEARS * chance.random()
        worker, backup = chance.sample(workers[code], 2)
        meeting = _id()
        yield {
            "id": meeting,
            "municipality": code,
            "caseworker_id": worker,
            "backup_id": backup,
            "chain_id": meeting,
            "starts_at": _written(starts_at),
            "ends_at": _written(starts_at + HOUR),
            "expires_at": _written(starts_at + LIVES_ON),
            "day": starts_at.date().isoformat(),
        }


def _meeting(lent: dict[str, object], one: dict[str, object]) -> Row:
    own = {name: one[name] for name in lent if name in one}
    return tuple((lent | own | {"erased_on": one["day"]}).values())


def _link(lent: dict[str, object], one: dict[str, object]) -> Row:
    own = {name: one[name] for name in lent if name in one}
    gone = {"sealed_link": None, "sealed_link_key": None, "letter": None}
    said = {"answered_on": one["day"], "answered_by": None, "after_by": None}
    named = {"id": _id(), "meeting_id": one["id"], "lookup_hash": secrets.token_bytes(32)}
    return tuple((lent | own | gone | said | named).values())


def _lines(done: list[dict[str, object]], heads: dict[str, int]) -> Iterator[Row]:
    ends = dict(heads)
    for one in sorted(done, key=lambda one: str(one["starts_at"])):
        code = str(one["municipality"])
        for action in LOGGED:
            ends[code] = ends.get(code, 0) + 1
            at, actor = one["starts_at"], one["caseworker_id"]
            yield code, ends[code], at, actor, action, one["id"], bytes(32)


def _move_head(address: str, own: str, number: int) -> None:
    engine = create_engine(address)
    moved = "UPDATE access_log_heads SET number = :number WHERE municipality = :code"
    with engine.begin() as connection:
        connection.execute(text(moved), {"number": number, "code": own})
    engine.dispose()


def _id() -> str:
    return secrets.token_hex(ID_LENGTH)[:ID_LENGTH]


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S.%f")
