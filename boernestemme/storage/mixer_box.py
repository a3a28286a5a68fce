"""The mixer's box: sealed items of one size, waiting to be opened together with nine others.

The columns hold what the database shows of an answer anyway, so that only items that nobody can
tell apart are mixed. Without row numbers on SQLite: nothing tells in which order they came.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import LargeBinary, String, delete, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from boernestemme.domain.marks import BoxKind, MixClass
from boernestemme.domain.meeting import AgeGroup
from boernestemme.domain.period import Period, parse_period
from boernestemme.storage.among import among
from boernestemme.storage.db import Base, rows_changed, run, session
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
    is_helped: Mapped[bool]
    is_interpreted: Mapped[bool]


COLUMNS = tuple(MixerBoxRow.__table__.columns)
_ADD = insert(MixerBoxRow)


def add(what: MixClass, content: bytes) -> None:
    """Put one sealed item into the box. Nothing is read back: the child's role may only insert."""
    run(_ADD, **_values(what, content))


def _values(what: MixClass, content: bytes) -> dict[str, object]:
    return {
        "id": new_id(),
        "kind": what.kind,
        "municipality": what.municipality,
        "period": str(what.period),
        "age_group": what.age_group,
        "is_first": what.is_first,
        "content": content,
        "is_helped": what.is_helped,
        "is_interpreted": what.is_interpreted,
    }


@dataclass(frozen=True)
class BoxItem:
    """One sealed item that waits."""

    id: str
    what: MixClass
    content: bytes


def waiting(period: Period, municipality: str) -> list[BoxItem]:
    """What waits in the box for one municipality's half-year, in no order.

    Items of a kind or an age group that nobody knows are left out; ``size`` counts them too.
    """
    query = select(MixerBoxRow).where(
        MixerBoxRow.period == str(period),
        MixerBoxRow.municipality == municipality,
        MixerBoxRow.kind.in_(BoxKind),
        MixerBoxRow.age_group.in_(AgeGroup),
    )
    return [
        BoxItem(row.id, _class_of(row, period), row.content)
        for row in session().execute(query.with_only_columns(*COLUMNS))
    ]


def size(period: Period, municipality: str) -> int:
    """How many items of one municipality's half-year are in the box."""
    query = select(func.count()).where(
        MixerBoxRow.period == str(period), MixerBoxRow.municipality == municipality
    )
    return int(session().execute(query).scalar_one())


def _class_of(row: Any, period: Period) -> MixClass:
    kind, age_group = BoxKind(row.kind), AgeGroup(row.age_group)
    manner = row.is_helped, row.is_interpreted
    return MixClass(kind, row.municipality, period, age_group, row.is_first, *manner)


def periods() -> list[Period]:
    """The half-years something waits for, oldest first."""
    rows = session().scalars(select(MixerBoxRow.period).distinct().order_by(MixerBoxRow.period))
    return [period for period in map(parse_period, rows) if period is not None]


def municipalities(period: Period) -> list[str]:
    """The municipalities that something of a half-year waits for."""
    query = select(MixerBoxRow.municipality).where(MixerBoxRow.period == str(period))
    return list(session().scalars(query.distinct().order_by(MixerBoxRow.municipality)))


def destroy(period: Period) -> int:
    """Remove whatever of a half-year is in the box; how many items."""
    return rows_changed(delete(MixerBoxRow).where(MixerBoxRow.period == str(period)))


def take(ids: Sequence[str]) -> int:
    """Remove items that are being counted; how many were still there."""
    return rows_changed(delete(MixerBoxRow).where(among(MixerBoxRow.id, ids)))


def put_back(items: Sequence[tuple[MixClass, bytes]]) -> None:
    """Write items anew under new keys, in the order given."""
    if items:
        session().execute(insert(MixerBoxRow), [_values(what, content) for what, content in items])
