"""The access log's chain: whatever is done to its lines afterwards is found, and where."""

import random
from datetime import timedelta

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import NoResultFound

from boernestemme.domain.log_anchors import Place
from boernestemme.services.verifying import broken_chains
from boernestemme.storage import access_log, municipalities
from boernestemme.storage.access_log import AccessLogHeadRow, AccessLogRow, append, first_broken
from boernestemme.storage.db import session, transaction
from boernestemme.storage.ids import new_id
from tests.factories import NOW
from tests.races.processes import together

LINES = 12
CODE = "0265"
COLUMNS = ("municipality", "number", "at", "actor", "action", "subject", "digest")
Line = dict[str, object]


def write(count: int, code: str = CODE) -> None:
    for number in range(count):
        with transaction():
            at = NOW + timedelta(seconds=number, microseconds=number)
            append(code, f"actor{number % 3}", "answer_read", f"subject{number}", at)


def lines(code: str = CODE) -> list[Line]:
    query = select(AccessLogRow).where(AccessLogRow.municipality == code)
    rows = session().scalars(query.order_by(AccessLogRow.number))
    return [{name: getattr(row, name) for name in COLUMNS} for row in rows]


def put(changed: list[Line]) -> None:
    session().execute(delete(AccessLogRow).where(AccessLogRow.municipality == CODE))
    if changed:
        session().execute(insert(AccessLogRow), changed)
    session().expire_all()


@pytest.fixture
def log(stored: str) -> list[Line]:
    """Lines of one whole chain, alone in its table; what the test changes is not kept."""
    with transaction():
        session().execute(delete(AccessLogRow))
        values = {"number": 0, "digest": access_log.START}
        session().execute(update(AccessLogHeadRow).values(**values))
    write(LINES)
    assert first_broken(CODE) is None
    return lines()


def edited(log: list[Line], place: int, chance: random.Random) -> list[Line]:
    column, value = chance.choice(
        [
            ("actor", new_id()),
            ("action", "text_read"),
            ("subject", new_id()),
            ("at", NOW - timedelta(microseconds=1)),
            ("digest", chance.randbytes(32)),
        ]
    )
    return [*log[:place], log[place] | {column: value}, *log[place + 1 :]]


def deleted(log: list[Line], place: int, _: random.Random) -> list[Line]:
    return log[:place] + log[place + 1 :]


def deleted_and_closed_up(log: list[Line], place: int, _: random.Random) -> list[Line]:
    left = log[:place] + log[place + 1 :]
    return [line | {"number": number} for number, line in enumerate(left, start=1)]


def reordered(log: list[Line], place: int, chance: random.Random) -> list[Line]:
    other = chance.choice([number for number in range(LINES) if number != place])
    swapped = list(log)
    swapped[place] = log[other] | {"number": place + 1}
    swapped[other] = log[place] | {"number": other + 1}
    return swapped


def inserted(log: list[Line], place: int, _: random.Random) -> list[Line]:
    new = log[place] | {"subject": new_id()}
    both = [*log[:place], new, *log[place:]]
    return [line | {"number": number} for number, line in enumerate(both, start=1)]


def replayed(log: list[Line], place: int, _: random.Random) -> list[Line]:
    return [*log, log[place] | {"number": LINES + 1}]


def cut(log: list[Line], place: int, _: random.Random) -> list[Line]:
    return log[:place]


KINDS = (edited, deleted, deleted_and_closed_up, reordered, inserted, replayed, cut)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_whatever_is_done_to_the_lines_is_found(log: list[Line], kind: object) -> None:
    chance = random.Random(7)
    missed = []
    for number in range(36):
        place = number % LINES
        changed = kind(log, place, chance)  # type: ignore[operator]  # kinds are parameters
        put(changed)
        found = first_broken(CODE)
        if found is None or (kind in {edited, deleted, cut} and found != place + 1):
            missed.append((place, found))
    assert missed == []
    put(log)
    assert first_broken(CODE) is None


def test_the_tail_cut_off_is_missed_without_the_head(log: list[Line]) -> None:
    put(log[:-3])
    assert first_broken(CODE) == LINES - 2
    last = {"number": LINES - 3, "digest": log[-4]["digest"]}
    ours = AccessLogHeadRow.municipality == CODE
    session().execute(update(AccessLogHeadRow).where(ours).values(**last))
    session().expire_all()
    assert first_broken(CODE) is None


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize("values", [{"number": LINES - 1}, {"number": LINES + 1}, {"digest": b"x"}])
def test_a_changed_head_is_found(values: dict[str, object]) -> None:
    ours = AccessLogHeadRow.municipality == CODE
    session().execute(update(AccessLogHeadRow).where(ours).values(**values))
    session().expire_all()
    assert first_broken(CODE) == LINES + 1


@pytest.mark.usefixtures("log")
def test_a_chain_whose_head_is_gone_is_not_called_whole() -> None:
    session().execute(delete(AccessLogHeadRow).where(AccessLogHeadRow.municipality == CODE))
    session().expire_all()
    assert first_broken(CODE) == LINES + 1
    assert CODE in broken_chains()[1]


@pytest.mark.usefixtures("log")
def test_without_a_head_no_line_is_written() -> None:
    session().execute(delete(AccessLogHeadRow).where(AccessLogHeadRow.municipality == CODE))
    with pytest.raises(NoResultFound):
        append(CODE, "actor", "answer_read", "subject", NOW)


def test_a_line_moved_to_another_municipalitys_log_is_found(log: list[Line]) -> None:
    write(LINES, "0461")
    put([*log[:3], *log[4:]])
    stolen = log[3] | {"municipality": "0461", "number": LINES + 1}
    session().execute(insert(AccessLogRow), [stolen])
    session().expire_all()
    assert broken_chains()[1] == {CODE: Place(4, 4), "0461": Place(LINES + 1, LINES + 1)}


@pytest.mark.usefixtures("log")
def test_a_line_is_written_whole_or_not_at_all() -> None:
    with pytest.raises(ZeroDivisionError), transaction():
        append(CODE, "actor", "answer_read", "subject", NOW)
        raise ZeroDivisionError
    assert len(lines()) == LINES
    assert first_broken(CODE) is None


@pytest.mark.usefixtures("log")
def test_chains_of_two_municipalities_do_not_disturb_each_other() -> None:
    write(3, "0461")
    write(2)
    assert broken_chains() == (2, {})
    assert [line["number"] for line in lines("0461")] == [1, 2, 3]


@pytest.mark.usefixtures("log")
def test_lines_hold_ids_alone() -> None:
    columns = set(AccessLogRow.__table__.columns.keys())
    assert columns == set(COLUMNS)
    assert municipalities.find(CODE) is not None


def write_often(count: int) -> None:
    """One process: writes its lines."""
    for number in range(count):
        with transaction():
            append(CODE, "actor", "answer_read", f"subject{number}", NOW)


def write_naively_often(count: int) -> None:
    """The control: reads the head without its lock."""
    for _ in range(count):
        with transaction():
            found = session().execute(text("SELECT number FROM naive_heads")).scalar_one()
        with transaction():
            session().execute(text("UPDATE naive_heads SET number = :n"), {"n": found + 1})


def test_four_processes_keep_one_chain(stored: str, log: list[Line]) -> None:
    together(stored, write_often, *[(40,)] * 4)
    session().expire_all()
    assert first_broken(CODE) is None
    assert len(lines()) == len(log) + 160


def test_a_head_read_without_its_lock_loses_lines(stored: str) -> None:
    with transaction():
        session().execute(text("CREATE TABLE IF NOT EXISTS naive_heads (number INTEGER)"))
        session().execute(text("INSERT INTO naive_heads VALUES (0)"))
    together(stored, write_naively_often, *[(40,)] * 4)
    assert session().execute(text("SELECT max(number) FROM naive_heads")).scalar_one() < 160
