"""The mixer's box: sealed items of one size, waiting to be opened together with nine others.

The columns hold what the database shows of an answer anyway, so that only items that nobody can
tell apart are mixed. Without row numbers on SQLite: nothing tells in which order they came.
"""

from collections.abc import Sequence

from sqlalchemy import LargeBinary, String, delete, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.marks import BoxKind, MixClass
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period
from boernestemme.storage.db import Base, rows_changed, session
from boernestemme.storage.ids import ID_LENGTH, new_id


class MixerBoxRow(Base):
    """One sealed item under a random key."""

    __tablename__ = "mixer_box"
    __table_args__ = {"sqlite_with_rowid": False}

    id: Mapped[str] = mapped_column(String(ID_LENGTH), primary_key=True)
    kind: Mapped[str] = mapped_column(String(5))
    municipality: Mapped[str] = mapped_column(String(4))
    period: Mapped[str] = mapped_column(String(6))
    age_group: Mapped[str] = mapped_column(String(5))
    is_first: Mapped[bool]
    content: Mapped[bytes] = mapped_column(LargeBinary)


def add(what: MixClass, content: bytes) -> None:
    """Put one sealed item into the box. Nothing is read back: the child's role may only insert."""
    session().execute(insert(MixerBoxRow).values(_values(what, content)))


def _values(what: MixClass, content: bytes) -> dict[str, object]:
    return {
        "id": new_id(),
        "kind": what.kind,
        "municipality": what.municipality,
        "period": str(what.period),
        "age_group": what.age_group,
        "is_first": what.is_first,
        "content": content,
    }


def waiting(period: Period) -> dict[MixClass, list[tuple[str, bytes]]]:
    """What waits in the box for one half-year: (id, sealed content) by class."""
    found: dict[MixClass, list[tuple[str, bytes]]] = {}
    query = select(MixerBoxRow).where(MixerBoxRow.period == str(period)).order_by(MixerBoxRow.id)
    for row in session().scalars(query):
        found.setdefault(_class_of(row, period), []).append((row.id, row.content))
    return found


def _class_of(row: MixerBoxRow, period: Period) -> MixClass:
    kind, age_group = BoxKind(row.kind), AgeGroup(row.age_group)
    return MixClass(kind, row.municipality, period, age_group, row.is_first)


def periods() -> list[Period]:
    """The half-years something waits for, oldest first."""
    rows = session().scalars(select(MixerBoxRow.period).distinct().order_by(MixerBoxRow.period))
    return [period for period in map(parse_period, rows) if period is not None]


def take(ids: Sequence[str]) -> int:
    """Remove items that are being counted; how many were still there."""
    return rows_changed(delete(MixerBoxRow).where(MixerBoxRow.id.in_(ids)))


def put_back(items: Sequence[tuple[MixClass, bytes]]) -> None:
    """Write items anew under new keys, in the order given."""
    if items:
        session().execute(insert(MixerBoxRow), [_values(what, content) for what, content in items])
